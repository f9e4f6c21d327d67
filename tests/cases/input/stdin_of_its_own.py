import io
import sys

sys.stdin = io.StringIO("text\n")
print(input())
