"""`input` and whatever the program makes of `sys.stdin` and `sys.stdout`."""

import builtins
import io
import sys
from unittest import mock

sys.stdin = io.StringIO("first\nsecond")
print(input("? "), input("? "))
try:
    input("? ")
except EOFError as error:
    print(repr(error))
sys.stdin = sys.__stdin__

with mock.patch("builtins.input", side_effect=["yes", "no"]):
    print(input("go on?"), input("go on?"))
with mock.patch("sys.stdin", io.StringIO("patched\n")):
    print(input("? "))
print("real:", input())

shown = io.StringIO()
sys.stdout = shown
line = input("into the text: ")
sys.stdout = sys.__stdout__
print(repr(line), repr(shown.getvalue()))


class Numbers:
    def readline(self):
        return 7


sys.stdin = Numbers()
try:
    input()
except TypeError as error:
    print(error)
sys.stdin = None
try:
    input()
except RuntimeError as error:
    print(error)
sys.stdin = sys.__stdin__
try:
    input("a", "b")
except TypeError as error:
    print(error)
print(builtins.input is input)
