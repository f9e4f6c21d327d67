"""Paths as text."""

# Lacks: commonpath defpath devnull expandvars getatime getctime getmtime getsize samefile sameopenfile samestat
#     splitdrive supports_unicode_filenames

import sys as _sys

_itself = _sys.modules["os.path"]
sep = "/"
curdir = "."
pardir = ".."
extsep = "."
pathsep = ":"
altsep = None


def join(a, *p):
    path = a
    for part in p:
        if part.startswith("/"):
            path = part
        elif not path or path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    head, found, tail = p.rpartition("/")
    head += found
    if head.strip("/"):
        head = head.rstrip("/")
    return head, tail


def basename(p):
    return split(p)[1]


def dirname(p):
    return split(p)[0]


def splitext(p):
    directory, found, name = p.rpartition("/")
    stem, dot, extension = name.rpartition(".")
    if not dot or not stem.strip("."):
        return p, ""
    return directory + found + stem, dot + extension


def isabs(s):
    return s.startswith("/")


def normpath(path):
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
    return normpath(join("/", path))


realpath = abspath


def normcase(s):
    return s


def expanduser(path):
    return path


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


def exists(path):
    # There are no files.
    return False


lexists = isfile = isdir = islink = ismount = exists
