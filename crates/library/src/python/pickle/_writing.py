"""Writing pickles. Those of plain values and of what programs define are, byte for byte, as CPython writes them."""

import struct as _struct
import sys as _sys

import copyreg as _copyreg
from pickle._errors import PicklingError

HIGHEST_PROTOCOL = 5
DEFAULT_PROTOCOL = 4
_LOWEST_PROTOCOL = 2

# How many items are written at once.
_BATCH = 1000
# A frame that is so long ends.
_FRAME_BYTES = 64 * 1024
_SHORTEST_FRAME_BYTES = 4

_LENGTH = _struct.Struct("<I")
_LONG_LENGTH = _struct.Struct("<Q")
_OLD_MODULES = {"builtins": "__builtin__", "copyreg": "copy_reg"}
_OLD_NAMES = {"int": "long", "str": "unicode", "range": "xrange"}
_GLOBALS = (type(len), type(lambda: 0), type(NotImplemented), type(...))
_NAMES = {type(NotImplemented): "NotImplemented", type(...): "Ellipsis"}
_SINGLE = {type(None): None, type(NotImplemented): NotImplemented, type(...): ...}


class Pickler:
    def __init__(self, file, protocol=None, *, fix_imports=True, buffer_callback=None):
        protocol = DEFAULT_PROTOCOL if protocol is None else protocol
        if protocol < 0:
            protocol = HIGHEST_PROTOCOL
        if protocol > HIGHEST_PROTOCOL:
            raise ValueError(f"pickle protocol must be <= {HIGHEST_PROTOCOL}")
        if protocol < _LOWEST_PROTOCOL:
            raise ValueError(f"Loopscope writes pickles of protocol {_LOWEST_PROTOCOL} and later")
        if not hasattr(file, "write"):
            raise TypeError("file must have a 'write' attribute")
        if buffer_callback is not None and protocol < 5:
            raise ValueError("buffer_callback needs protocol >= 5")
        self.proto = protocol
        self.fix_imports = fix_imports and protocol < 3
        self._file = file
        self.memo = {}
        self._frame = None

    def clear_memo(self):
        self.memo.clear()

    def persistent_id(self, obj):
        return None

    def dump(self, obj):
        self._written = []
        self._write(b"\x80" + bytes([self.proto]))
        if self.proto >= 4:
            self._frame = bytearray()
        self._save(obj)
        self._write(b".")
        self._end_frame()
        self._frame = None
        self._file.write(b"".join(self._written))

    def _write(self, code):
        if self._frame is None:
            self._written.append(code)
        else:
            self._frame += code

    def _end_frame(self):
        if self._frame:
            if len(self._frame) >= _SHORTEST_FRAME_BYTES:
                self._written.append(b"\x95" + _LONG_LENGTH.pack(len(self._frame)))
            self._written.append(bytes(self._frame))
            self._frame = bytearray()

    def _write_long(self, head, body):
        """What is too long for a frame stands between two."""
        if self._frame is None or len(body) < _FRAME_BYTES:
            self._write(head + body)
            return
        self._end_frame()
        self._written += [head, body]

    def _memoize(self, obj):
        number = len(self.memo)
        self.memo[id(obj)] = number, obj
        if self.proto >= 4:
            self._write(b"\x94")
        else:
            self._write(b"q" + bytes([number]) if number < 256 else b"r" + _LENGTH.pack(number))

    def _get(self, number):
        self._write(b"h" + bytes([number]) if number < 256 else b"j" + _LENGTH.pack(number))

    def _save(self, obj, is_persistent=True):
        if self._frame and len(self._frame) >= _FRAME_BYTES:
            self._end_frame()
        if is_persistent:
            number = self.persistent_id(obj)
            if number is not None:
                self._save(number, False)
                self._write(b"Q")
                return
        cls = type(obj)
        save = _PLAIN.get(cls)
        if save is not None:
            save(self, obj)
            return
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        save = _SAVES.get(cls)
        if save is not None:
            save(self, obj)
        else:
            self._save_other(obj, cls)

    def _save_other(self, obj, cls):
        reduced = self._reduced_by_override(obj)
        if reduced is NotImplemented:
            if issubclass(cls, type):
                if obj in _SINGLE:
                    self._save_reduced(obj, type, (_SINGLE[obj],))
                else:
                    self._save_global(obj)
                return
            if cls in _GLOBALS:
                self._save_global(obj, _NAMES.get(cls))
                return
            reduced = _copyreg._reduced(obj, self.proto)
        if isinstance(reduced, str):
            self._save_global(obj, reduced)
            return
        if not isinstance(reduced, tuple):
            raise PicklingError("__reduce__ must return a string or tuple")
        if not 2 <= len(reduced) <= 6:
            raise PicklingError("tuple returned by __reduce__ must contain 2 through 6 elements")
        self._save_reduced(obj, *reduced)

    def _reduced_by_override(self, obj):
        override = getattr(self, "reducer_override", None)
        if override is not None:
            reduced = override(obj)
            if reduced is not NotImplemented:
                return reduced
        table = getattr(self, "dispatch_table", None)
        reducer = table.get(type(obj)) if table is not None else None
        return NotImplemented if reducer is None else reducer(obj)

    def _save_reduced(self, obj, func, args, state=None, items=None, pairs=None, state_setter=None):
        if not isinstance(args, tuple):
            raise PicklingError("second item of the tuple returned by __reduce__ must be a tuple")
        if not callable(func):
            raise PicklingError("first item of the tuple returned by __reduce__ must be callable")
        name = getattr(func, "__name__", "")
        if name == "__newobj__":
            cls, *rest = args
            self._save(cls)
            self._save(tuple(rest))
            self._write(b"\x81")
        elif name == "__newobj_ex__" and self.proto >= 4:
            for part in args:
                self._save(part)
            self._write(b"\x92")
        else:
            self._save(func)
            self._save(args)
            self._write(b"R")
        if obj is not None:
            known = self.memo.get(id(obj))
            if known is not None:
                self._write(b"0")
                self._get(known[0])
            else:
                self._memoize(obj)
        if items is not None:
            self._save_batches(items, b"a", b"e")
        if pairs is not None:
            self._save_batches(pairs, b"s", b"u", 2)
        if state is None:
            return
        if state_setter is None:
            self._save(state)
            self._write(b"b")
        else:
            self._save(state_setter)
            self._save(obj)
            self._save(state)
            self._write(b"\x86R0")

    def _save_global(self, obj, name=None):
        name = name or getattr(obj, "__qualname__", None) or obj.__name__
        module = getattr(obj, "__module__", None) or ("builtins" if type(obj) in _NAMES else "__main__")
        if "<locals>" in name.split("."):
            raise AttributeError(f"Can't pickle local object {name!r}")
        try:
            found = __import__(module) and _sys.modules[module]
            for part in name.split("."):
                found = getattr(found, part)
        except (ImportError, KeyError):
            raise PicklingError(f"Can't pickle {obj!r}: import of module {module!r} failed") from None
        except AttributeError:
            raise PicklingError(f"Can't pickle {obj!r}: attribute lookup {name} on {module} failed") from None
        if found is not obj:
            raise PicklingError(f"Can't pickle {obj!r}: it's not the same object as {module}.{name}")
        if self.proto >= 4:
            self._save(module)
            self._save(name)
            self._write(b"\x93")
        elif "." in name:
            path, _, last = name.rpartition(".")
            outer = _sys.modules[module]
            for part in path.split("."):
                outer = getattr(outer, part)
            self._save_reduced(obj, getattr, (outer, last))
            return
        else:
            if self.fix_imports:
                if isinstance(obj, type) and issubclass(obj, BaseException) and module == "builtins":
                    module = "exceptions"
                name = _OLD_NAMES.get(name, name) if module == "builtins" else name
                module = _OLD_MODULES.get(module, module)
            self._write(f"c{module}\n{name}\n".encode())
        self._memoize(obj)

    def _save_batches(self, items, one, several, parts=1):
        """The items of an iterator: `one` for a single one."""
        items = iter(items)
        batch = _first(items, _BATCH + 1)
        if len(batch) == 1:
            self._save_item(batch[0], parts)
            self._write(one)
            return
        while batch:
            self._save_batch(batch[:_BATCH], several, parts)
            batch = batch[_BATCH:] + _first(items, _BATCH)
            if len(batch) == 1:
                self._save_item(batch[0], parts)
                self._write(one)
                return

    def _save_item(self, item, parts):
        if parts == 1:
            self._save(item)
        else:
            for part in item:
                self._save(part)

    def _save_int(self, obj):
        if 0 <= obj < 1 << 8:
            self._write(b"K" + obj.to_bytes(1, "little"))
        elif 0 <= obj < 1 << 16:
            self._write(b"M" + obj.to_bytes(2, "little"))
        elif -(1 << 31) <= obj < 1 << 31:
            self._write(b"J" + obj.to_bytes(4, "little", signed=True))
        else:
            length = (~obj if obj < 0 else obj).bit_length() // 8 + 1
            body = obj.to_bytes(length, "little", signed=True)
            self._write((b"\x8a" + bytes([length]) if length < 256 else b"\x8b" + _LENGTH.pack(length)) + body)

    def _save_str(self, obj):
        known = self.memo.get(id(obj))
        if known is not None:
            self._get(known[0])
            return
        body = obj.encode("utf-8", "surrogatepass")
        if len(body) < 256 and self.proto >= 4:
            self._write(b"\x8c" + bytes([len(body)]) + body)
        else:
            self._write_long(b"X" + _LENGTH.pack(len(body)), body)
        self._memoize(obj)

    def _save_bytes(self, obj):
        if self.proto < 3:
            if obj:
                self._write(b"c_codecs\nencode\n")
                self._memoize((self, "encode"))
                self._save(str(obj, "latin1"))
                self._save("latin1")
                self._write(b"\x86")
                self._memoize((obj, "args"))
                self._write(b"R")
                self._memoize(obj)
            else:
                self._save_reduced(obj, bytes, ())
            return
        if len(obj) < 256:
            self._write(b"C" + bytes([len(obj)]) + obj)
        else:
            self._write_long(b"B" + _LENGTH.pack(len(obj)), obj)
        self._memoize(obj)

    def _save_bytearray(self, obj):
        if self.proto < 5:
            self._save_reduced(obj, bytearray, (bytes(obj),) if obj else ())
            return
        self._write_long(b"\x96" + _LONG_LENGTH.pack(len(obj)), bytes(obj))
        self._memoize(obj)

    def _save_tuple(self, obj):
        if not obj:
            self._write(b")")
            return
        short = len(obj) <= 3
        if not short:
            self._write(b"(")
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            # It is in itself.
            self._write(b"0" * len(obj) if short else b"1")
            self._get(known[0])
            return
        self._write((b"\x85", b"\x86", b"\x87")[len(obj) - 1] if short else b"t")
        self._memoize(obj)

    def _save_list(self, obj):
        self._write(b"]")
        self._memoize(obj)
        if len(obj) == 1:
            self._save(obj[0])
            self._write(b"a")
        else:
            self._save_whole_batches(obj, b"e", 1)

    def _save_dict(self, obj):
        self._write(b"}")
        self._memoize(obj)
        if len(obj) == 1:
            for item in obj.items():
                self._save_item(item, 2)
            self._write(b"s")
        else:
            self._save_whole_batches(obj.items(), b"u", 2)

    def _save_set(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, set, (list(obj),))
            return
        self._write(b"\x8f")
        self._memoize(obj)
        self._save_whole_batches(obj, b"\x90", 1)

    def _save_whole_batches(self, items, several, parts):
        items = iter(items)
        while batch := _first(items, _BATCH):
            self._save_batch(batch, several, parts)

    def _save_batch(self, batch, several, parts):
        self._write(b"(")
        for item in batch:
            self._save_item(item, parts)
        self._write(several)

    def _save_frozenset(self, obj):
        if self.proto < 4:
            self._save_reduced(obj, frozenset, (list(obj),))
            return
        self._write(b"(")
        for item in obj:
            self._save(item)
        known = self.memo.get(id(obj))
        if known is not None:
            self._write(b"1")
            self._get(known[0])
            return
        self._write(b"\x91")
        self._memoize(obj)


def _first(items, count):
    return [item for _, item in zip(range(count), items)]


# What is never looked for among what was written before.
_PLAIN = {
    type(None): lambda pickler, obj: pickler._write(b"N"),
    bool: lambda pickler, obj: pickler._write(b"\x88" if obj else b"\x89"),
    int: Pickler._save_int,
    float: lambda pickler, obj: pickler._write(b"G" + _struct.pack(">d", obj)),
}
_SAVES = {
    str: Pickler._save_str,
    bytes: Pickler._save_bytes,
    bytearray: Pickler._save_bytearray,
    tuple: Pickler._save_tuple,
    list: Pickler._save_list,
    dict: Pickler._save_dict,
    set: Pickler._save_set,
    frozenset: Pickler._save_frozenset,
}
