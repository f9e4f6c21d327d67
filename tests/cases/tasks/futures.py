import asyncio


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(0.02, future.set_result, "set by a timer")
    print(future.done())
    print(await future)
    print(future.done(), future.result())

    for again in (lambda: future.set_result(2), lambda: future.set_exception(ValueError())):
        try:
            again()
        except asyncio.InvalidStateError as error:
            print("InvalidStateError:", error)

    failing = loop.create_future()
    loop.call_soon(failing.set_exception, LookupError("nothing here"))
    try:
        await failing
    except LookupError as error:
        print(repr(error), failing.exception() is error)

    cancelled = loop.create_future()
    print(cancelled.cancel(), cancelled.cancelled(), cancelled.cancel())
    try:
        await cancelled
    except asyncio.CancelledError:
        print("cancelled")
    try:
        failing2 = loop.create_future()
        failing2.set_exception(StopIteration())
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
