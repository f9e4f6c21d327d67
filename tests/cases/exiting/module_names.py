import sys
import time as clock
from math import floor, sqrt as root

print(__name__, len(sys.argv), sys.version_info >= (3, 11), sys.version_info.major)
print(root(16), floor(2.7), clock.__name__, type(sys).__name__)
print("to stderr", file=sys.stderr)
sys.stdout.write("written\n")
sys.stderr.write("also to stderr\n")
print("a", 1, None, sep="-", end="!\n", flush=True)
print()
print(*[1, 2], sep="")
print("no newline at the end", end="")
