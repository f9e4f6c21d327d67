import sys
import traceback


def fail():
    raise LookupError("for the traceback module")


try:
    fail()
except LookupError:
    traceback.print_exc()
    text = traceback.format_exc()
    kind, value, tb = sys.exc_info()
print(text.splitlines()[0], text.splitlines()[-1])
print(kind.__name__, value, tb is value.__traceback__, tb.tb_lineno)
print(traceback.format_exception_only(value))
