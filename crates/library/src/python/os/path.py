"""Paths as text, and what is there."""

# Lacks: defpath devnull

import sys as _sys
from _library import working_directory as _working_directory

_itself = _sys.modules["os.path"]
sep = "/"
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
altsep = None
supports_unicode_filenames = False
_HOME = "/home/user"
# Where paths begin that do not say it.
_working = _working_directory()


def _text(path):
    if isinstance(path, str):
        return path
    from os import fsdecode

    return fsdecode(path)


def splitdrive(p):
    return "", _text(p)


def join(a, *p):
    path = _text(a)
    for part in map(_text, p):
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    head, found, tail = _text(p).rpartition("/")
    head += found
    if head.strip("/"):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    p = _text(p)
    directory, found, name = p.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem.strip("."):
        return p, ""
    return directory + found + stem, dot + extension


def isabs(s):
    return _text(s).startswith("/")


def normpath(path):
    path = _text(path)
    if not path:
        return "."
    slashes = "//" if path.startswith("//") and not path.startswith("///") else "/" if path.startswith("/") else ""
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or not slashes and not parts or parts and parts[-1] == "..":
            parts.append(part)
        elif parts:
            parts.pop()
    return slashes + "/".join(parts) or "."


def abspath(path):
    return normpath(join(_working, path))


def realpath(filename, *, strict=False):
    from _files import real_path

    return real_path(abspath(filename), strict)


def normcase(s):
    return _text(s)


def expanduser(path):
    path = _text(path)
    return _HOME + path[1:] if path == "~" or path.startswith("~/") else path


def expandvars(path):
    import os
    import re

    def value(match):
        return os.environ.get(match[1] or match[2], match[0])

    return re.sub(r"\$(?:(\w+)|\{([^}]*)\})", value, _text(path))


def commonpath(paths):
    paths = [_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    absolute = {path.startswith("/") for path in paths}
    if len(absolute) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    split = [[part for part in path.split("/") if part not in ("", ".")] for path in paths]
    return "/" * absolute.pop() + "/".join(commonprefix(split))


def commonprefix(m):
    if not m:
        return ""
    first, last = min(m), max(m)
    for at, character in enumerate(first):
        if character != last[at]:
            return first[:at]
    return first


def relpath(path, start="."):
    if not path:
        raise ValueError("no path specified")
    start = [part for part in abspath(start).split("/") if part]
    path = [part for part in abspath(path).split("/") if part]
    same = 0
    while same < min(len(start), len(path)) and start[same] == path[same]:
        same += 1
    return "/".join([".."] * (len(start) - same) + path[same:]) or "."


def _node(path, follow=True):
    from _files import lookup

    return lookup(path, follow)


def exists(path):
    return _node(path) is not None


def lexists(path):
    return _node(path, False) is not None


def isfile(path):
    node = _node(path)
    return node is not None and node.kind == 0o100000


def isdir(s):
    node = _node(s)
    return node is not None and node.kind == 0o040000


def islink(path):
    node = _node(path, False)
    return node is not None and node.kind == 0o120000


def ismount(path):
    node = _node(path, False)
    return node is not None and node.parent is node and node.kind == 0o040000


def _stat(path):
    from os import stat

    return stat(path)


def getsize(filename):
    return _stat(filename).st_size


def getmtime(filename):
    return _stat(filename).st_mtime


def getatime(filename):
    return _stat(filename).st_atime


def getctime(filename):
    return _stat(filename).st_ctime


def samestat(s1, s2):
    return s1.st_ino == s2.st_ino


def samefile(f1, f2):
    return samestat(_stat(f1), _stat(f2))


def sameopenfile(fp1, fp2):
    return samestat(_stat(fp1), _stat(fp2))
