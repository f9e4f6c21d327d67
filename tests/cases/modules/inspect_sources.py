"""The program's own text, its frames and the parameters of its functions."""
import inspect


# A comment that belongs to nobody.
def plain(a, b=2, *rest, key, other="x", **named) -> int:
    """What it does."""
    text = """
not indented
    """
    return len([
a, b])  # the end

    # a comment after the end, indented


def decorator(function):
    return function


@decorator
@decorator
def decorated():
    def inner():
        return inspect.stack()
    return inner()


class Outer:
    class Inner:
        x = 1

        def method(self, y: int, /):
            return inspect.currentframe()

    async def task(self): return 1


one_line = lambda x: x + 1

for thing in (plain, decorated, Outer, Outer.Inner, Outer.Inner.method, Outer().task, one_line, plain.__code__, Outer.Inner().method(1)):
    lines, number = inspect.getsourcelines(thing)
    print(number, len(lines))
    print(inspect.getsource(thing), end="|\n")

for thing in (len, int, 5, inspect.Parameter.empty.__class__):
    try:
        print(inspect.getsource(thing))
    except (TypeError, OSError) as error:
        print(type(error).__name__, error)

for thing in (plain, decorated, Outer.Inner.method, Outer.Inner().method, one_line):
    print(inspect.getfullargspec(thing))
try:
    inspect.getfullargspec(5)
except TypeError as error:
    print(error)

print([(entry.function, entry.lineno, entry.code_context, entry.index) for entry in decorated()])
frame = Outer.Inner().method(1)
print(frame.f_code.co_name, frame.f_lineno, inspect.getframeinfo(frame)[1:])
print(inspect.getframeinfo(frame, context=3)[1:])
print(sorted(name for name in globals() if name.startswith("__")))
