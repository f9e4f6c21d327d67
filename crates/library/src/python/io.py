"""Streams in memory. Those of files come when they are asked for."""

# Lacks: BufferedRWPair IncrementalNewlineDecoder

from _library import missing_attribute as _missing_attribute

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


class UnsupportedOperation(OSError, ValueError):
    pass


BlockingIOError = BlockingIOError


class IOBase:
    closed = False

    def close(self):
        self.closed = True

    def flush(self):
        self._check()

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def readlines(self, hint=-1, /):
        if hint is None or hint <= 0:
            return list(self)
        lines, length = [], 0
        for line in self:
            lines.append(line)
            length += len(line)
            if length >= hint:
                break
        return lines

    def writelines(self, lines):
        for line in lines:
            self.write(line)

    def isatty(self):
        return False

    def readable(self):
        return False

    def writable(self):
        return False

    def seekable(self):
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")


class RawIOBase(IOBase):
    pass


class BufferedIOBase(IOBase):
    pass


class TextIOBase(IOBase):
    pass


class _Memory(IOBase):
    """What `StringIO` and `BytesIO` share: pieces that were written at the end, joined when needed."""

    def __init__(self, initial):
        self._joined = initial
        self._pieces = []
        self._at = 0
        self._length = len(initial)

    def _text(self):
        self._check()
        if self._pieces:
            self._joined += self._joined[:0].join(self._pieces)
            self._pieces = []
        return self._joined

    def _put(self, piece):
        self._check()
        if self._at == self._length:
            self._pieces.append(piece)
            self._length += len(piece)
        else:
            text = self._text()
            if self._at > len(text):
                text += self._padding * (self._at - len(text))
            self._joined = text[:self._at] + piece + text[self._at + len(piece):]
            self._length = len(self._joined)
        self._at += len(piece)
        return len(piece)

    def getvalue(self):
        return self._text()

    def read(self, size=-1, /):
        text = self._text()
        end = len(text) if size is None or size < 0 else min(self._at + size, len(text))
        piece = text[self._at:end]
        self._at = max(self._at, end)
        return piece

    def readline(self, size=-1, /):
        text = self._text()
        end = text.find(self._newline, self._at) + 1 or len(text)
        if size is not None and size >= 0:
            end = min(end, self._at + size)
        line = text[self._at:end]
        self._at = max(self._at, end)
        return line

    def tell(self):
        self._check()
        return self._at

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0:
            if pos < 0:
                raise ValueError(f"Negative seek position {pos}")
            self._at = pos
        elif whence == 1:
            self._at = max(self._at + pos, 0)
        else:
            self._at = max(self._length + pos, 0)
        return self._at

    def truncate(self, pos=None, /):
        text = self._text()
        pos = self._at if pos is None else pos
        self._joined = text[:pos]
        self._length = len(self._joined)
        return pos

    def readable(self):
        self._check()
        return True

    writable = seekable = readable


class StringIO(_Memory, TextIOBase):
    __module__, __in_c__ = "_io", True
    _newline = "\n"
    _padding = "\0"
    encoding = errors = None

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        super().__init__(initial_value or "")

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got {type(s).__name__!r}")
        return self._put(s)


class BytesIO(_Memory, BufferedIOBase):
    __module__, __in_c__ = "_io", True
    _newline = b"\n"
    _padding = b"\0"

    def __init__(self, initial_bytes=b""):
        super().__init__(bytes(initial_bytes))

    def write(self, b, /):
        if isinstance(b, str):
            raise TypeError("a bytes-like object is required, not 'str'")
        return self._put(bytes(b))

    read1 = _Memory.read


def text_encoding(encoding, stacklevel=2, /):
    return "locale" if encoding is None else encoding


def __getattr__(name):
    if name in ("BufferedRandom", "BufferedReader", "BufferedWriter", "FileIO", "TextIOWrapper", "open", "open_code"):
        import _fileio

        return getattr(_fileio, name)
    return _missing_attribute("io", name)
