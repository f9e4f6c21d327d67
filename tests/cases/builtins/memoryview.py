def show(*texts):
    for text in texts:
        try:
            print(text, "->", repr(eval(text)))
        except Exception as error:
            print(text, "!!", type(error).__name__, error)


data = bytearray(b"hello world")
view = memoryview(data)
view[0] = ord("J")
view[6:11] = b"earth"
print(data, len(view), bytes(view[1:4]), view[-1], view[::2].tobytes(), view[::-1].tobytes())
part = view[6:]
part[0] = 69
print(data, part.tolist(), part.hex(), part.obj is data, isinstance(part, memoryview))
show("view.readonly", "memoryview(b'ab').readonly", "memoryview(b'ab')[0]", "view[50]", "view['a']", "memoryview('ab')", "memoryview(3)")
show("view == data", "view[:2] == b'Je'", "memoryview(b'ab') == memoryview(b'ab')", "hash(memoryview(b'ab')) == hash(b'ab')", "hash(view)")
show("view.nbytes", "view.itemsize", "view.format", "view.ndim", "view.shape", "view[::2].strides", "view[::2].contiguous")
show("b'x' + view[:2]", "b''.join([view[:2], b'!'])", "bytearray(view[:2])", "bytes(memoryview(view)[2:4])", "list(view[:3])", "101 in view")


def assign(index, value):
    view[index] = value


show("assign(0, 300)", "assign(0, 'a')", "assign(slice(0, 2), b'abc')", "assign(slice(0, 2), 'ab')", "view.missing", "view + view")
with memoryview(b"abc") as inner:
    print(inner[1:].tobytes())
show("inner[0]", "len(inner)", "repr(inner)[:16]", "memoryview(b'ab').cast('B').tolist()")
frozen = memoryview(b"abc")
try:
    frozen[0] = 1
except TypeError as error:
    print(error)
