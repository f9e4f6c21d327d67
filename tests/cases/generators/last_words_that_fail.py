import sys
import types


def gen():
    try:
        yield 1
    finally:
        raise ValueError("late")
g = gen(); next(g); del g
def gen2():
    while True:
        try:
            yield 1
        except GeneratorExit:
            pass
async def co():
    try:
        await sus()
    finally:
        raise KeyError("co")
@types.coroutine
def sus():
    yield
c = co(); c.send(None); del c
def hook(u):
    print("hook", type(u.exc_value).__name__, u.exc_value, u.err_msg, type(u.object).__name__)
sys.unraisablehook = hook
g = gen(); next(g); del g
g = gen2(); next(g); del g
