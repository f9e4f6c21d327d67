"""What files raise."""

import io
import os
import tempfile

os.chdir(tempfile.mkdtemp())
os.mkdir("directory")
open("file", "w").close()


def tried(what, function, *args, **keywords):
    try:
        print(what, "gave", function(*args, **keywords))
    except (OSError, ValueError, TypeError, LookupError) as error:
        print(f"{what}: {type(error).__name__}: {error}")


for mode in ("", "q", "rw", "r+w", "rb+t", "rr", "b", "t", "+", "U", "rbt", "ax", "r++"):
    tried(mode, open, "file", mode)
tried("missing", open, "missing")
tried("missing r+", open, "missing", "r+")
tried("below a file", open, "file/below")
tried("below what is missing", open, "missing/below", "w")
tried("directory", open, "directory")
tried("directory w", open, "directory", "w")
tried("with a slash", open, "file/")
tried("empty", open, "")
tried("null", open, "a\0b")
tried("number", open, 1.5)
tried("None", open, None)
tried("mode", open, "file", 3)
tried("bad descriptor", open, 99)
tried("negative", open, -1)
tried("unbuffered", open, "file", "r", 0)
tried("encoding of bytes", open, "file", "rb", encoding="utf-8")
tried("errors of bytes", open, "file", "rb", errors="strict")
tried("newline of bytes", open, "file", "rb", newline="")
tried("buffering", open, "file", "rb", -5)
tried("encoding", open, "file", encoding=3)

with open("file") as file:
    tried("write", file.write, "x")
    tried("writelines", file.writelines, ["x"])
    tried("truncate", file.truncate)
tried("read closed", file.read)
tried("write closed", file.write, "x")
tried("readline closed", file.readline)
tried("readlines closed", file.readlines)
tried("seek closed", file.seek, 0)
tried("tell closed", file.tell)
tried("flush closed", file.flush)
tried("isatty closed", file.isatty)
tried("iter closed", list, file)
tried("fileno closed", file.fileno)
tried("enter closed", file.__enter__)
with open("file", "w") as file:
    tried("read", file.read)
    tried("readline", file.readline)
    tried("iter", list, file)
    tried("write number", file.write, 7)
    tried("write bytes", file.write, b"x")
with open("file", "rb") as file:
    tried("write", file.write, b"x")
    tried("read text", file.read, "x")
    tried("negative", file.read, -5)
for name, args in (("read", ()), ("write", (b"x",)), ("readline", ()), ("seek", (0,)), ("tell", ()), ("flush", ()), ("peek", ())):
    if hasattr(file, name):
        tried(name + " closed", getattr(file, name), *args)
with open("file", "wb") as file:
    tried("read", file.read)
    tried("write text", file.write, "x")
tried("write closed", file.write, b"x")
with open("file", "rb", 0) as file:
    tried("write raw", file.write, b"x")
with open("file", "wb", 0) as file:
    tried("read raw", file.read)
tried("raw closed", file.write, b"x")
tried("FileIO", io.FileIO, "missing")
tried("FileIO mode", io.FileIO, "file", "x+y")
tried("FileIO modes", io.FileIO, "file", "wr")
print(io.UnsupportedOperation.__mro__)
try:
    with open("missing") as file:
        pass
except FileNotFoundError as error:
    print(error.errno, error.strerror, repr(error.filename), error.filename2, error.args)
open("missing")
