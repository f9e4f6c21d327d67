def divide(a, b):
    try:
        result = a / b
    except ZeroDivisionError as error:
        print("except:", error)
        return "infinite"
    except (TypeError, ValueError) as error:
        print("other:", type(error).__name__, error)
        raise
    else:
        print("else:", result)
        return result
    finally:
        print("finally")


print(divide(6, 3))
print(divide(1, 0))
try:
    divide("a", 1)
except TypeError:
    print("passed on")


def finally_wins():
    try:
        return "from try"
    finally:
        return "from finally"


def loop_flow():
    for n in range(4):
        try:
            if n == 1:
                continue
            if n == 3:
                break
            print("body", n)
        finally:
            print("finally", n)
    else:
        print("never")


print(finally_wins())
loop_flow()
try:
    error = "kept?"
    raise ValueError("gone")
except ValueError as error:
    pass
print("error" in globals())
try:
    try:
        raise KeyError("inner")
    finally:
        print("on the way out")
except LookupError as caught:
    print("LookupError catches", repr(caught))
