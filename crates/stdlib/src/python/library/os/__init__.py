"""The little of an operating system that there is."""

import os.path
from os.path import _itself as path
from builtins import OSError as error

name = "posix"
sep = "/"
altsep = None
extsep = "."
pathsep = ":"
linesep = "\n"
curdir = "."
pardir = ".."
devnull = "/dev/null"
environ = {}


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    environ[name] = value


def unsetenv(name, /):
    environ.pop(name, None)


def getpid():
    return 1


def getppid():
    return 0


def cpu_count():
    return 4


def getcwd():
    return "/"


def fspath(path):
    if isinstance(path, (str, bytes)):
        return path
    if hasattr(type(path), "__fspath__"):
        return path.__fspath__()
    raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")


def urandom(size, /):
    from random import randbytes

    return randbytes(size)


def strerror(code, /):
    from errno import _messages

    return _messages.get(code, f"Unknown error {code}")


class PathLike:
    pass
