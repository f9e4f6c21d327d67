"""Lines of standard input, until it ends."""

import sys

name = input("Name? ")
print(f"Hello, {name}!")
print(repr(input()), repr(input("")), repr(input(3)))
print(repr(sys.stdin.readline()))
print(repr(sys.stdin.readline(4)), repr(sys.stdin.readline(2)), repr(sys.stdin.readline()))
print(repr(sys.stdin.read(3)), repr(sys.stdin.read(7)))
for number, line in enumerate(sys.stdin):
    print(number, repr(line))
    if number == 2:
        break
print(repr(input("one more? ")))
print(sys.stdin.readlines(3))
print(repr(sys.stdin.read()), repr(sys.stdin.read()), repr(sys.stdin.readline()), sys.stdin.readlines())
try:
    input("and now? ")
except EOFError as error:
    print(repr(error))
print(sys.stdin.isatty(), sys.stdin.readable(), sys.stdin.writable(), sys.stdin.closed, sys.stdin.name)
print(sys.stdin.fileno(), sys.stdin.mode, sys.stdin.encoding, sys.stdin is sys.__stdin__, input.__name__)
input("the end")
