"""Binary files."""

import io
import os
import tempfile

os.chdir(tempfile.mkdtemp())

with open("data", "wb") as file:
    print(file, file.write(b"0123456789"), file.write(bytearray(b"abc")), file.tell(), file.mode, file.raw)
    for wrong in ("text", 7, None):
        try:
            file.write(wrong)
        except TypeError as error:
            print(error)
with open("data", "rb") as file:
    print(file.read(3), file.peek(2)[:2], file.read1(2), file.tell(), file.seek(-2, 2), file.read(), file.read(1))
    print(file.seek(2), file.seek(2, 1), file.read(2), file.tell())
    buffer = bytearray(4)
    print(file.readinto(buffer), buffer, file.readinto(bytearray(10)))
    try:
        file.seek(-1)
    except OSError as error:
        print(error)
    try:
        file.write(b"x")
    except io.UnsupportedOperation as error:
        print("unsupported", error)
with open("data", "r+b") as file:
    print(file, file.read(2))
    file.write(b"XY")
    file.seek(0)
    print(file.read())
    file.seek(20)
    file.write(b"far")
    file.seek(12)
    print(file.read(), file.truncate(5), os.path.getsize("data"))
with open("data", "ab") as file:
    print(file.tell(), file.write(b"end"), file.seek(0), file.write(b"!"))
print(open("data", "rb").read())
with open("data", "wb") as file:
    file.write(b"one\ntwo\r\n\nthree")
with open("data", "rb") as file:
    print(file.readline(), file.readline(2), list(file))
    file.seek(0)
    print(file.readlines(), file.readlines())
with open("data", "wb", buffering=0) as file:
    print(file, type(file).__name__, file.write(b"raw"), os.path.getsize("data"))
with open("data", "rb", 0) as file:
    print(file.read(2), file.readall(), file.read(), file.seekable(), file.fileno() > 2)
with open("data", "wb") as file:
    file.write(b"x" * 100)
    before = os.path.getsize("data")
    file.flush()
    print(before, os.path.getsize("data"))
    file.write(b"y" * 9000)
    print(os.path.getsize("data"))
print(os.path.getsize("data"))
with open("data", "w", buffering=1) as file:
    file.write("no end")
    before = os.path.getsize("data")
    file.write(" of the line\nmore")
    print(before, os.path.getsize("data"))
print(isinstance(file, io.TextIOWrapper), isinstance(file, io.TextIOBase), isinstance(file, io.IOBase))
print(isinstance(file.buffer, io.BufferedWriter), isinstance(file.buffer.raw, io.FileIO))
print(type(open("data", "rb")), type(open("data", "r+b")), type(open("data", "rb", 0)), type(open("data")))
wrapped = io.TextIOWrapper(io.BytesIO(b"a\nb\r\nc"), encoding="utf-8")
print(wrapped.readlines(), wrapped)
target = io.BytesIO()
wrapped = io.TextIOWrapper(target, encoding="utf-8", newline="\r\n", write_through=True)
wrapped.write("x\ny\n")
print(target.getvalue(), wrapped.detach() is target)
print(io.BufferedReader(io.BytesIO(b"over a stream")).read(4))
