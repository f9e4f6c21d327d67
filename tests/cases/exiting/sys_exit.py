import sys

try:
    sys.exit(2)
except SystemExit as error:
    print("caught SystemExit", error.code)
try:
    print("output before the end")
    sys.exit(3)
finally:
    print("finally runs")
