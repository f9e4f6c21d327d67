"""The streams of `io` that read and write files, and the builtin `open`, which comes when a program names it."""

import builtins
import _files
from _textio import TextIOWrapper, size_of
from io import DEFAULT_BUFFER_SIZE, BufferedIOBase, RawIOBase, UnsupportedOperation, text_encoding
from os import fspath


def _data(value):
    """What is to be written, as bytes."""
    if isinstance(value, (bytes, bytearray)):
        return value
    if isinstance(value, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    try:
        return bytes(value) if not isinstance(value, int) else bytes(None)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not '{type(value).__name__}'") from None


def _fill(target, data):
    target[:len(data)] = data
    return len(data)


class FileIO(RawIOBase):
    __module__, __in_c__ = "_io", True

    def __init__(self, file, mode="r", closefd=True, opener=None):
        self._number = -1
        letters = set(mode) - {"b"}
        if not letters <= set("rwax+"):
            raise ValueError(f"invalid mode: {mode}")
        kinds = letters - {"+"}
        if len(kinds) != 1 or mode.count("+") > 1:
            raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")
        kind, both = kinds.pop(), "+" in letters
        self._reads, self._writes = kind == "r" or both, kind != "r" or both
        self._kind, self.name, self.closefd = kind, file, closefd
        if isinstance(file, int):
            if file < 0:
                raise ValueError("negative file descriptor")
            _files.handle(file)
            self._number = file
            return
        if not closefd:
            raise ValueError("Cannot use closefd=False with file name")
        if opener is not None:
            self._number = opener(file, self._flags())
            if not isinstance(self._number, int):
                raise TypeError("expected integer from opener")
        else:
            self._number = _files.open_file(
                _files.text_of(file, ""),
                reads=self._reads,
                writes=self._writes,
                appends=kind == "a",
                creates=kind != "r",
                exclusive=kind == "x",
                truncates=kind == "w",
            )
        node = _files.handle(self._number).node
        if node.kind == _files.DIRECTORY:
            _files.close(self._number)
            self._number = -1
            _files.fail(21, file)
        if kind == "a":
            self._handle().seek(0, 2)

    def _flags(self):
        import os

        flags = {"r": 0, "w": os.O_CREAT | os.O_TRUNC, "x": os.O_CREAT | os.O_EXCL, "a": os.O_CREAT | os.O_APPEND}
        return flags[self._kind] | os.O_CLOEXEC | (os.O_RDWR if self._reads and self._writes else int(self._writes))

    def _handle(self):
        self._check()
        return _files.handle(self._number)

    def _check(self):
        if self._number < 0:
            raise ValueError("I/O operation on closed file")

    @property
    def closed(self):
        return self._number < 0

    @property
    def mode(self):
        kind = "r" if self._kind == "w" and self._reads else self._kind
        return kind + "b" + "+" * (self._reads and self._writes)

    def close(self):
        number, self._number = self._number, -1
        if number >= 0 and self.closefd:
            _files.close(number)

    def __del__(self):
        if not self.closed:
            self.close()

    def fileno(self):
        self._check()
        return self._number

    def isatty(self):
        self._check()
        return False

    def readable(self):
        self._check()
        return self._reads

    def writable(self):
        self._check()
        return self._writes

    def seekable(self):
        self._check()
        return True

    def read(self, size=-1, /):
        handle = self._handle()
        if not self._reads:
            raise UnsupportedOperation("File not open for reading")
        return handle.read(size_of(size))

    def readall(self):
        return self.read()

    def readinto(self, buffer, /):
        return _fill(buffer, self.read(len(buffer)))

    def write(self, b, /):
        handle = self._handle()
        if not self._writes:
            raise UnsupportedOperation("File not open for writing")
        return handle.write(_data(b))

    def seek(self, pos, whence=0, /):
        return self._handle().seek(pos, whence)

    def tell(self):
        return self._handle().at

    def truncate(self, size=None, /):
        handle = self._handle()
        if not self._writes:
            raise UnsupportedOperation("File not open for writing")
        size = handle.at if size is None else size
        handle.truncate(size)
        return size

    def __repr__(self):
        if self.closed:
            return "<_io.FileIO [closed]>"
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd={self.closefd}>"


class _Buffered(BufferedIOBase):
    """What the buffered streams share: bytes that were read ahead, and pieces that have not been written."""

    _reads = _writes = False

    def __init__(self, raw, buffer_size=DEFAULT_BUFFER_SIZE):
        if buffer_size <= 0:
            raise ValueError("buffer size must be strictly positive")
        self._raw, self._size = raw, buffer_size
        self._ahead, self._at = b"", 0
        self._pieces, self._pending = [], 0

    @property
    def raw(self):
        if self._raw is None:
            raise ValueError("raw stream has been detached")
        return self._raw

    closed = property(lambda self: self.raw.closed)
    name = property(lambda self: self.raw.name)
    mode = property(lambda self: self.raw.mode)

    def _check(self, doing="I/O operation on"):
        if self.raw.closed:
            raise ValueError(f"{doing} closed file")

    def detach(self):
        self.flush()
        raw, self._raw = self.raw, None
        return raw

    def close(self):
        if self._raw is not None and not self._raw.closed:
            try:
                self.flush()
            finally:
                self._raw.close()

    def __del__(self):
        if getattr(self, "_raw", None) is not None:
            self.close()

    def fileno(self):
        return self.raw.fileno()

    def isatty(self):
        return self.raw.isatty()

    def seekable(self):
        return self.raw.seekable()

    def readable(self):
        self._check()
        return self._reads

    def writable(self):
        self._check()
        return self._writes

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"

    # Reading.

    def _rest(self):
        return self._ahead[self._at:]

    def _more(self):
        """Reads ahead; whether there was something."""
        self._write_pending()
        self._ahead, self._at = self.raw.read(self._size) or b"", 0
        return bool(self._ahead)

    def _take(self, size):
        data = self._ahead[self._at:self._at + size]
        self._at += len(data)
        return data

    def _read(self, size=-1, /):
        self._check("read of")
        if (size := size_of(size)) == -1:
            self._write_pending()
            data = self._rest() + (self.raw.read() or b"")
            self._ahead, self._at = b"", 0
            return data
        if size < 0:
            raise ValueError("read length must be non-negative or -1")
        data = self._take(size)
        while len(data) < size and self._more():
            data += self._take(size - len(data))
        return data

    def _read1(self, size=-1, /):
        self._check("read of")
        size = size_of(size)
        if size < 0:
            size = self._size
        if size and self._at >= len(self._ahead):
            self._more()
        return self._take(size)

    def _peek(self, size=0, /):
        self._check("peek of")
        if self._at >= len(self._ahead):
            self._more()
        return self._rest()

    def _readinto(self, buffer, /):
        return _fill(buffer, self._read(len(buffer)))

    def _readline(self, size=-1, /):
        self._check("readline of")
        size = size_of(size)
        if size < 0:
            size = float("inf")
        pieces, length = [], 0
        while length < size and (self._at < len(self._ahead) or self._more()):
            end = self._ahead.find(b"\n", self._at) + 1 or len(self._ahead)
            piece = self._take(min(end - self._at, size - length))
            pieces.append(piece)
            length += len(piece)
            if piece.endswith(b"\n"):
                break
        return b"".join(pieces)

    # Writing.

    def _write_pending(self):
        if self._pieces:
            data = b"".join(self._pieces)
            self._pieces, self._pending = [], 0
            self.raw.write(data)

    def _forget_ahead(self):
        """Where the program stands in the file, the raw stream stands, too."""
        back = len(self._ahead) - self._at
        self._ahead, self._at = b"", 0
        if back:
            self.raw.seek(-back, 1)

    def _write(self, buffer, /):
        data = _data(buffer)
        self._check("write to")
        self._forget_ahead()
        if self._pending + len(data) > self._size:
            self._write_pending()
        if len(data) > self._size:
            return self.raw.write(data)
        self._pieces.append(bytes(data))
        self._pending += len(data)
        return len(data)

    def flush(self):
        if self.raw.closed:
            raise ValueError("flush of closed file" if self._writes else "I/O operation on closed file.")
        self._write_pending()

    def seek(self, target, whence=0, /):
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        self._check("seek of")
        self._write_pending()
        self._forget_ahead()
        return self.raw.seek(target, whence)

    def tell(self):
        return self.raw.tell() - (len(self._ahead) - self._at) + self._pending

    def truncate(self, pos=None, /):
        self._check("truncate of")
        if not self._writes:
            raise UnsupportedOperation("truncate")
        self._write_pending()
        return self.raw.truncate(self.tell() if pos is None else pos)


def _unsupported(name):
    def method(self, *args):
        raise UnsupportedOperation(name)

    return method


class BufferedReader(_Buffered):
    __module__, __in_c__ = "_io", True
    _reads = True
    read, read1, peek, readinto, readline = (
        _Buffered._read, _Buffered._read1, _Buffered._peek, _Buffered._readinto, _Buffered._readline
    )
    write = _unsupported("write")


class BufferedWriter(_Buffered):
    __module__, __in_c__ = "_io", True
    _writes = True
    write = _Buffered._write
    read, read1, readinto, readline = (_unsupported(name) for name in ("read", "read1", "readinto", "readline"))


class BufferedRandom(BufferedReader):
    __module__, __in_c__ = "_io", True
    _writes = True
    write = _Buffered._write


def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    if not isinstance(file, int):
        file = fspath(file)
    for name, value, optional in (
        ("mode", mode, False), ("encoding", encoding, True), ("errors", errors, True), ("newline", newline, True)
    ):
        if not isinstance(value, str) and not (optional and value is None):
            kind = "str or None" if optional else "str"
            raise TypeError(f"open() argument {name!r} must be {kind}, not {type(value).__name__}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    is_binary = "b" in letters
    if is_binary and "t" in letters:
        raise ValueError("can't have text and binary mode at once")
    if len(letters & set("axrw")) > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
        if is_binary and value is not None:
            raise ValueError(f"binary mode doesn't take {'an' if name != 'newline' else 'a'} {name} argument")
    if is_binary and buffering == 1:
        import warnings

        warnings.warn(
            "line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
            RuntimeWarning,
            2,
        )
    raw = FileIO(file, "".join(letter for letter in mode if letter not in "bt"), closefd, opener)
    try:
        if buffering == 0:
            if is_binary:
                return raw
            raise ValueError("can't have unbuffered text I/O")
        size = buffering if buffering > 1 else DEFAULT_BUFFER_SIZE
        kind = BufferedRandom if "+" in letters else BufferedReader if "r" in letters else BufferedWriter
        stream = kind(raw, size)
        if not is_binary:
            stream = TextIOWrapper(stream, encoding, errors, newline, buffering == 1)
            stream.mode = mode
        return stream
    except BaseException:
        raw.close()
        raise


def open_code(path):
    return open(path, "rb")


open.__module__ = "io"
builtins.open = open
