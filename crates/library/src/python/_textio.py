"""`io.TextIOWrapper`: text over a stream of bytes."""

from io import TextIOBase, UnsupportedOperation
from operator import index

_CHUNK = 8192
_MARK = b"\xef\xbb\xbf"


def size_of(size):
    """How much is to be read; less than nothing for all."""
    if size is None:
        return -1
    try:
        return index(size)
    except TypeError:
        raise TypeError(f"argument should be integer or None, not '{type(size).__name__}'") from None


class Codec:
    """An encoding, which reads bytes in chunks."""

    def __init__(self, name, errors):
        self.name, self.errors = name, errors
        plain = name.lower().replace("_", "-")
        self.has_mark = plain in ("utf-8-sig", "utf8-sig")
        self.plain = "utf-8" if self.has_mark else name
        self.is_utf8 = self.has_mark or plain in ("utf-8", "utf8", "u8", "utf")
        # Fails if there is no such encoding.
        "".encode(self.plain)

    def encode(self, text, is_first):
        data = text.encode(self.plain, self.errors)
        return _MARK + data if self.has_mark and is_first else data

    def whole(self, data):
        """How many bytes at the beginning are not the beginning of a character only."""
        if self.is_utf8:
            for back in range(1, min(3, len(data)) + 1):
                byte = data[-back]
                if byte >= 0xC0:
                    length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
                    return len(data) - back if length > back else len(data)
                if byte < 0x80:
                    break
        return len(data)

    def decode(self, data):
        return data.decode(self.plain, self.errors)


