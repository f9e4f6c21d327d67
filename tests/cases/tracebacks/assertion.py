def check(value):
    assert value > 0
    assert value < 10, f"{value} is too big"
    return value


print(check(5))
try:
    check(-1)
except AssertionError as error:
    print("AssertionError", error.args)
check(12)
