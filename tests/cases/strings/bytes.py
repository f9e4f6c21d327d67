data = b"hello"
print(data, data[0], data[1:3], list(data), len(data), bytes(3), bytes([65, 66]), bytes("é", "utf-8"))
print(
    data.decode(),
    data.upper(),
    data.find(b"l"),
    data.split(b"l"),
    b",".join([b"a", b"b"]),
    data.hex(),
    bytes.fromhex("00ff"),
)
print(
    data == b"hello",
    data == "hello",
    b"a" < b"b",
    b"ell" in data,
    104 in data,
    data + b"!",
    data * 2,
    data.replace(b"l", b"L"),
)
print(
    b"\x00\t\n\\'\"",
    b"it's",
    bytes(range(5)),
    data.startswith(b"he"),
    b" x ".strip(),
    hash(data) == hash(b"hello"),
)
array = bytearray(b"abc")
array[0] = 120
array.append(33)
array.extend(b"??")
del array[1]
print(array, array.decode(), len(array), bytes(array), array == b"xc!??")
print(
    (1025).to_bytes(4, "big"),
    int.from_bytes(b"\x04\x01", "big"),
    int.from_bytes(b"\xff", "little", signed=True),
)
for bad in (lambda: b"a" + "b", lambda: bytes([256]), lambda: b"abc"[9], lambda: array.append(300)):
    try:
        bad()
    except (TypeError, ValueError, IndexError) as error:
        print(type(error).__name__, error)
