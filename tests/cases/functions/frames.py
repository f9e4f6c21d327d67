import inspect
import sys


def who():
    return sys._getframe(1).f_code.co_name
def caller():
    local = 5
    return who(), sys._getframe().f_locals, sys._getframe().f_lineno
print(caller())
print(inspect.currentframe().f_code.co_name, sys._getframe().f_back, sys._getframe().f_globals is globals())
def outer():
    return [f for f in walk()]
def walk():
    f = inspect.currentframe()
    while f:
        yield f.f_code.co_name
        f = f.f_back
print(outer())
try:
    sys._getframe(100)
except ValueError as e:
    print(e)
