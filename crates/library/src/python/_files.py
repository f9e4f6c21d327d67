"""The files of a run: in memory, the same for all threads, and gone with the program."""

import errno
import os.path
from _library import own_files
from errno import _messages
from time import time_ns

DIRECTORY, REGULAR, LINK = 0o040000, 0o100000, 0o120000
_MOST_LINKS = 40
_LONGEST_NAME = 255


def fail(code, *paths):
    """Raises the `OSError` of a number, with the path or the two paths that it is about."""
    if len(paths) == 2:
        paths = paths[0], None, paths[1]
    raise OSError(code, _messages.get(code, "Unknown error"), *paths)


class Node:
    """What a name stands for. `content` is the bytes of a file, the names in a directory, or where a link leads."""

    __slots__ = "kind", "permissions", "content", "number", "links", "accessed", "changed", "parent", "name"
    _count = 1

    def __init__(self, kind, permissions, content):
        Node._count += 1
        self.kind, self.permissions, self.content, self.number = kind, permissions, content, Node._count
        self.links = 2 if kind == DIRECTORY else 1
        self.accessed = self.changed = time_ns()
        # Of a directory.
        self.parent, self.name = self, ""

    @property
    def size(self):
        if self.kind == DIRECTORY:
            return 4096
        return len(self.content.encode() if self.kind == LINK else self.content)

    def path(self):
        names = []
        while self.parent is not self:
            names.append(self.name)
            self = self.parent
        return "/" + "/".join(reversed(names))


class Place:
    """Where a path leads: to a name in a directory, and to what has that name, if something has."""

    __slots__ = "directory", "name", "node", "wants_directory"

    def __init__(self, directory, name, node, wants_directory):
        self.directory, self.name, self.node, self.wants_directory = directory, name, node, wants_directory


_root = Node(DIRECTORY, 0o755, {})
_umask = 0o022


def _working():
    return find(os.path._working).node or fail(errno.ENOENT)


def find(path, follow=True, shown=()):
    """The place of a path; a link at its end is followed unless `follow` is false. Errors are about `shown`."""
    return _find(None, path, follow, shown or (path,), [0])


def _find(at, path, follow, shown, hops):
    if not path:
        fail(errno.ENOENT, *shown)
    if path[0] == "/":
        at = _root
    elif at is None:
        at = _working()
    parts = [part for part in path.split("/") if part not in ("", ".")]
    wants_directory = path[-1] == "/" or path.endswith("/.")
    directory, name = at.parent, at.name
    for index, part in enumerate(parts):
        if at.kind != DIRECTORY:
            fail(errno.ENOTDIR, *shown)
        if len(part) > _LONGEST_NAME:
            fail(errno.ENAMETOOLONG, *shown)
        if part == "..":
            at = at.parent
            directory, name = at.parent, at.name
            continue
        is_last = index == len(parts) - 1
        node = at.content.get(part)
        if node is None:
            if not is_last:
                fail(errno.ENOENT, *shown)
            return Place(at, part, None, wants_directory)
        if node.kind == LINK and (not is_last or follow or wants_directory):
            hops[0] += 1
            if hops[0] > _MOST_LINKS:
                fail(errno.ELOOP, *shown)
            rest = "/".join(parts[index + 1:]) + "/" * wants_directory
            return _find(at, f"{node.content}/{rest}" if rest else node.content, follow, shown, hops)
        directory, name, at = at, part, node
    if wants_directory and at.kind != DIRECTORY:
        fail(errno.ENOTDIR, *shown)
    return Place(directory, name, at, wants_directory)


def text_of(path, function, kinds="string, bytes or os.PathLike", argument="path"):
    """A path as text; `function` and its argument are named if it is none."""
    if isinstance(path, str):
        text = path
    else:
        if not isinstance(path, bytes) and hasattr(type(path), "__fspath__"):
            path = type(path).__fspath__(path)
        if isinstance(path, bytes):
            text = path.decode()
        elif isinstance(path, str):
            text = path
        else:
            raise TypeError(f"{function}: {argument} should be {kinds}, not {type(path).__name__}")
    if "\0" in text:
        raise ValueError("embedded null byte")
    return text


def existing(path, follow=True):
    """What is at a path."""
    return find(path, follow).node or fail(errno.ENOENT, path)


