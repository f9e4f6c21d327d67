"""Compression, as zlib 1.2.13 does it. Deflating and inflating are native; here is what is around the data, and the classes."""

# Lacks: Z_HUFFMAN_ONLY Z_RLE

import _zlib

DEFLATED = 8
DEF_BUF_SIZE = 16384
DEF_MEM_LEVEL = 8
MAX_WBITS = 15
ZLIB_VERSION = ZLIB_RUNTIME_VERSION = "1.2.13"
Z_NO_COMPRESSION, Z_BEST_SPEED, Z_BEST_COMPRESSION, Z_DEFAULT_COMPRESSION = 0, 1, 9, -1
Z_DEFAULT_STRATEGY, Z_FILTERED, Z_FIXED = 0, 1, 4
Z_NO_FLUSH, Z_PARTIAL_FLUSH, Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH, Z_BLOCK, Z_TREES = range(7)

_STARVED, _AT_END, _FULL = range(3)
_RAW, _ZLIB, _GZIP, _EITHER = range(4)


class error(Exception):
    pass


def adler32(data, value=1, /):
    return _zlib.adler32(data, value & 0xFFFFFFFF)


def crc32(data, value=0, /):
    return _zlib.crc32(data, value & 0xFFFFFFFF)


def compress(data, /, level=-1, wbits=15):
    _zlib.adler32(data, 1)
    try:
        stream = compressobj(level, DEFLATED, wbits)
    except ValueError:
        raise error("Bad compression level") from None
    return stream.compress(data) + stream.flush()


def decompress(data, /, wbits=15, bufsize=DEF_BUF_SIZE):
    _zlib.adler32(data, 1)
    try:
        format, bits = _format(wbits)
    except ValueError:
        raise error("Error -2 while preparing to decompress data: inconsistent stream state") from None
    out, how, _ = _zlib.inflate(_zlib.inflater(format, bits), data, 0)
    if how == _STARVED:
        raise error("Error -5 while decompressing data: incomplete or truncated stream")
    _check(how)
    return out


def compressobj(level=-1, method=DEFLATED, wbits=MAX_WBITS, memLevel=DEF_MEM_LEVEL, strategy=Z_DEFAULT_STRATEGY, zdict=None):
    if strategy in (2, 3):
        raise NotImplementedError("Loopscope's zlib has neither Z_HUFFMAN_ONLY nor Z_RLE")
    if zdict is not None:
        raise NotImplementedError("Loopscope's zlib has no preset dictionaries")
    if not (-1 <= level <= 9 and method == DEFLATED and 0 <= strategy <= 4):
        raise ValueError("Invalid initialization option")
    format = _RAW if wbits < 0 else _GZIP if wbits > 15 else _ZLIB
    bits = -wbits if format == _RAW else wbits - 16 if format == _GZIP else wbits
    if bits == 8 and format != _RAW:
        bits = 9
    level = 6 if level == -1 else level
    stream = _zlib.deflater(level, bits, memLevel, strategy == Z_FILTERED, strategy == Z_FIXED)
    # Strategies of which little is expected count as the lowest levels.
    return Compress._made(stream, format, _head(format, level if strategy < 2 else 0, bits, level))


def decompressobj(wbits=MAX_WBITS, zdict=b""):
    if zdict:
        raise NotImplementedError("Loopscope's zlib has no preset dictionaries")
    return Decompress._made(_zlib.inflater(*_format(wbits)))


def _head(format, level, bits, hardest):
    if format == _RAW:
        return b""
    if format == _GZIP:
        return b"\x1f\x8b\x08" + bytes([0, 0, 0, 0, 0, 2 if hardest == 9 else 4 if level < 2 else 0, 3])
    head = (8 + (bits - 8 << 4) << 8) + ((0 if level < 2 else 1 if level < 6 else 2 if level == 6 else 3) << 6)
    return (head + 31 - head % 31).to_bytes(2, "big")


