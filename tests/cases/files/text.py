"""Text files: modes, lines, positions."""

import os
import tempfile

os.chdir(tempfile.mkdtemp())

with open("poem.txt", "w") as file:
    print(file.write("roses\n"), file.write("violets\n"), file.writelines(["red\n", "blue"]))
    print("and", "more", file=file)
    print(file.name, file.mode, file.closed, file.readable(), file.writable(), file.seekable(), file.encoding)
print(file.closed, file)

file = open("poem.txt")
print(file, repr(file.readline()), repr(file.read(4)), file.tell(), repr(file.readline()))
print(file.readlines(), repr(file.read()), repr(file.readline()), file.readlines())
print(file.seek(0), repr(file.readline(3)), file.readlines(5))
file.seek(6)
print(next(file), list(file), file.tell(), file.seek(0, 2), file.seek(0, os.SEEK_CUR))
for position in (-1, ):
    try:
        file.seek(position)
    except ValueError as error:
        print(error)
for whence in (1, 2):
    try:
        file.seek(3, whence)
    except OSError as error:
        print(type(error), error)
try:
    file.seek(0, 5)
except ValueError as error:
    print(error)
file.seek(0)
for line in file:
    try:
        file.tell()
    except OSError as error:
        print(error)
    break
file.close()
file.close()

with open("poem.txt", "a") as file:
    print(file.tell(), file.write("the end\n"), file.tell())
with open("poem.txt", "r+") as file:
    print(repr(file.readline()))
    file.seek(0)
    file.write("ROSES")
    file.seek(0)
    print(file.read().splitlines())
    file.seek(5)
    print(file.truncate(), repr(file.read()))
with open("poem.txt", "a+") as file:
    print(file.tell(), repr(file.read()))
    file.write("!")
    file.seek(0)
    print(repr(file.read()))
with open("poem.txt", "w+") as file:
    file.write("new")
    file.seek(0)
    print(repr(file.read()), os.path.getsize("poem.txt"))
with open("poem.txt", "x" if not os.path.exists("poem.txt") else "r") as file:
    print(file.mode)
try:
    open("poem.txt", "x")
except FileExistsError as error:
    print(error, error.errno, error.filename, error.strerror)
with open("exclusive.txt", "xt") as file:
    file.write("made")
print(open("exclusive.txt").read(), sorted(os.listdir()))


class Copy:
    def __fspath__(self):
        return "exclusive.txt"


print(open(Copy()).read(), open(b"exclusive.txt").read(), open("exclusive.txt", "r").name)
with open("exclusive.txt") as one, open("exclusive.txt", "w") as other:
    other.write("changed")
    print(repr(one.read()))
    other.flush()
    print(repr(one.read()))
open("exclusive.txt", "w").write("written by what nobody has")
print(open("exclusive.txt").read())
