print("this never ends)
print("second")
