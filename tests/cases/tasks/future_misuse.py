import asyncio


def attempt(what, *args):
    try:
        print(what(*args))
    except (Exception, asyncio.CancelledError) as error:
        print(f"{type(error).__name__}: {error}")


async def work():
    await asyncio.sleep(0.01)


async def main():
    loop = asyncio.get_running_loop()
    bare = asyncio.Future.__new__(asyncio.Future)
    for method, args in (
        (bare.set_result, (1,)),
        (bare.set_exception, (ValueError(),)),
        (bare.cancel, ()),
        (bare.add_done_callback, (print,)),
        (bare.result, ()),
        (bare.done, ()),
    ):
        attempt(method, *args)

    task = asyncio.create_task(work())
    attempt(task.set_result, 1)
    attempt(task.set_exception, ValueError())
    task.set_name({1})
    print(repr(task.get_name()))
    await task

    future = loop.create_future()
    awaiting = iter(future)
    print(awaiting.send(None) is future)
    attempt(awaiting.throw, KeyError("thrown"))
    attempt(iter(future).throw, ValueError)
    attempt(iter(future).throw, list)
    future.set_result((1, 2))
    attempt(iter(future).send, None)
    attempt(future.set_exception, None)

    other = asyncio.new_event_loop()
    attempt(asyncio.gather, loop.create_future(), other.create_future())
    other.close()

    def noop():
        pass

    first = asyncio.TimerHandle(1.5, noop, (), loop)
    second = asyncio.TimerHandle(2.5, noop, (), loop)
    same = asyncio.TimerHandle(1.5, noop, (), loop)
    print(first < second, first == same, first != second, hash(first) == hash(1.5), first.when())
    print(sorted([second, first])[0] is first)
    handle = asyncio.Handle(print, ("a handle", "by hand"), loop)
    handle._run()
    handle.cancel()
    print(handle.cancelled(), handle)


asyncio.run(main())
