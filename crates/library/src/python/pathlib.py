"""Paths as objects. There are no files behind them."""

# Lacks: WindowsPath

import os as _os
from fnmatch import fnmatchcase as _fnmatchcase

_files = (
    "absolute chmod cwd exists expanduser glob group hardlink_to home is_block_device is_char_device is_dir is_fifo "
    "is_file is_mount is_socket is_symlink iterdir lchmod link_to lstat mkdir open owner read_bytes read_text readlink "
    "rename replace resolve rglob rmdir samefile stat symlink_to touch unlink write_bytes write_text"
).split()


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


class PosixPath(Path, PurePosixPath):
    pass


def _no_files(name):
    def method(self, *args, **kwargs):
        raise NotImplementedError(f"Loopscope's pathlib does not have '{name}': there are no files")

    method.__name__ = name
    return classmethod(method) if name in ("cwd", "home") else method


for _name in _files:
    setattr(Path, _name, _no_files(_name))


class PureWindowsPath(PurePath):
    def __init__(self, *args):
        raise NotImplementedError("Loopscope's pathlib does not have 'PureWindowsPath' yet")
