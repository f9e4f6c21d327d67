"""Passwords from the reader, and who uses the program: here nobody is known."""

# Lacks: fallback_getpass unix_getpass win_getpass

import sys


class GetPassWarning(UserWarning):
    pass


def getpass(prompt="Password: ", stream=None):
    from _stdin import ask

    stream = stream or sys.stderr
    stream.write(prompt)
    stream.flush()
    password = ask("getpass.getpass", prompt, True)
    stream.write("\n")
    return password


def getuser():
    return "user"
