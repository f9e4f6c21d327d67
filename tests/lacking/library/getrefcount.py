import sys

print(sys.getrefcount(object()) > 0)
