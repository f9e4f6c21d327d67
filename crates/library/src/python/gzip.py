"""Compression with the head and tail of gzip's files, all at once."""

# Lacks: FCOMMENT FEXTRA FHCRC FNAME FTEXT GzipFile READ READ_BUFFER_SIZE WRITE main open

import zlib
from time import time as _time

__all__ = ["BadGzipFile", "compress", "decompress"]

_BEST, _FAST = 9, 1


class BadGzipFile(OSError):
    pass


def compress(data, compresslevel=_BEST, *, mtime=None):
    if mtime == 0:
        return zlib.compress(data, level=compresslevel, wbits=31)
    mtime = int(_time() if mtime is None else mtime)
    kind = 2 if compresslevel == _BEST else 4 if compresslevel == _FAST else 0
    head = b"\x1f\x8b\x08\x00" + mtime.to_bytes(4, "little") + bytes([kind, 255])
    tail = zlib.crc32(data).to_bytes(4, "little") + (len(data) & 0xFFFFFFFF).to_bytes(4, "little")
    return head + zlib.compress(data, level=compresslevel, wbits=-15) + tail


def decompress(data):
    data = bytes(data)
    members = []
    while data:
        stream = zlib.decompressobj(wbits=-zlib.MAX_WBITS)
        member = stream.decompress(data[_head_length(data):])
        if not stream.eof or len(stream.unused_data) < 8:
            raise _cut_off()
        check, length, rest = stream.unused_data[:4], stream.unused_data[4:8], stream.unused_data[8:]
        if int.from_bytes(check, "little") != zlib.crc32(member):
            raise BadGzipFile("CRC check failed")
        if int.from_bytes(length, "little") != len(member) & 0xFFFFFFFF:
            raise BadGzipFile("Incorrect length of data produced")
        members.append(member)
        data = rest.lstrip(b"\0")
    return b"".join(members)


def _cut_off():
    return EOFError("Compressed file ended before the end-of-stream marker was reached")


def _head_length(data):
    if data[:2] != b"\x1f\x8b":
        raise BadGzipFile(f"Not a gzipped file ({data[:2]!r})")
    if len(data) < 10:
        raise _cut_off()
    method, flags = data[2:4]
    if method != 8:
        raise BadGzipFile("Unknown compression method")
    at = 10
    if flags & 4:
        at += 2 + int.from_bytes(data[at:at + 2], "little")
    for text in (8, 16):
        if flags & text:
            end = data.find(b"\0", at)
            at = len(data) if end < 0 else end + 1
    if flags & 2:
        at += 2
    if at > len(data):
        raise _cut_off()
    return at
