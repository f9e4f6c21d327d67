"""Files and directories for a while, with names that the run's seed decides."""

# Lacks: SpooledTemporaryFile

import io as _io
import os as _os
import random as _random
import shutil as _shutil
import weakref as _weakref

TMP_MAX = 10_000
template = "tmp"
tempdir = None
# The program's own random numbers are others.
_names = _random.Random()
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"


def gettempprefix():
    return template


def gettempprefixb():
    return template.encode()


def gettempdir():
    return "/tmp" if tempdir is None else _os.fsdecode(tempdir)


def gettempdirb():
    return gettempdir().encode()


def _new(make, suffix, prefix, dir):
    """What `make` makes of a path that nothing has, and that path."""
    directory = _os.path.abspath(gettempdir() if dir is None else dir)
    prefix = template if prefix is None else prefix
    for _ in range(TMP_MAX):
        name = "".join(_names.choices(_letters, k=8))
        path = _os.path.join(directory, f"{_os.fsdecode(prefix)}{name}{_os.fsdecode(suffix or '')}")
        try:
            return make(path), path
        except FileExistsError:
            continue
    raise FileExistsError(17, "No usable temporary file name found")


def _open(path):
    return _os.open(path, _os.O_RDWR | _os.O_CREAT | _os.O_EXCL, 0o600)


def mkstemp(suffix=None, prefix=None, dir=None, text=False):
    return _new(_open, suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    return _new(lambda path: _os.mkdir(path, 0o700), suffix, prefix, dir)[1]


def mktemp(suffix="", prefix=template, dir=None):
    def free(path):
        if _os.path.lexists(path):
            raise FileExistsError

    return _new(free, suffix, prefix, dir)[1]


class _TemporaryFileCloser:
    def __init__(self, file, name, delete):
        self.file, self.name, self.delete = file, name, delete
        self.is_closed = False

    def close(self):
        if not self.is_closed:
            self.is_closed = True
            try:
                self.file.close()
            finally:
                if self.delete:
                    _os.unlink(self.name)

    def __del__(self):
        self.close()


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete=True):
        self.file, self.name, self.delete = file, name, delete
        self._closer = _TemporaryFileCloser(file, name, delete)

    def __getattr__(self, name):
        value = getattr(self.__dict__["file"], name)
        if not callable(value):
            return value
        closer = self._closer

        def method(*args, **kwargs):
            # As long as somebody has the method, the file is there.
            closer.file
            return value(*args, **kwargs)

        return method

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.file.__exit__(*exc_info)
        self.close()

    def __iter__(self):
        for line in self.file:
            yield line

    def close(self):
        self._closer.close()


def _opened(mode, buffering, encoding, newline, errors, fd, name):
    file = _io.open(fd, mode, buffering, encoding, errors, newline)
    raw = getattr(file, "buffer", file)
    getattr(raw, "raw", raw).name = name
    return file


def NamedTemporaryFile(
    mode="w+b",
    buffering=-1,
    encoding=None,
    newline=None,
    suffix=None,
    prefix=None,
    dir=None,
    delete=True,
    *,
    errors=None,
):
    fd, name = mkstemp(suffix, prefix, dir)
    try:
        return _TemporaryFileWrapper(_opened(mode, buffering, encoding, newline, errors, fd, name), name, delete)
    except BaseException:
        _os.unlink(name)
        raise


def TemporaryFile(
    mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None
):
    fd, name = mkstemp(suffix, prefix, dir)
    _os.unlink(name)
    return _opened(mode, buffering, encoding, newline, errors, fd, fd)


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False):
        self.name = mkdtemp(suffix, prefix, dir)
        self._ignore_errors = ignore_cleanup_errors
        self._finalizer = _weakref.finalize(self, _shutil.rmtree, self.name, ignore_cleanup_errors)

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, *exc_info):
        self.cleanup()

    def cleanup(self):
        if self._finalizer.detach() or _os.path.exists(self.name):
            _shutil.rmtree(self.name, self._ignore_errors)
