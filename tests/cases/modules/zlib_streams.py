"""`zlib`: the same bytes as zlib makes, in whole and in pieces, and the errors of what is no such data."""

import random
import zlib

random.seed(7)
WORDS = [random.randbytes(random.randrange(2, 9)) for _ in range(200)]
SAMPLES = {
    "nothing": b"",
    "one": b"x",
    "text": b"hello " * 1000,
    "range": bytes(range(256)) * 60,
    "noise": random.randbytes(20_000),
    "words": b"".join(random.choices(WORDS, k=9_000)),
    "zeros": bytes(200_000),
    "skew": bytes(random.choices(range(256), weights=[2.0 ** -(n / 3) for n in range(256)], k=50_000)),
}
for name, data in SAMPLES.items():
    for level in (-1, 1, 2, 3, 4, 5, 6, 7, 8, 9):
        packed = zlib.compress(data, level)
        print(name, level, len(packed), zlib.adler32(packed), zlib.decompress(packed) == data)
    for options in ({"wbits": -15}, {"wbits": 31}, {"wbits": 9}, {"wbits": -12, "level": 9}):
        packed = zlib.compress(data, **options)
        print(name, options, len(packed), zlib.crc32(packed), zlib.decompress(packed, options["wbits"]) == data)
    small = zlib.compressobj(6, zlib.DEFLATED, 15, 1, zlib.Z_FIXED)
    packed = small.compress(data[:7]) + small.compress(data[7:]) + small.flush()
    filtered = zlib.compressobj(strategy=zlib.Z_FILTERED, memLevel=9)
    print(name, len(packed), zlib.crc32(packed), zlib.crc32(filtered.compress(data) + filtered.flush()))
print(zlib.compress(b"short", 0), zlib.decompress(zlib.compress(bytes(100_000), 0)) == bytes(100_000))

for mode in (zlib.Z_PARTIAL_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH):
    stream = zlib.compressobj()
    pieces = []
    for at in range(0, 3000, 500):
        pieces.append(stream.compress(SAMPLES["words"][at:at + 500]))
        pieces.append(stream.flush(mode))
    pieces += [stream.flush(mode), stream.compress(b""), stream.flush(mode), stream.flush()]
    back = zlib.decompressobj()
    out = b"".join([back.decompress(piece) for piece in pieces])
    print(mode, [len(piece) for piece in pieces], zlib.crc32(b"".join(pieces)), out == SAMPLES["words"][:3000], back.eof)

stream = zlib.compressobj()
first = stream.compress(b"abc" * 100)
copy = stream.copy()
print(first + stream.compress(b"def") + stream.flush() != first + copy.compress(b"xyz") + copy.flush())

packed = zlib.compress(SAMPLES["text"])
back = zlib.decompressobj()
out = b"".join([back.decompress(packed[at:at + 1]) for at in range(len(packed))])
print(out == SAMPLES["text"], back.eof, back.unused_data, back.unconsumed_tail)
back = zlib.decompressobj()
out, sizes, rest = b"", [], packed + b"more"
while not back.eof:
    piece = back.decompress(rest, 700)
    out, rest = out + piece, back.unconsumed_tail
    sizes.append(len(piece))
print(out == SAMPLES["text"], sizes, back.unused_data, back.flush())
print(zlib.decompress(bytearray(packed)) == zlib.decompress(memoryview(packed)), zlib.decompress(zlib.compress(b"x", wbits=31), 47))
print(zlib.adler32(b"abc"), zlib.crc32(b"abc"), zlib.crc32(b"c", zlib.crc32(b"ab")), zlib.adler32(b"c", zlib.adler32(b"ab")), zlib.MAX_WBITS)

done = zlib.compressobj()
done.flush()
ended = zlib.decompressobj()
ended.decompress(packed)
ended.flush()
WRONG = [
    lambda: zlib.compress("x"), lambda: zlib.compress(b"x", 10), lambda: zlib.compress(b"x", -2), lambda: zlib.decompress(b""),
    lambda: zlib.decompress(b"xx"), lambda: zlib.decompress(packed[:-2]), lambda: zlib.decompress("x"), lambda: zlib.decompress(bytes([0x78, 0x9C, 7])),
    lambda: zlib.decompress(packed[:-1] + b"x"), lambda: zlib.decompress(b"\x78\x9c\x01\x05\x00\x00\x00abcde"), lambda: zlib.decompress(b"\x88\x1c"),
    lambda: zlib.decompress(b"\x79\x95"), lambda: zlib.decompress(b"\x4b\x04\x02\x00", -15), lambda: zlib.decompress(b"\xff", -15),
    lambda: zlib.decompress(b"\x1f\x8b\x08\x00" + bytes(6) + b"\x03\x00" + bytes(8), 31), lambda: zlib.decompress(b"x", 99),
    lambda: done.compress(b"a"), lambda: done.flush(), lambda: done.flush(0), lambda: done.copy(), lambda: zlib.compressobj(10),
    lambda: zlib.compressobj(method=7), lambda: zlib.compressobj(wbits=99), lambda: zlib.compressobj(memLevel=10), lambda: zlib.decompressobj(99),
    lambda: ended.decompress(b"more"), lambda: ended.flush(0), lambda: ended.decompress(b"", -1), lambda: zlib.decompressobj().decompress(b"nonsense"),
    lambda: zlib.crc32("x"), lambda: zlib.decompressobj().flush(),
]
for call in WRONG:
    try:
        print(call())
    except (TypeError, ValueError, zlib.error) as error:
        print(type(error).__module__, type(error).__name__, error)
