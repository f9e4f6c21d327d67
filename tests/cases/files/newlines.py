"""Ends of lines and encodings."""

import os
import tempfile

os.chdir(tempfile.mkdtemp())

for newline in (None, "", "\n", "\r", "\r\n"):
    with open("lines", "w", newline=newline) as file:
        file.write("one\ntwo\r\nthree\rfour")
    print(repr(newline), open("lines", "rb").read())
open("lines", "wb").write(b"one\ntwo\r\nthree\rfour\r\n\nfive\r")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("lines", newline=newline) as file:
        lines = file.readlines()
        print(repr(newline), lines, repr(file.newlines))
with open("lines") as file:
    print([repr(file.read(1)) for _ in range(9)], file.tell())
    place = file.tell()
    rest = file.read()
    file.seek(place)
    print(file.read() == rest, repr(rest))
try:
    open("lines", newline="x")
except ValueError as error:
    print(error)

text = "naïve – 日本 🎉\n" * 3
for encoding in ("utf-8", "UTF8", "utf-8-sig"):
    with open("text", "w", encoding=encoding) as file:
        file.write(text)
    with open("text", "rb") as file:
        data = file.read()
    with open("text", encoding=encoding) as file:
        first = file.readline()
        place = file.tell()
        second = file.readline()
        file.seek(place)
        print(encoding, data[:8], len(data), place, second == file.readline(), file.encoding, first + second * 2 == text)
with open("text", "w", encoding="latin-1") as file:
    file.write("naïve")
print(open("text", "rb").read(), open("text", encoding="latin-1").read())
try:
    open("text", encoding="utf-8").read()
except UnicodeDecodeError as error:
    print(error)
print(ascii(open("text", errors="replace").read()), open("text", errors="ignore").read(), open("text", errors="backslashreplace").read())
try:
    with open("text", "w", encoding="ascii") as file:
        file.write("naïve")
except UnicodeEncodeError as error:
    print(error)
with open("text", "w", encoding="ascii", errors="xmlcharrefreplace") as file:
    file.write("naïve")
    print(file.errors)
print(open("text").read())
try:
    open("text", encoding="no such")
except LookupError as error:
    print(error)
with open("long", "w") as file:
    for number in range(5000):
        file.write(f"{number} é {'x' * (number % 7)}\n")
with open("long") as file:
    lines = file.readlines()
    print(len(lines), lines[-1], sum(map(len, lines)), os.path.getsize("long"))
    file.seek(0)
    for _ in range(1234):
        file.readline()
    place = file.tell()
    line = file.readline()
    file.seek(0)
    file.seek(place)
    print(place, line == file.readline() == lines[1234])
    file.seek(0)
    print(len(file.read(20_000)), file.tell())