def add(place, node, *shown):
    """Gives a name to something that is new."""
    if place.node is not None:
        fail(errno.EEXIST, *shown)
    place.directory.content[place.name] = node
    place.directory.changed = time_ns()
    if node.kind == DIRECTORY:
        node.parent, node.name = place.directory, place.name
        place.directory.links += 1


def drop(place):
    """Takes a name away."""
    del place.directory.content[place.name]
    place.directory.changed = time_ns()
    place.node.links -= 1
    if place.node.kind == DIRECTORY:
        place.directory.links -= 1


def lookup(path, follow=True):
    """What `os.path` finds at a path, or `None`."""
    try:
        if isinstance(path, int):
            return handle(path).node
        return find(text_of(path, ""), follow).node
    except (OSError, ValueError):
        return None


class Handle:
    """A file that is open: `os.open` and `open` give the numbers of these."""

    __slots__ = "node", "at", "reads", "writes", "appends"

    def __init__(self, node, reads, writes, appends):
        self.node, self.reads, self.writes, self.appends = node, reads, writes, appends
        self.at = 0

    def read(self, size):
        data = bytes(self.node.content[self.at:] if size < 0 else self.node.content[self.at:self.at + size])
        self.at += len(data)
        return data

    def write(self, data):
        content = self.node.content
        if self.appends:
            self.at = len(content)
        elif self.at > len(content):
            content.extend(bytes(self.at - len(content)))
        if self.at == len(content):
            content.extend(data)
        else:
            content[self.at:self.at + len(data)] = data
        self.at += len(data)
        self.node.changed = time_ns()
        return len(data)

    def seek(self, offset, whence):
        at = offset + (0 if whence == 0 else self.at if whence == 1 else self.node.size)
        if at < 0 or whence not in (0, 1, 2):
            fail(errno.EINVAL)
        self.at = at
        return at

    def truncate(self, size):
        if not self.writes or size < 0:
            fail(errno.EINVAL)
        resize(self.node, size)


def resize(node, size):
    content = node.content
    if size < len(content):
        del content[size:]
    else:
        content.extend(bytes(size - len(content)))
    node.changed = time_ns()


# By their numbers, after those of the standard streams.
_handles = {}
_FIRST_NUMBER = 3


def handle(number):
    return _handles.get(number) or fail(errno.EBADF)


def number_of(opened):
    """The least number that is free is given to something that is open."""
    number = _FIRST_NUMBER
    while number in _handles:
        number += 1
    _handles[number] = opened
    return number


def close(number):
    handle(number)
    del _handles[number]


def open_file(path, *, reads, writes, appends, creates, exclusive, truncates, mode=0o666):
    """Opens a file; its number."""
    place = find(path, not exclusive)
    node = place.node
    if node is None:
        if not creates:
            fail(errno.ENOENT, path)
        if place.wants_directory:
            fail(errno.EISDIR, path)
        node = Node(REGULAR, mode & ~_umask, bytearray())
        add(place, node, path)
    elif exclusive:
        fail(errno.EEXIST, path)
    elif node.kind == DIRECTORY and (writes or creates):
        fail(errno.EISDIR, path)
    elif truncates:
        resize(node, 0)
    return number_of(Handle(node, reads, writes, appends))


def umask(mask):
    global _umask
    before, _umask = _umask, mask & 0o777
    return before


def make_directory(path, mode=0o777):
    add(find(path, False), Node(DIRECTORY, mode & ~_umask, {}), path)


def _set_up():
    for path in ("/tmp", os.path._HOME, os.path._working):
        _make_directories(path)
    for path, content in own_files():
        _make_directories(os.path.dirname(path))
        add(find(path), Node(REGULAR, 0o644, bytearray(content)), path)


def _make_directories(path):
    if lookup(path) is None:
        _make_directories(os.path.dirname(path))
        make_directory(path)


_set_up()


def real_path(path, strict):
    """An absolute path without links."""
    done = ""
    hops = 0
    parts = [part for part in reversed(path.split("/")) if part]
    while parts:
        part = parts.pop()
        if part == "..":
            done = done.rpartition("/")[0]
            continue
        node = lookup(f"{done}/{part}", False) if part != "." else None
        if node is None and strict and part != ".":
            fail(errno.ENOENT, f"{done}/{part}")
        if node is not None and node.kind == LINK and hops < _MOST_LINKS:
            hops += 1
            parts += reversed(node.content.split("/"))
            if node.content.startswith("/"):
                done = ""
        elif part not in ("", "."):
            done += "/" + part
    return done or "/"
