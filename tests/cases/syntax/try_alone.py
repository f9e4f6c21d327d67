try:
    print("x")
print("after")
