x = 5
if x is 5:
    print("same object, by luck")
assert (x == 5, "always true")
print("the program runs all the same")
