"""Reading pickles of all protocols that are written today."""

import struct as _struct
import sys as _sys

import copyreg as _copyreg
from pickle._errors import UnpicklingError

_NEW_MODULES = {"__builtin__": "builtins", "exceptions": "builtins", "copy_reg": "copyreg"}
_NEW_NAMES = {"long": "int", "unicode": "str", "xrange": "range"}
# What stands on the stack where a group begins.
_MARK = object()


class Unpickler:
    def __init__(self, file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
        if not (hasattr(file, "read") and hasattr(file, "readline")):
            raise TypeError("file must have 'read', 'readinto' and 'readline' attributes")
        self._file = file
        self.memo = {}
        self.fix_imports = fix_imports
        self.proto = 0

    def persistent_load(self, pid):
        raise UnpicklingError("A load persistent id instruction was encountered, but no persistent_load function was specified.")

    def load(self):
        self._stack = []
        while True:
            code = self._file.read(1)
            if not code:
                raise EOFError("Ran out of input")
            if code == b".":
                return self._pop()
            read = _READS.get(code[0])
            if read is None:
                shown = chr(code[0]) if 0x20 <= code[0] < 0x7F and code != b"'" else f"\\x{code[0]:02x}"
                raise UnpicklingError(f"invalid load key, '{shown}'.")
            read(self)

    def find_class(self, module_name, global_name):
        if self.fix_imports and self.proto < 3:
            module_name = _NEW_MODULES.get(module_name, module_name)
            if module_name == "builtins":
                global_name = _NEW_NAMES.get(global_name, global_name)
        if (module_name, global_name) == ("_codecs", "encode"):
            return str.encode
        __import__(module_name)
        found = module = _sys.modules[module_name]
        for part in global_name.split(".") if self.proto >= 4 else [global_name]:
            try:
                found = getattr(found, part)
            except AttributeError:
                raise AttributeError(f"Can't get attribute {global_name!r} on {module!r}") from None
        return found

    def _read(self, count):
        data = self._file.read(count)
        if len(data) < count:
            raise UnpicklingError("pickle data was truncated")
        return data

    def _number(self, count, signed=False):
        return int.from_bytes(self._read(count), "little", signed=signed)

    def _line(self):
        line = self._file.readline()
        if not line.endswith(b"\n"):
            raise UnpicklingError("pickle data was truncated")
        return line[:-1].decode()

    def _push(self, value):
        self._stack.append(value)

    def _top(self):
        if not self._stack or self._stack[-1] is _MARK:
            raise UnpicklingError("unexpected MARK found" if self._stack else "unpickling stack underflow")
        return self._stack[-1]

    def _pop(self):
        top = self._top()
        del self._stack[-1]
        return top

    def _pop_group(self):
        for at in range(len(self._stack) - 1, -1, -1):
            if self._stack[at] is _MARK:
                group = self._stack[at + 1 :]
                del self._stack[at:]
                return group
        raise UnpicklingError("could not find MARK")

    def _proto(self):
        self.proto = self._number(1)
        if self.proto > 5:
            raise ValueError(f"unsupported pickle protocol: {self.proto}")

    def _text(self, count):
        self._push(str(self._read(self._number(count)), "utf-8", "surrogatepass"))

    def _bytes(self, count):
        self._push(self._read(self._number(count)))

    def _long(self, count):
        self._push(self._number(self._number(count), True))

    def _tuple(self, count):
        self._push(tuple(self._pop() for _ in range(count))[::-1])

    def _remember(self, number):
        self.memo[number] = self._top()

    def _recall(self, number):
        if number not in self.memo:
            raise UnpicklingError(f"Memo value not found at index {number}")
        self._push(self.memo[number])

    def _extend(self, items):
        to = self._top()
        if isinstance(to, list):
            to.extend(items)
        elif hasattr(to, "extend"):
            to.extend(items)
        else:
            for item in items:
                to.append(item)

    def _set_items(self, items):
        to = self._top()
        for at in range(0, len(items), 2):
            to[items[at]] = items[at + 1]

    def _add(self):
        items, to = self._pop_group(), self._top()
        for item in items:
            to.add(item)

    def _reduce(self):
        args, func = self._pop(), self._pop()
        self._push(func(*args))

    def _new(self):
        args, cls = self._pop(), self._pop()
        self._push(cls.__new__(cls, *args))

    def _new_with_keywords(self):
        keywords, args, cls = self._pop(), self._pop(), self._pop()
        self._push(cls.__new__(cls, *args, **keywords))

    def _build(self):
        state = self._pop()
        _copyreg._set_state(self._top(), state)

    def _global(self):
        module, name = self._line(), self._line()
        self._push(self.find_class(module, name))

    def _stack_global(self):
        name, module = self._pop(), self._pop()
        if not (isinstance(name, str) and isinstance(module, str)):
            raise UnpicklingError("STACK_GLOBAL requires str")
        self._push(self.find_class(module, name))


_READS = {
    code[0]: read
    for code, read in {
        b"\x80": Unpickler._proto,
        b"\x95": lambda it: it._number(8),
        b"N": lambda it: it._push(None),
        b"\x88": lambda it: it._push(True),
        b"\x89": lambda it: it._push(False),
        b"K": lambda it: it._push(it._number(1)),
        b"M": lambda it: it._push(it._number(2)),
        b"J": lambda it: it._push(it._number(4, True)),
        b"\x8a": lambda it: it._long(1),
        b"\x8b": lambda it: it._long(4),
        b"G": lambda it: it._push(_struct.unpack(">d", it._read(8))[0]),
        b"\x8c": lambda it: it._text(1),
        b"X": lambda it: it._text(4),
        b"\x8d": lambda it: it._text(8),
        b"C": lambda it: it._bytes(1),
        b"B": lambda it: it._bytes(4),
        b"\x8e": lambda it: it._bytes(8),
        b"\x96": lambda it: it._push(bytearray(it._read(it._number(8)))),
        b")": lambda it: it._push(()),
        b"\x85": lambda it: it._tuple(1),
        b"\x86": lambda it: it._tuple(2),
        b"\x87": lambda it: it._tuple(3),
        b"t": lambda it: it._push(tuple(it._pop_group())),
        b"]": lambda it: it._push([]),
        b"l": lambda it: it._push(it._pop_group()),
        b"}": lambda it: it._push({}),
        b"\x8f": lambda it: it._push(set()),
        b"\x91": lambda it: it._push(frozenset(it._pop_group())),
        b"(": lambda it: it._push(_MARK),
        b"0": lambda it: it._pop(),
        b"1": lambda it: it._pop_group(),
        b"2": lambda it: it._push(it._top()),
        b"a": lambda it: it._extend([it._pop()]),
        b"e": lambda it: it._extend(it._pop_group()),
        b"s": lambda it: it._set_items([it._pop(), it._pop()][::-1]),
        b"u": lambda it: it._set_items(it._pop_group()),
        b"\x90": Unpickler._add,
        b"\x94": lambda it: it._remember(len(it.memo)),
        b"q": lambda it: it._remember(it._number(1)),
        b"r": lambda it: it._remember(it._number(4)),
        b"h": lambda it: it._recall(it._number(1)),
        b"j": lambda it: it._recall(it._number(4)),
        b"R": Unpickler._reduce,
        b"\x81": Unpickler._new,
        b"\x92": Unpickler._new_with_keywords,
        b"b": Unpickler._build,
        b"c": Unpickler._global,
        b"\x93": Unpickler._stack_global,
        b"Q": lambda it: it._push(it.persistent_load(it._pop())),
    }.items()
}
