"""What `os` does with files: it takes these when one is asked for."""

import errno
import _files
from _files import DIRECTORY, LINK, REGULAR, fail, find, handle, text_of
from os import fsencode, fspath
from os import path as _path
from sys import _record as _named_tuple
from time import time_ns as _time_ns

O_RDONLY, O_WRONLY, O_RDWR, O_ACCMODE = 0, 1, 2, 3
O_CREAT, O_EXCL, O_TRUNC, O_APPEND = 0o100, 0o200, 0o1000, 0o2000
O_NONBLOCK, O_SYNC, O_DIRECTORY, O_NOFOLLOW, O_CLOEXEC = 0o4000, 0o4010000, 0o200000, 0o400000, 0o2000000
__all__ = [
    "DirEntry", "F_OK", "O_ACCMODE", "O_APPEND", "O_CLOEXEC", "O_CREAT", "O_DIRECTORY", "O_EXCL", "O_NOFOLLOW", "O_NONBLOCK",
    "O_RDONLY", "O_RDWR", "O_SYNC", "O_TRUNC", "O_WRONLY", "R_OK", "SEEK_CUR", "SEEK_END", "SEEK_SET", "W_OK", "X_OK", "access",
    "chdir", "chmod", "close", "fdatasync", "fdopen", "fstat", "fsync", "ftruncate", "get_terminal_size", "getcwdb", "isatty",
    "link", "listdir", "lseek", "lstat", "makedirs", "mkdir", "open", "read", "readlink", "remove", "removedirs", "rename",
    "renames", "replace", "rmdir", "scandir", "stat", "stat_result", "symlink", "terminal_size", "truncate", "umask", "unlink",
    "utime", "walk", "write",
]
F_OK, X_OK, W_OK, R_OK = 0, 1, 2, 4
SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
_ANY_PATH = "string, bytes, os.PathLike or integer"

stat_result = _named_tuple(
    "os.stat_result",
    (
        "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime",
        "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks",
    ),
)
stat_result.__repr__ = lambda self: "os.stat_result({})".format(
    ", ".join(f"{name}={int(getattr(self, name))}" for name in _SHOWN_OF_STAT)
)
_SHOWN_OF_STAT = (
    "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime"
)
terminal_size = _named_tuple("os.terminal_size", ("columns", "lines"))


