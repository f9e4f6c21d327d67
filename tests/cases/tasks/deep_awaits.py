# A task that awaits many coroutines deep goes on where the innermost stands, and every one between is there for what ends or asks.
import asyncio


async def down(depth, steps, log):
    try:
        if depth:
            return await down(depth - 1, steps, log) + 1
        for _ in range(steps):
            await asyncio.sleep(0)
        return 0
    except asyncio.CancelledError:
        log.append(depth)
        raise


async def failing(depth):
    if depth:
        await failing(depth - 1)
    await asyncio.sleep(0)
    raise ValueError(depth)


class Spin:
    def __await__(self):
        for _ in range(2):
            yield


async def through(depth):
    if depth:
        return await through(depth - 1)
    await Spin()
    return [frame.cr_code.co_name for frame in chain]


def standing(coroutine):
    names = []
    while hasattr(coroutine, "cr_code"):
        names.append((coroutine.cr_code.co_name, coroutine.cr_running))
        coroutine = coroutine.cr_await
    return names


async def main():
    for depth in (0, 1, 5, 300):
        print(await asyncio.gather(*(down(depth, 3, []) for _ in range(3))))

    log = []
    task = asyncio.create_task(down(4, 10, log))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print(standing(task.get_coro()))
    task.cancel()
    print(await asyncio.gather(task, return_exceptions=True), log)

    try:
        await failing(3)
    except ValueError as error:
        lines, entry = [], error.__traceback__
        while entry:
            lines.append((entry.tb_frame.f_code.co_name, entry.tb_lineno))
            entry = entry.tb_next
        print(error, lines)

    global chain
    chain = [outer := through(2)]
    print(await outer, outer.cr_await, outer.cr_frame)


asyncio.run(main())
