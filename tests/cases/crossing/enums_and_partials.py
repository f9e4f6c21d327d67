import asyncio
import enum
import functools
import queue
import threading


class Color(enum.Enum):
    RED = 1
    BLUE = 2
    CRIMSON = 1

    def hello(self):
        return f"hi {self.name}"


class Permission(enum.Flag):
    READ = 4
    WRITE = 2


class Number(enum.IntEnum):
    ONE = 1
    TWO = 2


class State(enum.StrEnum):
    IDLE = enum.auto()
    BUSY = enum.auto()


results = queue.Queue()


def run(function, *args):
    thread = threading.Thread(target=function, args=args)
    thread.start()
    thread.join()


def look(color, offset=0):
    print(color, color is Color.RED, color.name, color.value, color.hello(), offset)
    print(Color(1), Color["BLUE"], list(Color), Color.CRIMSON is Color.RED, len(Color))
    results.put(Color.BLUE)


run(look, Color.RED)
print(results.get() is Color.BLUE)
run(functools.partial(look, offset=3), Color.RED)
print(results.get().hello())
run(functools.partial(look, Color.RED, 4))
print(results.get())


def others(state=State.BUSY):
    both = Permission.READ | Permission.WRITE
    print(both, Permission.READ in both, Number.ONE + Number.TWO, Number(2) is Number.TWO)
    print(repr(state), state == "busy", State("idle"), state.upper())
    match state:
        case State.IDLE:
            print("idle")
        case State.BUSY:
            print("busy")
    results.put(both)


run(others)
print(results.get() == Permission(6), {Color.RED: "red"}[Color.RED])


def scale(value, factor):
    return value * factor


async def main():
    loop = asyncio.get_running_loop()
    double = functools.partial(scale, factor=2)
    print(await loop.run_in_executor(None, functools.partial(scale, 5, 3)))
    print(await loop.run_in_executor(None, double, 4))
    print(await asyncio.to_thread(double, 5))
    print(await asyncio.to_thread(lambda: Color.BLUE) is Color.BLUE)


asyncio.run(main())
