"""Paths as objects."""

# Lacks: WindowsPath

import io as _io
import os as _os
from fnmatch import fnmatchcase as _fnmatchcase


class PurePath(_os.PathLike):
    _sep = "/"

    def __new__(cls, *args):
        if cls is PurePath:
            cls = PurePosixPath
        elif cls is Path:
            cls = PosixPath
        return object.__new__(cls)

    def __init__(self, *args):
        self._root, self._parts = "", []
        for each in args:
            self._add(each)

    def _add(self, other):
        if isinstance(other, PurePath):
            root, parts = other._root, other._parts
        else:
            text = _os.fspath(other) if not isinstance(other, str) else other
            if not isinstance(text, str):
                raise TypeError(
                    "argument should be a str object or an os.PathLike object returning str, "
                    f"not {type(other)!r}"
                )
            root, parts = self._parse(text)
        if root:
            self._root, self._parts = root, list(parts)
        else:
            self._parts += parts

    def _parse(self, text):
        parts = [part for part in text.split("/") if part and part != "."]
        # Two slashes mean something else than one, or three.
        slashes = len(text) - len(text.lstrip("/"))
        return "/" * (slashes if slashes == 2 else min(slashes, 1)), parts

    def _with(self, parts):
        made = type(self)()
        made._root, made._parts = self._root, list(parts)
        return made

    def __str__(self):
        return self._root + self._sep.join(self._parts) or "."

    __fspath__ = __str__

    def as_posix(self):
        return str(self).replace(self._sep, "/")

    def __bytes__(self):
        return str(self).encode()

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def as_uri(self):
        from urllib.parse import quote

        if not self.is_absolute():
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + quote(str(self))

    def _key(self):
        return self._root, tuple(self._parts)

    def __eq__(self, other):
        return self._key() == other._key() if isinstance(other, PurePath) else NotImplemented

    def __hash__(self):
        return hash(self._key())

    def _ordered(self, other):
        """Both as lists of what they consist of."""
        return ([self._root, *self._parts], [other._root, *other._parts]) if isinstance(other, PurePath) else None

    def __lt__(self, other):
        both = self._ordered(other)
        return NotImplemented if both is None else both[0] < both[1]

    def __le__(self, other):
        both = self._ordered(other)
        return NotImplemented if both is None else both[0] <= both[1]

    def __gt__(self, other):
        both = self._ordered(other)
        return NotImplemented if both is None else both[0] > both[1]

    def __ge__(self, other):
        both = self._ordered(other)
        return NotImplemented if both is None else both[0] >= both[1]

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(type(key), "__fspath__"):
            return NotImplemented
        return self.joinpath(key)

    def __rtruediv__(self, key):
        return type(self)(key, self) if isinstance(key, str) else NotImplemented

    def joinpath(self, *args):
        return type(self)(self, *args)

    drive = property(lambda self: "")
    root = property(lambda self: self._root)
    anchor = property(lambda self: self._root)

    @property
    def parts(self):
        return (*([self._root] if self._root else []), *self._parts)

    @property
    def parent(self):
        return self._with(self._parts[:-1])

    @property
    def parents(self):
        count = len(self._parts)
        return tuple(self._with(self._parts[:length]) for length in range(count - 1, -1, -1))

    @property
    def name(self):
        return self._parts[-1] if self._parts else ""

    @property
    def suffix(self):
        stem, dot, suffix = self.name.rpartition(".")
        return dot + suffix if stem and suffix else ""

    @property
    def suffixes(self):
        if self.name.endswith("."):
            return []
        return ["." + suffix for suffix in self.name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        return self.name[:len(self.name) - len(self.suffix)]

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._with([*self._parts[:-1], name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if "/" in suffix or suffix and not suffix.startswith(".") or suffix == ".":
            raise ValueError(f"Invalid suffix {suffix!r}")
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        return self._with([*self._parts[:-1], self.stem + suffix])

    def is_absolute(self):
        return bool(self._root)

    def is_reserved(self):
        return False

    def relative_to(self, *other):
        if not other:
            raise TypeError("need at least one argument")
        base = type(self)(*other)
        if not self.is_relative_to(base):
            raise ValueError(
                f"{str(self)!r} is not in the subpath of {str(base)!r} OR one path is relative and the other is absolute."
            )
        made = self._with(self._parts[len(base._parts):])
        if base._root:
            made._root = ""
        return made

    def is_relative_to(self, *other):
        base = type(self)(*other)
        return self._root == base._root and self._parts[:len(base._parts)] == base._parts

    def match(self, path_pattern):
        pattern = type(self)(path_pattern)
        if not pattern.parts:
            raise ValueError("empty pattern")
        mine, wanted = self.parts, pattern.parts
        if len(wanted) > len(mine) or pattern._root and len(wanted) != len(mine):
            return False
        return all(_fnmatchcase(*each) for each in zip(reversed(mine), reversed(wanted)))


class PurePosixPath(PurePath):
    pass


class Path(PurePath):
    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls("~").expanduser()

    def absolute(self):
        return self if self.is_absolute() else type(self)(self.cwd(), self)

    def expanduser(self):
        return type(self)(_os.path.expanduser(str(self)))

    def resolve(self, strict=False):
        return type(self)(_os.path.realpath(self, strict=strict))

    # What is there.

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self, follow_symlinks=follow_symlinks)

    def lstat(self):
        return self.stat(follow_symlinks=False)

    def exists(self):
        return _os.path.exists(self)

    def is_dir(self):
        return _os.path.isdir(self)

    def is_file(self):
        return _os.path.isfile(self)

    def is_symlink(self):
        return _os.path.islink(self)

    def is_mount(self):
        return _os.path.ismount(self)

    def is_socket(self):
        return False

    is_fifo = is_block_device = is_char_device = is_socket

    def samefile(self, other_path):
        return _os.path.samefile(self, other_path)

    def owner(self):
        self.stat()
        return "user"

    group = owner

    def readlink(self):
        return type(self)(_os.readlink(self))

    # What is in a directory.

    def _child(self, name):
        return self._with([*self._parts, name])

    def iterdir(self):
        for name in _os.listdir(self):
            yield self._child(name)

    def glob(self, pattern):
        if not pattern:
            raise ValueError(f"Unacceptable pattern: {pattern!r}")
        return self._globbed(pattern, [])

    def rglob(self, pattern):
        return self._globbed(pattern, ["**"])

    def _globbed(self, pattern, before):
        root, parts = self._parse(pattern)
        if root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        parts = before + parts + [""] * pattern.endswith("/")
        if any("**" in part and part != "**" for part in parts):
            raise ValueError("Invalid pattern: '**' can only be an entire path component")
        return self._select(parts)

    def _select(self, parts):
        """The paths below this one that match the parts of a pattern, each once."""
        if not parts:
            yield self
            return
        if not self.is_dir():
            return
        part, rest = parts[0], parts[1:]
        if part == "**":
            found = set()
            for directory in self._directories():
                for path in directory._select(rest):
                    if path not in found:
                        found.add(path)
                        yield path
        elif part == "..":
            yield from self._child("..")._select(rest)
        elif not part:
            yield self
        elif any(letter in part for letter in "*?["):
            for path in self.iterdir():
                if _fnmatchcase(path.name, part) and (not rest or path.is_dir()):
                    yield from path._select(rest)
        elif self._child(part).exists():
            yield from self._child(part)._select(rest)

    def _directories(self):
        """This directory and all below it."""
        yield self
        for path in list(self.iterdir()):
            if path.is_dir() and not path.is_symlink():
                yield from path._directories()

    # What changes it.

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(self, mode)
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def rmdir(self):
        _os.rmdir(self)

    def touch(self, mode=0o666, exist_ok=True):
        if exist_ok and self.exists():
            _os.utime(self)
            return
        _os.close(_os.open(self, _os.O_CREAT | _os.O_WRONLY | (0 if exist_ok else _os.O_EXCL), mode))

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(self)
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rename(self, target):
        _os.rename(self, target)
        return type(self)(target)

    def replace(self, target):
        _os.replace(self, target)
        return type(self)(target)

    def symlink_to(self, target, target_is_directory=False):
        _os.symlink(target, self)

    def hardlink_to(self, target):
        _os.link(target, self)

    def chmod(self, mode, *, follow_symlinks=True):
        _os.chmod(self, mode, follow_symlinks=follow_symlinks)

    def lchmod(self, mode):
        self.chmod(mode, follow_symlinks=False)

    # What is in a file.

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return _io.open(self, mode, buffering, encoding, errors, newline)

    def read_bytes(self):
        with self.open("rb") as file:
            return file.read()

    def read_text(self, encoding=None, errors=None):
        with self.open("r", encoding=encoding, errors=errors) as file:
            return file.read()

    def write_bytes(self, data):
        if isinstance(data, (str, int)):
            raise TypeError(f"memoryview: a bytes-like object is required, not '{type(data).__name__}'")
        with self.open("wb") as file:
            return file.write(data)

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with self.open("w", encoding=encoding, errors=errors, newline=newline) as file:
            return file.write(data)


class PosixPath(Path, PurePosixPath):
    pass


class PureWindowsPath(PurePath):
    def __init__(self, *args):
        raise NotImplementedError("Loopscope's pathlib does not have 'PureWindowsPath' yet")
