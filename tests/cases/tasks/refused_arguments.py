"""What futures, tasks and loops say of arguments that they don't take; what futures tell of their callbacks."""
import asyncio
import functools


def tell(name, call):
    try:
        print(name, "gives", repr(call()).split(" at 0x")[0])
    except BaseException as error:
        print(name, type(error).__name__, error)


async def method(self):
    pass


class Holder:
    method = method
    class_method = classmethod(method)


async def main():
    loop = asyncio.get_running_loop()
    future, task = loop.create_future(), asyncio.create_task(asyncio.sleep(1))
    tell("cancel(1, 2)", lambda: future.cancel(1, 2))
    tell("cancel(foo=1)", lambda: task.cancel(foo=1))
    tell("get_loop(1)", lambda: future.get_loop(1))
    tell("task.done(1)", lambda: task.done(1))
    tell("cancelled(1)", lambda: future.cancelled(1))
    tell("exception(1)", lambda: future.exception(1))
    tell("result(1)", lambda: future.result(1))
    tell("set_exception()", lambda: future.set_exception())
    tell("set_result()", lambda: future.set_result())
    tell("Future(5)", lambda: asyncio.Future(5))
    tell("call_later()", lambda: loop.call_later())
    tell("call_later(1)", lambda: loop.call_later(1))
    tell("call_at(1)", lambda: loop.call_at(1))
    tell("call_later('1', print)", lambda: loop.call_later("1", print))
    tell("loop.create_task()", lambda: loop.create_task())
    tell("create_task(1, 'n')", lambda: asyncio.create_task(1, "n"))
    tell("Queue('3').full()", lambda: asyncio.Queue("3").full())
    tell("current_task(5)", lambda: asyncio.current_task(5))
    tell("gather()", lambda: asyncio.gather())
    for function in (Holder().method, functools.partial(Holder().method), functools.partial(Holder.class_method)):
        print(asyncio.iscoroutinefunction(function))

    print(future._callbacks)
    future.add_done_callback(print)
    (callback, context), = future._callbacks
    print(callback is print, type(context).__name__)
    future.remove_done_callback(print)
    future.cancel()
    print(future._callbacks, future)

    timeout = asyncio.timeout(1)
    try:
        await timeout.__aexit__(None, None, None)
    except AssertionError as error:
        print("AssertionError", error, timeout)

    async def numbers():
        yield 1
        await asyncio.sleep(0.01)

    generator = numbers()
    step = generator.asend(None)
    print(generator.ag_running)
    await step
    print(generator.ag_running)
    waiting = asyncio.ensure_future(anext(generator, None))
    await asyncio.sleep(0)
    print(generator.ag_running)
    await waiting
    print(generator.ag_running)


asyncio.run(main())
