"""`memoryview` of several bytes at a time; `bytearray` and `memoryview` wherever bytes are taken."""

import base64
import binascii
import hashlib
import re
import struct
import zlib


def tried(call):
    try:
        print(call())
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)


array = bytearray(b"hello world")
view = memoryview(b"hello world")
for data in (array, view, memoryview(array)[1:3]):
    tried(lambda: (bytes(data), base64.b64encode(data), hashlib.md5(data).hexdigest(), binascii.hexlify(data), zlib.crc32(data)))
    tried(lambda: (b"".join([data, data]), b"a" + data, int.from_bytes(data, "big"), b"xhello worldx".find(data), data == bytes(data)))
    tried(lambda: (struct.unpack("2B", data[:2]), b"hello world".replace(data, b"!"), b"a".join([data]), bytearray(data), bytearray(b"1") + data))
    tried(lambda: (re.findall(b"[a-z]", data), re.search(b"l", data).group(), re.sub(b"l", b"L", data), re.split(b"o", data)))
    tried(lambda: [match.group(0) for match in re.finditer(b"(?:l|e)+", data)])
    tried(lambda: (data.hex(), str(data, "ascii"), b"hello".translate(None, data), b"hello".count(data), data in [b"hello world"]))
    tried(lambda: (list(data)[:2], array.find(data), array.startswith(data), array == data))
print(int(bytearray(b"15"), 8), int(bytearray(b"12")), float(bytearray(b"1.5")))
found = re.match(b"h(.)", array)
print(found.string is array, found.group(1), found)
array = bytearray(array)
array += view[:2]
array.extend(view[:1])
array[0:1] = view[:3]
print(array)

numbers = memoryview(bytearray(8))
words = numbers.cast("I")
words[0], words[1] = 1, 2**31
print(words.tolist(), bytes(numbers), words.itemsize, words.nbytes, words.format, words.shape, words.strides, len(words))
print(words[1:].tolist(), bytes(words[1:]), words.cast("B").tolist(), numbers.cast("h")[1], list(numbers.cast("d")), bytes(words[::-1]), 2**31 in words)
print(words == numbers.cast("I"), words == numbers, words.contiguous, words[::-1].contiguous, b"a".join([words]), words.tobytes("C"))
letters = memoryview(bytearray(b"abc")).cast("c")
letters[0] = b"z"
print(list(letters), memoryview(b"abc").cast("b")[0], memoryview(b"\x01\x00").cast("?").tolist(), memoryview(bytes(8)).cast("@q")[0])
fixed = numbers.toreadonly()
numbers[0] = 9
print(fixed[0], fixed.readonly, numbers.readonly, hash(memoryview(b"ab")) == hash(b"ab"))
for call in (
    lambda: words.__setitem__(0, -1), lambda: words.__setitem__(0, "a"), lambda: words.__setitem__(0, 1.5), lambda: numbers.cast("z"), lambda: numbers[:3].cast("I"),
    lambda: words.cast("h"), lambda: words[5], lambda: fixed.__setitem__(0, 1), lambda: numbers[::2].cast("I"), lambda: numbers.cast(1),
    lambda: letters.__setitem__(0, 1), lambda: letters.__setitem__(0, b"ab"), lambda: words.__setitem__(slice(0, 1), b"abcd"), lambda: hash(numbers),
    lambda: hash(memoryview(bytes(4)).cast("I")), lambda: numbers.cast("B", [3]), lambda: words.tobytes("x"), lambda: int("1", b"2"),
):
    tried(call)
