# Which objects written in C take attributes, and what a REPL's hook leaves behind.
import asyncio
import builtins
import collections
import contextvars
import functools
import sys
import threading
import weakref


class Own:
    pass


own = Own()
for value in (
    collections.deque(),
    threading.Lock(),
    threading.RLock(),
    contextvars.copy_context(),
    weakref.ref(own),
    functools.partial(print),
):
    try:
        value.extra = 1
        print(type(value).__name__, value.extra)
    except AttributeError as error:
        print(error)


class Deque(collections.deque):
    pass


sub = Deque()
sub.extra = 2
print(sub.extra)

sys.displayhook(None)
print(hasattr(builtins, "_"))
sys.displayhook("shown")
print(builtins._)


async def main():
    loop = asyncio.get_running_loop()
    handle = loop.call_soon(print, "soon")
    future = loop.create_future()
    future.extra = 3
    waiting = asyncio.sleep(0.01)
    print(future.extra, waiting.cr_origin, waiting.cr_await)
    await waiting
    handle.cancel()

    async def numbers():
        yield 1
        await asyncio.sleep(0)

    def delegating():
        yield from [1, 2]

    made = numbers()
    print(made.ag_await, made.ag_code.co_name)
    print(await anext(made), made.ag_await)
    generator = delegating()
    print(generator.gi_yieldfrom)
    print(next(generator), type(generator.gi_yieldfrom).__name__)


asyncio.run(main())
