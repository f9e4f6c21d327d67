import sys
import io

sys.stdin = io.StringIO("text\n")
print(input())