def _stat_of(node):
    times = node.accessed, node.changed, node.changed
    numbers = node.kind | node.permissions, node.number, 1, node.links, 0, 0, node.size
    return stat_result((*numbers, *(at / 1e9 for at in times), *times, 4096, (node.size + 511) // 512))


def stat(path, *, dir_fd=None, follow_symlinks=True):
    if isinstance(path, int):
        return fstat(path)
    text = text_of(path, "stat", _ANY_PATH)
    return _stat_of(_files.existing(text, follow_symlinks))


def lstat(path, *, dir_fd=None):
    return _stat_of(_files.existing(text_of(path, "lstat"), False))


def fstat(fd):
    return _stat_of(handle(fd).node)


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    text_of(path, "access")
    node = _files.lookup(path, follow_symlinks)
    return node is not None and not (mode & X_OK and node.kind == REGULAR and not node.permissions & 0o111)


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    text = text_of(path, "chmod", _ANY_PATH)
    _files.existing(text, follow_symlinks).permissions = mode & 0o7777


def utime(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True):
    node = _files.existing(text_of(path, "utime", _ANY_PATH), follow_symlinks)
    if ns is None:
        ns = [int(at * 1e9) for at in times] if times else (_time_ns(),) * 2
    node.accessed, node.changed = ns


def umask(mask, /):
    return _files.umask(mask)


def chdir(path):
    text = text_of(path, "chdir", _ANY_PATH)
    node = _files.existing(text)
    if node.kind != DIRECTORY:
        fail(errno.ENOTDIR, text)
    _path._working = node.path()


def listdir(path=None):
    if path is None:
        path = "."
    text = text_of(path, "listdir", _ANY_PATH.replace(" or", ",") + " or None")
    node = _files.existing(text)
    if node.kind != DIRECTORY:
        fail(errno.ENOTDIR, text)
    return [name.encode() for name in node.content] if isinstance(path, bytes) else list(node.content)


def mkdir(path, mode=0o777, *, dir_fd=None):
    _files.make_directory(text_of(path, "mkdir"), mode)


def makedirs(name, mode=0o777, exist_ok=False):
    head, tail = _path.split(name)
    if not tail:
        head, tail = _path.split(head)
    if head and tail and not _path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass
        if tail == ".":
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not _path.isdir(name):
            raise


def _remove(path, function):
    path = text_of(path, function)
    place = find(path, False)
    if place.node is None:
        fail(errno.ENOENT, path)
    if place.node.kind == DIRECTORY:
        fail(errno.EISDIR, path)
    _files.drop(place)


def remove(path, *, dir_fd=None):
    _remove(path, "remove")


def unlink(path, *, dir_fd=None):
    _remove(path, "unlink")


def rmdir(path, *, dir_fd=None):
    path = text_of(path, "rmdir")
    place = find(path, False)
    node = place.node or fail(errno.ENOENT, path)
    if node.kind != DIRECTORY:
        fail(errno.ENOTDIR, path)
    if path == ".":
        fail(errno.EINVAL, path)
    if node.content:
        fail(errno.ENOTEMPTY, path)
    if node.parent is node:
        fail(errno.EBUSY, path)
    _files.drop(place)


def removedirs(name):
    rmdir(name)
    _prune(name)


def _prune(name):
    """Removes the directories above a path as far as they are empty."""
    head, tail = _path.split(name)
    if not tail:
        head, tail = _path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = _path.split(head)


def _move(src, dst, function):
    src, dst = text_of(src, function, argument="src"), text_of(dst, function, argument="dst")
    source, target = find(src, False, (src, dst)), find(dst, False, (src, dst))
    node, other = source.node, target.node
    if node is None:
        fail(errno.ENOENT, src, dst)
    if node is other:
        return
    if node.kind == DIRECTORY:
        above = target.directory
        while above.parent is not above and above is not node:
            above = above.parent
        if above is node or node.parent is node:
            fail(errno.EINVAL, src, dst)
        if other is not None and other.kind != DIRECTORY:
            fail(errno.ENOTDIR, src, dst)
        if other is not None and other.content:
            fail(errno.ENOTEMPTY, src, dst)
    elif other is not None and other.kind == DIRECTORY:
        fail(errno.EISDIR, src, dst)
    if other is not None:
        _files.drop(target)
        target.node = None
    _files.drop(source)
    node.links += 1
    _files.add(target, node, src, dst)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _move(src, dst, "rename")


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _move(src, dst, "replace")


def renames(old, new):
    head, tail = _path.split(new)
    if head and tail and not _path.exists(head):
        makedirs(head)
    rename(old, new)
    if _path.split(old)[0]:
        _prune(old)


def link(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True):
    src, dst = text_of(src, "link", argument="src"), text_of(dst, "link", argument="dst")
    node = find(src, False, (src, dst)).node or fail(errno.ENOENT, src, dst)
    if node.kind == DIRECTORY:
        fail(errno.EPERM, src, dst)
    _files.add(find(dst, False, (src, dst)), node, src, dst)
    node.links += 1


def symlink(src, dst, target_is_directory=False, *, dir_fd=None):
    src, dst = text_of(src, "symlink", argument="src"), text_of(dst, "symlink", argument="dst")
    _files.add(find(dst, False, (src, dst)), _files.Node(LINK, 0o777, src), src, dst)


def readlink(path, *, dir_fd=None):
    path = text_of(path, "readlink")
    node = _files.existing(path, False)
    if node.kind != LINK:
        fail(errno.EINVAL, path)
    return node.content


def truncate(path, length):
    if isinstance(path, int):
        return ftruncate(path, length)
    _files.resize(_files.existing(text_of(path, "truncate", _ANY_PATH)), length)


def open(path, flags, mode=0o777, *, dir_fd=None):
    kind = flags & O_ACCMODE
    return _files.open_file(
        text_of(path, "open"),
        reads=kind in (O_RDONLY, O_RDWR),
        writes=kind in (O_WRONLY, O_RDWR),
        appends=bool(flags & O_APPEND),
        creates=bool(flags & O_CREAT),
        exclusive=flags & (O_CREAT | O_EXCL) == O_CREAT | O_EXCL,
        truncates=bool(flags & O_TRUNC),
        mode=mode,
    )


def fdopen(fd, mode="r", buffering=-1, encoding=None, *args, **kwargs):
    if not isinstance(fd, int):
        raise TypeError(f"invalid fd type ({type(fd)}, expected integer)")
    import io

    return io.open(fd, mode, buffering, encoding, *args, **kwargs)


def close(fd):
    _files.close(fd)


def read(fd, length, /):
    opened = handle(fd)
    if not opened.reads:
        fail(errno.EBADF)
    if opened.node.kind == DIRECTORY:
        fail(errno.EISDIR)
    return opened.read(max(length, 0))


def write(fd, data, /):
    if fd in (1, 2):
        from _library import write

        write(fd == 2, bytes(data).decode(errors="replace"))
        return len(data)
    opened = handle(fd)
    if not opened.writes:
        fail(errno.EBADF)
    return opened.write(bytes(data))


def lseek(fd, position, whence, /):
    return handle(fd).seek(position, whence)


def ftruncate(fd, length, /):
    handle(fd).truncate(length)


def fsync(fd):
    handle(fd)


fdatasync = fsync


def isatty(fd, /):
    return False


def get_terminal_size(fd=1, /):
    fail(errno.ENOTTY)


class DirEntry:
    __module__, __in_c__ = "posix", True
    __slots__ = "name", "path", "_node"

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"

    def _kind(self, follow):
        if self._node.kind == LINK and follow:
            node = _files.lookup(self.path)
            return None if node is None else node.kind
        return self._node.kind

    def is_dir(self, *, follow_symlinks=True):
        return self._kind(follow_symlinks) == DIRECTORY

    def is_file(self, *, follow_symlinks=True):
        return self._kind(follow_symlinks) == REGULAR

    def is_symlink(self):
        return self._node.kind == LINK

    def inode(self):
        return self._node.number

    def stat(self, *, follow_symlinks=True):
        return stat(self.path, follow_symlinks=follow_symlinks)


class ScandirIterator:
    __module__, __in_c__ = "posix", True

    def __init__(self, entries):
        self._entries = iter(entries)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._entries)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def close(self):
        self._entries = iter(())


def scandir(path=None):
    if path is None:
        path = "."
    text = text_of(path, "scandir")
    entries = []
    for name in listdir(path):
        entry = object.__new__(DirEntry)
        entry.name, entry.path = name, _path.join(text, name)
        entry._node = _files.existing(entry.path, False)
        entries.append(entry)
    return ScandirIterator(entries)


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = fspath(top)
    try:
        entries = list(scandir(top))
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    directories = [entry.name for entry in entries if entry.is_dir()]
    others = [entry.name for entry in entries if not entry.is_dir()]
    if topdown:
        yield top, directories, others
    for name in directories:
        path = _path.join(top, name)
        if followlinks or not _path.islink(path):
            yield from walk(path, topdown, onerror, followlinks)
    if not topdown:
        yield top, directories, others


def getcwdb():
    return fsencode(_path._working)
