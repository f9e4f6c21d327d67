"""Runs many programs under the virtual clock, each in a fork of this process, which has imported what they import.

Reads paths of programs, a line each; for each it writes what the program printed beside it, `.stdout` and `.stderr`, and
then a line with the exit status, as a shell gives it.
"""

import importlib
import os
import resource
import signal
import sys
import types

import virtual_clock  # noqa: F401

IMPORTED = (
    "collections contextlib contextvars copy dataclasses enum functools gc heapq io itertools json logging math operator "
    "random re string textwrap traceback typing warnings weakref"
)
SECONDS = 8
BYTES = 2 << 30


def redirect(path, descriptor):
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(file, descriptor)
    os.close(file)


def begin(path):
    """What a fork does before it becomes the program."""
    base = path.removesuffix(".py")
    redirect(base + ".stdout", 1)
    redirect(base + ".stderr", 2)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.alarm(SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (BYTES, BYTES))
    os.chdir(os.path.dirname(path))
    sys.argv[:] = [path]


def become(path):
    with open(path, "rb") as file:
        source = file.read()
    try:
        code = compile(source, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        sys.excepthook(type(error), error.with_traceback(None), None)
        sys.exit(1)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    return code, main.__dict__


def status_of(child):
    status = os.waitpid(child, 0)[1]
    return os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status)


def next_program():
    """The path of a program, in a fork that is to run it; None when there are no more."""
    for line in sys.stdin:
        path = line.rstrip("\n")
        child = os.fork()
        if child == 0:
            begin(path)
            return path
        print(status_of(child), flush=True)
    return None


for name in IMPORTED.split():
    importlib.import_module(name)
program = next_program()
if program is not None:
    exec(*become(program))
