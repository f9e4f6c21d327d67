"""`breakpoint()` calls the hook."""

import sys


def hook(*args, **keywords):
    print("hook", args, keywords)
    return "result"


sys.breakpointhook = hook
print(breakpoint(), breakpoint(1, header="x"))
print(breakpoint.__name__)
