print("one")
print("two"))
