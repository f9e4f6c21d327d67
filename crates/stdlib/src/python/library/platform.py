"""What runs the program."""


def python_version():
    return "3.11.7"


def python_version_tuple():
    return ("3", "11", "7")


def python_implementation():
    return "Loopscope"


def system():
    return "Loopscope"


def machine():
    return "wasm32"


def node():
    return ""


def release():
    return ""


def processor():
    return ""


def platform(aliased=False, terse=False):
    return "Loopscope"
