"""Files whose paths match a pattern."""

# Lacks: glob0 glob1

import os
import re
from fnmatch import fnmatchcase as _matches

_magic = re.compile("([*?[])")


def has_magic(s):
    return _magic.search(s) is not None


def escape(pathname):
    return _magic.sub(r"[\1]", pathname)


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return list(iglob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    root = os.fsdecode("" if root_dir is None else root_dir)
    found = _found(os.fsdecode(pathname), root, recursive, include_hidden)
    # A pattern of nothing but `**` matches the directory itself, which has no name.
    return (path for path in found if path)


def _found(pattern, root, recursive, hidden):
    directory, name = os.path.split(pattern)
    if not has_magic(pattern):
        if os.path.lexists(os.path.join(root, pattern)) if name else os.path.isdir(os.path.join(root, directory)):
            yield pattern
        return
    if directory and directory != pattern and has_magic(directory):
        directories = _found(directory, root, recursive, hidden)
    else:
        directories = [directory]
    for directory in directories:
        for below in _names(os.path.join(root, directory), name, recursive, hidden):
            yield os.path.join(directory, below)


def _names(directory, pattern, recursive, hidden):
    """What in a directory matches the last part of a pattern."""
    if recursive and pattern == "**":
        if not directory or os.path.isdir(directory):
            yield ""
        yield from _all_below(directory, hidden)
    elif not has_magic(pattern):
        path = os.path.join(directory, pattern)
        if os.path.lexists(path) if pattern else os.path.isdir(directory):
            yield pattern
    else:
        for name in _listed(directory):
            if _matches(name, pattern) and (hidden or not name.startswith(".") or pattern.startswith(".")):
                yield name


def _listed(directory):
    try:
        return os.listdir(directory or ".")
    except OSError:
        return []


def _all_below(directory, hidden):
    for name in _listed(directory):
        if hidden or not name.startswith("."):
            yield name
            for below in _all_below(os.path.join(directory, name), hidden):
                yield os.path.join(name, below)
