"""What runs the program."""

# Lacks: architecture freedesktop_os_release java_ver libc_ver mac_ver python_branch python_build python_compiler
#     python_revision system_alias uname uname_result version win32_edition win32_is_iot win32_ver


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
