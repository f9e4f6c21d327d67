"""The builtin `breakpoint`, which comes when a program names it, and its hook."""

import builtins
import sys


def breakpointhook(*args, **keywords):
    raise RuntimeError(
        "Loopscope has no pdb: set a breakpoint at a line of the editor instead, or give sys.breakpointhook a function"
    )


def breakpoint(*args, **keywords):
    return sys.breakpointhook(*args, **keywords)


breakpoint.__module__ = "builtins"
builtins.breakpoint = breakpoint
