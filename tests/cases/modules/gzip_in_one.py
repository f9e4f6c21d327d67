"""`gzip.compress()` and `decompress()`: members one behind the other, and files that are none."""

import gzip
import zlib

data = b"a line of text\n" * 50
packed = gzip.compress(data, mtime=0)
print(packed == zlib.compress(data, 9, 31), len(packed), gzip.compress(b"abc", mtime=0), gzip.compress(b"abc", 1, mtime=5), gzip.compress(b"abc", 6, mtime=1.5))
print(gzip.decompress(packed) == data, gzip.decompress(packed + gzip.compress(b"more")) == data + b"more", gzip.decompress(b""))
print(gzip.decompress(gzip.compress(data)) == data, gzip.decompress(packed + bytes(4)) == data, gzip.decompress(bytearray(packed)) == data)
named = packed[:3] + b"\x18" + packed[4:10] + b"name\0comment\0" + packed[10:]
print(gzip.decompress(named) == data, issubclass(gzip.BadGzipFile, OSError))
WRONG = [
    lambda: gzip.decompress(b"abc"), lambda: gzip.decompress(packed[:-3]), lambda: gzip.decompress(packed[:-5] + bytes(5)), lambda: gzip.decompress(packed[:5]),
    lambda: gzip.decompress(b"\x1f\x8b\x07" + bytes(10)), lambda: gzip.decompress(packed + b"junk"), lambda: gzip.compress("a"), lambda: gzip.compress(b"a", 12),
    lambda: gzip.decompress(packed[:-8] + bytes(8)), lambda: gzip.decompress(packed[:-4] + bytes(4)),
]
for call in WRONG:
    try:
        print(call())
    except (TypeError, OSError, EOFError, zlib.error) as error:
        print(type(error).__name__, error)