class TextIOWrapper(TextIOBase):
    __module__, __in_c__ = "_io", True

    def __init__(self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, write_through=False):
        self._buffer = None
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline}")
        self._codec = Codec("utf-8" if encoding in (None, "locale") else encoding, errors or "strict")
        self._newline, self._line_buffering, self._write_through = newline, line_buffering, write_through
        self._buffer = buffer
        # Read, and not asked for yet: text from `_at` on. It comes from `_raw` at `_start`; `_cut` is the beginning of a character.
        self._text, self._at, self._raw, self._start, self._cut = "", 0, b"", 0, b""
        self._ends_in_return = False
        self._seen = set()
        self._pieces, self._pending = [], 0
        self._tells = True
        self._begins = not (buffer.seekable() and buffer.writable() and buffer.tell() > 0)

    @property
    def buffer(self):
        if self._buffer is None:
            raise ValueError("underlying buffer has been detached")
        return self._buffer

    closed = property(lambda self: self.buffer.closed)
    name = property(lambda self: self.buffer.name)
    encoding = property(lambda self: self._codec.name)
    errors = property(lambda self: self._codec.errors)
    line_buffering = property(lambda self: self._line_buffering)
    write_through = property(lambda self: self._write_through)

    @property
    def newlines(self):
        seen = tuple(end for end in ("\r", "\n", "\r\n") if end in self._seen)
        return None if not seen else seen[0] if len(seen) == 1 else seen

    def _check(self):
        if self.buffer.closed:
            raise ValueError("I/O operation on closed file.")

    def __repr__(self):
        shown = []
        for attribute in ("name", "mode"):
            try:
                shown.append(f" {attribute}={getattr(self, attribute)!r}")
            except AttributeError:
                pass
        return f"<_io.TextIOWrapper{''.join(shown)} encoding={self.encoding!r}>"

    def detach(self):
        self.flush()
        buffer, self._buffer = self.buffer, None
        return buffer

    def close(self):
        if self._buffer is not None and not self._buffer.closed:
            try:
                self.flush()
            finally:
                self._buffer.close()

    def __del__(self):
        if getattr(self, "_buffer", None) is not None:
            self.close()

    def fileno(self):
        return self.buffer.fileno()

    def isatty(self):
        return self.buffer.isatty()

    def readable(self):
        return self.buffer.readable()

    def writable(self):
        return self.buffer.writable()

    def seekable(self):
        return self.buffer.seekable()

    def reconfigure(self, *, encoding=None, errors=None, newline=..., line_buffering=None, write_through=None):
        if self._text and (encoding is not None or newline is not ...):
            raise UnsupportedOperation(
                "It is not possible to set the encoding or newline of stream after the first read"
            )
        self.flush()
        if encoding is not None or errors is not None:
            self._codec = Codec(encoding or self.encoding, errors or ("strict" if encoding else self.errors))
        if newline is not ...:
            self._newline = newline
        if line_buffering is not None:
            self._line_buffering = line_buffering
        if write_through is not None:
            self._write_through = write_through

    # Writing.

    def write(self, text, /):
        self._check()
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if not self.buffer.writable():
            raise UnsupportedOperation("not writable")
        written = text
        if self._newline in ("\r", "\r\n"):
            written = text.replace("\n", self._newline)
        data = self._codec.encode(written, self._begins)
        self._begins = self._begins and not data
        if self._pending + len(data) > _CHUNK:
            self._write_pending()
        self._pieces.append(data)
        self._pending += len(data)
        self._forget()
        if self._line_buffering and ("\n" in text or "\r" in text):
            self.flush()
        elif self._write_through or self._pending >= _CHUNK:
            self._write_pending()
        return len(text)

    def _write_pending(self):
        if self._pieces:
            data = b"".join(self._pieces)
            self._pieces, self._pending = [], 0
            self.buffer.write(data)

    def flush(self):
        self._check()
        self._write_pending()
        self.buffer.flush()
        self._tells = True

    def _forget(self):
        self._text, self._at, self._raw, self._cut, self._ends_in_return = "", 0, b"", b"", False

    # Reading.

    def _check_readable(self):
        self._check()
        if not self.buffer.readable():
            raise UnsupportedOperation("not readable")
        self._write_pending()

    def _decoded(self, data, is_last):
        """The text of bytes that follow those before; newlines as the program wants them."""
        data = self._cut + data
        whole = len(data) if is_last else self._codec.whole(data)
        self._cut = data[whole:]
        if self._codec.has_mark and self._start == 0 and data.startswith(_MARK):
            text = self._codec.decode(data[len(_MARK):whole])
        else:
            text = self._codec.decode(data[:whole])
        if self._newline is None or self._newline == "":
            if self._ends_in_return:
                text = "\r" + text
            # What follows it may be a newline.
            self._ends_in_return = text.endswith("\r") and not is_last
            if self._ends_in_return:
                text = text[:-1]
            if "\r" in text:
                pairs = text.count("\r\n")
                self._see("\r\n", pairs)
                self._see("\r", text.count("\r") - pairs)
                self._see("\n", text.count("\n") - pairs)
                if self._newline is None:
                    text = text.replace("\r\n", "\n").replace("\r", "\n")
            else:
                self._see("\n", "\n" in text)
        return text

    def _see(self, end, count):
        if count:
            self._seen.add(end)

    def _more(self):
        """Reads another chunk; whether there was something."""
        rest, skipped = self._text[self._at:], self._raw_before(self._at)
        if self._raw:
            self._start += skipped
            self._raw = self._raw[skipped:]
        else:
            self._begin_to_read()
        read = getattr(self.buffer, "read1", self.buffer.read)
        data = read(_CHUNK)
        self._raw += data
        self._text, self._at = rest + self._decoded(data, not data), 0
        return bool(data)

    def _begin_to_read(self):
        if self.seekable():
            self._start = self.buffer.tell()

    def _raw_before(self, count):
        """How many bytes the first characters of what was read come from."""
        if not count:
            return 0
        marked = len(_MARK) if self._codec.has_mark and self._start == 0 and self._raw.startswith(_MARK) else 0
        text = self._text[:count]
        if self._newline is None and b"\r" in self._raw:
            at = marked
            for character in text:
                is_pair = character == "\n" and self._raw[at:at + 2] == b"\r\n"
                at += 2 if is_pair else len(character.encode(self._codec.plain, self.errors))
            return at
        return marked + len(text.encode(self._codec.plain, self.errors))

    def read(self, size=-1, /):
        self._check_readable()
        if (size := size_of(size)) < 0:
            if not self._raw:
                self._begin_to_read()
            data = self.buffer.read()
            text = self._text[self._at:] + self._decoded(data, True)
            self._forget()
            return text
        while len(self._text) - self._at < size and self._more():
            pass
        text = self._text[self._at:self._at + size]
        self._at += len(text)
        return text

    def _line_end(self, begin):
        """Where the line ends that begins here; 0 if that was not read yet."""
        text = self._text
        if self._newline == "":
            returned, newline = text.find("\r", begin), text.find("\n", begin)
            if returned < 0 or 0 <= newline < returned:
                return newline + 1
            return returned + (2 if newline == returned + 1 else 1)
        end = self._newline or "\n"
        found = text.find(end, begin)
        return found + len(end) if found >= 0 else 0

    def readline(self, size=-1, /):
        self._check_readable()
        size = size_of(size)
        while True:
            end = self._line_end(self._at)
            if end or 0 <= size <= len(self._text) - self._at:
                break
            if not self._more():
                end = self._line_end(self._at)
                break
        end = end or len(self._text)
        if size >= 0:
            end = min(end, self._at + size)
        line = self._text[self._at:end]
        self._at = end
        return line

    def __next__(self):
        self._tells = False
        line = self.readline()
        if not line:
            self._tells = True
            raise StopIteration
        return line

    # Where it stands.

    def tell(self):
        self._check()
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if not self._tells:
            raise OSError("telling position disabled by next() call")
        self.flush()
        if self._raw:
            return self._start + self._raw_before(self._at)
        return self.buffer.tell()

    def seek(self, cookie, whence=0, /):
        self._check()
        if not self.seekable():
            raise UnsupportedOperation("underlying stream is not seekable")
        if whence == 1:
            if cookie:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie, whence = self.tell(), 0
        if whence == 2 and cookie:
            raise UnsupportedOperation("can't do nonzero end-relative seeks")
        if whence not in (0, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        if cookie < 0:
            raise ValueError(f"negative seek position {cookie}")
        self.flush()
        self._forget()
        at = self.buffer.seek(cookie, whence)
        self._begins = at == 0
        return at

    def truncate(self, pos=None, /):
        self.flush()
        return self.buffer.truncate(self.tell() if pos is None else pos)
