"""Input that has ended before it began."""

import sys

print(list(sys.stdin), repr(sys.stdin.read()))
try:
    input("Anything? ")
except EOFError as error:
    print("EOFError:", error)
def ask():
    return input("Still? ")


ask()
