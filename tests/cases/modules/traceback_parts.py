"""traceback: limits, entries, chains, notes."""
import sys
import traceback


def a():
    return b()


def b():
    x = 1; raise ValueError("bad\nsecond line")


def down(n):
    if n:
        down(n - 1)
    else:
        1 / 0


try:
    a()
except ValueError as error:
    caught = error
for limit in (None, 0, 1, -1, 9):
    print(limit, traceback.format_exception(caught, limit=limit))
    print([frame.name for frame in traceback.extract_tb(caught.__traceback__, limit)])
print("".join(traceback.format_list(traceback.extract_tb(caught.__traceback__))))
print(traceback.format_exception_only(caught))
caught.add_note("a note\nof two lines")
print(traceback.format_exception_only(caught))
try:
    down(9)
except ZeroDivisionError as error:
    print("".join(traceback.format_tb(error.__traceback__)), end="")
    traceback.print_exc(limit=-2, file=sys.stdout)
try:
    try:
        a()
    except ValueError as error:
        raise KeyError("next") from error
except KeyError as error:
    whole = traceback.TracebackException.from_exception(error, limit=1)
    print(whole.__cause__.exc_type.__name__, whole.__context__ is None, whole.__suppress_context__, whole, len(whole.stack))
    print("".join(whole.format()), end="")
    print("".join(whole.format(chain=False)), end="")
print(traceback.format_list([("file.py", 3, "f", "x = 1"), ("file.py", 4, "g", None)]))