def _format(wbits):
    if -15 <= wbits <= -8:
        return _RAW, -wbits
    for format, more in ((_ZLIB, 0), (_GZIP, 16), (_EITHER, 32)):
        if wbits == more or more + 8 <= wbits <= more + 15:
            return format, wbits - more
    raise ValueError("Invalid initialization option")


def _check(how):
    if how is None:
        raise error("Error 2 while decompressing data")
    if isinstance(how, str):
        raise error(f"Error -3 while decompressing data: {how}")


class Compress:
    __module__, __in_c__ = "zlib", True

    def __new__(cls):
        raise TypeError("cannot create 'zlib.Compress' instances")

    @classmethod
    def _made(cls, stream, format, head):
        self = object.__new__(cls)
        self._stream, self._format, self._head = stream, format, head
        self._sum, self._length = (1 if format == _ZLIB else 0), 0
        return self

    def compress(self, data, /):
        if self._stream is None:
            raise error("Error -2 while compressing data: inconsistent stream state")
        return self._compressed(data, Z_NO_FLUSH)

    def _compressed(self, data, mode):
        out = self._head + _zlib.deflate(self._stream, data, mode)
        self._head = b""
        if self._format != _RAW:
            self._sum = (adler32 if self._format == _ZLIB else crc32)(data, self._sum)
            self._length += len(data)
        return out

    def flush(self, mode=Z_FINISH, /):
        if mode == Z_NO_FLUSH:
            return b""
        if self._stream is None or not 0 < mode < Z_TREES:
            raise error("Error -2 while flushing: inconsistent stream state")
        if mode == Z_BLOCK:
            raise NotImplementedError("Loopscope's zlib does not have Z_BLOCK")
        out = self._compressed(b"", mode)
        if mode != Z_FINISH:
            return out
        self._stream = None
        if self._format == _ZLIB:
            return out + self._sum.to_bytes(4, "big")
        if self._format == _GZIP:
            return out + self._sum.to_bytes(4, "little") + (self._length & 0xFFFFFFFF).to_bytes(4, "little")
        return out

    def copy(self):
        if self._stream is None:
            raise ValueError("Inconsistent stream state")
        copy = Compress._made(_zlib.copied(self._stream), self._format, self._head)
        copy._sum, copy._length = self._sum, self._length
        return copy

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()


class Decompress:
    __module__, __in_c__ = "zlib", True

    def __new__(cls):
        raise TypeError("cannot create 'zlib.Decompress' instances")

    @classmethod
    def _made(cls, stream):
        self = object.__new__(cls)
        self._stream = stream
        self.unused_data = self.unconsumed_tail = b""
        self.eof = False
        return self

    def decompress(self, data, /, max_length=0):
        if max_length < 0:
            raise ValueError("max_length must be non-negative")
        if self._stream is None:
            _zlib.adler32(data, 1)
            raise error("Error -2 while decompressing data: inconsistent stream state")
        return self._decompressed(data, max_length)

    def _decompressed(self, data, most):
        if self.eof:
            self.unused_data += bytes(data)
            return b""
        out, how, unread = _zlib.inflate(self._stream, data, most)
        _check(how)
        self.unconsumed_tail = unread if how == _FULL else b""
        if how == _AT_END:
            self.eof = True
            self.unused_data += unread
        return out

    def flush(self, length=DEF_BUF_SIZE, /):
        if length <= 0:
            raise ValueError("length must be greater than zero")
        if self._stream is None:
            return b""
        out = self._decompressed(self.unconsumed_tail, 0)
        if self.eof:
            self._stream = None
        return out

    def copy(self):
        if self._stream is None:
            raise ValueError("Inconsistent stream state")
        copy = Decompress._made(_zlib.copied(self._stream))
        copy.unused_data, copy.unconsumed_tail, copy.eof = self.unused_data, self.unconsumed_tail, self.eof
        return copy

    __copy__ = copy

    def __deepcopy__(self, memo):
        return self.copy()
