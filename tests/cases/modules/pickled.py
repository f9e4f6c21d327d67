import asyncio
import collections
import copy
import enum
import io
import pickle
from dataclasses import dataclass, field


@dataclass
class Job:
    name: str
    parts: list = field(default_factory=list)


class Slots:
    __slots__ = ("a", "__b")

    def __init__(self):
        self.a, self.__b = 1, "two"

    def __repr__(self):
        return f"Slots({self.a}, {self.__b!r})"


class Cached:
    def __init__(self, number):
        self.number, self.cache = number, object()

    def __getstate__(self):
        return {"number": self.number}

    def __setstate__(self, state):
        self.__dict__.update(state, cache="made anew")


class Reduced:
    def __init__(self, *args):
        self.args = args

    def __reduce__(self):
        return type(self), self.args, {"extra": 1}


class Tagged(list):
    pass


class Colour(enum.Enum):
    RED = "r"


class Failed(Exception):
    def __init__(self, message, code):
        super().__init__(message, code)
        self.code = code


Point = collections.namedtuple("Point", "x y")
tagged = Tagged([1, 2])
tagged.tag = "t"
around = [1]
around.append(around)
THINGS = [
    None, True, 0, 255, 256, 65536, -1, -129, 2**31, -(2**63), 10**30, 2**2100, 1.5, "", "héllo", "x" * 300, b"", b"abc",
    b"z" * 300, bytearray(b"q"), (), (1,), (1, 2, 3), (1, 2, 3, 4), [], [1], [1, 2, "a"], {}, {"a": 1}, {"a": [1], "b": (2,)},
    set(), {1}, frozenset({1}), list(range(1001)), dict.fromkeys(range(1001)), "y" * 70_000, [b"k" * 70_000, 1], Job("j", [1]),
    Slots(), Cached(3), Reduced(1, 2), tagged, Colour.RED, [Colour.RED] * 2, Point(1, 2), ValueError("bad", 1),
    Failed("no", 5), len, print, Job, int, type(None), ..., NotImplemented, range(3), slice(1, 2), around,
    collections.OrderedDict(a=1), collections.defaultdict(list, {1: [2]}), collections.deque([1, 2], 3), collections.Counter("aab"),
]
for thing in THINGS:
    for protocol in 2, 3, 4, 5:
        pickled = pickle.dumps(thing, protocol)
        again = pickle.loads(pickled)
        print(pickled if len(pickled) < 120 else (len(pickled), sum(pickled)), type(again).__name__, repr(again)[:50].split(" object at")[0])
print(vars(pickle.loads(pickle.dumps(Cached(4)))), vars(pickle.loads(pickle.dumps(Reduced(1)))), vars(copy.copy(Reduced(2))))
print(copy.deepcopy(Cached(5)).cache, copy.copy(Slots()), copy.deepcopy([tagged, tagged])[1].tag, copy.deepcopy(Failed("m", 1)).code)


def local():
    class Here:
        pass

    return Here, lambda: 0


async def coroutine():
    pass


async def main():
    awaited = coroutine()
    for thing in [lambda: 0, *local(), local()[0](), awaited, (x for x in ()), asyncio.current_task(), io]:
        try:
            print(pickle.dumps(thing))
        except Exception as error:
            print(type(error).__name__, str(error).split(" at 0x")[0])
    await awaited


asyncio.run(main())
for wrong in b"", b"x", b"\x80\x04", b"\x80\x04K", b"\x80\x09.", b"\x80\x04h\x05.", b"\xff", "text", 5:
    try:
        print(pickle.loads(wrong))
    except Exception as error:
        print(wrong, type(error).__name__, error)
try:
    pickle.dumps(1, 6)
except ValueError as error:
    print(error)
file = io.BytesIO()
pickle.dump({"a": 1}, file)
pickle.dump([2], file)
file.seek(0)
print(pickle.load(file), pickle.load(file))


class Naming(pickle.Pickler):
    def persistent_id(self, obj):
        return ("cached", obj.number) if isinstance(obj, Cached) else None


class Finding(pickle.Unpickler):
    def persistent_load(self, name):
        return name

    def find_class(self, module, name):
        print("finds", module, name)
        return super().find_class(module, name)


file = io.BytesIO()
Naming(file).dump([Cached(1), Colour.RED])
file.seek(0)
print(file.getvalue(), Finding(file).load())
Job.__module__ = "elsewhere"
print(Job, pickle.DEFAULT_PROTOCOL, pickle.PicklingError, issubclass(pickle.UnpicklingError, pickle.PickleError))
