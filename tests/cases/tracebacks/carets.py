import traceback


def show(func):
    try:
        func()
    except Exception as error:
        print("".join(traceback.format_exception(error)).split("in show\n")[1].split("\n", 2)[2], end="")


data = {"a": {"b": [1, 2]}}
x, y, zero = 10, None, 0


def subscript():
    return data["a"]["b"][5] + 1


def binary():
    return (x + 2) * x / zero - 3


def attribute():
    return x.real.missing.thing


def call():
    return len(data["a"]) + len(x) + 1


def whole_line():
    raise ValueError("the whole line, so no carets")


def text():
    return "tab" + x + "!"


def in_parentheses():
    return (
        x
        + y
    )


for func in (subscript, binary, attribute, call, whole_line, text, in_parentheses):
    show(func)
