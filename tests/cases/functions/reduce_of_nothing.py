import functools
import operator

try:
    functools.reduce(operator.add, [])
except TypeError as error:
    print(error, error.__context__, error.__cause__)
