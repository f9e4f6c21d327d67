"""Standard input as a stream, and the builtin `input`, which comes when a program names it: the host reads line by line."""

import builtins
import io
import sys


class _Bytes(io.BufferedIOBase):
    """`sys.stdin.buffer`: what the stream of text has not taken."""

    __module__, __in_c__, __qualname__ = "_io", True, "BufferedReader"
    name, mode = "<stdin>", "rb"

    def __init__(self, text):
        self._text = text

    def readable(self):
        return True

    def fileno(self):
        return 0

    def read(self, size=-1, /):
        data = self._text._take(size, "sys.stdin.buffer.read", True)
        return data

    read1 = read

    def readline(self, size=-1, /):
        return self._text._take_line(size, "sys.stdin.buffer.readline", True)

    def __repr__(self):
        return "<_io.BufferedReader name='<stdin>'>"


class _Text(io.TextIOBase):
    __module__, __in_c__, __qualname__ = "_io", True, "TextIOWrapper"
    name, mode, encoding, errors, newlines = "<stdin>", "r", "utf-8", "strict", None
    line_buffering = False

    def __init__(self):
        self._left = b""
        self.buffer = _Bytes(self)

    def _more(self, what):
        """Whether there was another line to add to what is left."""
        self._check()
        line = read_line(what, "", False)
        self._left += line.encode()
        return bool(line)

    def _take(self, size, what, raw):
        everything = size is None or size < 0
        while everything or (len(self._left) if raw else len(self._left.decode())) < size:
            if not self._more(what):
                break
        if raw:
            data = self._left if everything else self._left[:size]
        else:
            text = self._left.decode()
            data = text if everything else text[:size]
        self._left = self._left[len(data if raw else data.encode()):]
        return data

    def _take_line(self, size, what, raw):
        self._check()
        if b"\n" not in self._left:
            self._more(what)
        end = self._left.find(b"\n") + 1 or len(self._left)
        line = self._left[:end] if raw else self._left[:end].decode()
        if size is not None and size >= 0:
            line = line[:size]
        self._left = self._left[len(line if raw else line.encode()):]
        return line

    def readable(self):
        self._check()
        return True

    def fileno(self):
        self._check()
        return 0

    def read(self, size=-1, /):
        return self._take(size, "sys.stdin.read", False)

    def readline(self, size=-1, /):
        return self._take_line(size, "sys.stdin.readline", False)

    def reconfigure(self, **options):
        pass

    def __repr__(self):
        return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"


stdin = _Text()


def ask(what, prompt, hidden):
    """A line of standard input for a question that was written, without its end; `EOFError` when there is none."""
    line = stdin._left and stdin.readline() or read_line(what, prompt, hidden)
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


def input(*prompt):
    if len(prompt) > 1:
        raise TypeError(f"input expected at most 1 argument, got {len(prompt)}")
    source, target = sys.stdin, sys.stdout
    if source is None:
        raise RuntimeError("input(): lost sys.stdin")
    if target is None:
        raise RuntimeError("input(): lost sys.stdout")
    prompt = str(prompt[0]) if prompt else ""
    if prompt:
        target.write(prompt)
    target.flush()
    if source is stdin and not source.closed:
        return ask("input", prompt, False)
    line = source.readline()
    if not isinstance(line, str):
        raise TypeError("object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line.removesuffix("\n")


input.__module__ = "builtins"
builtins.input = input
