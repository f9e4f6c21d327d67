import asyncio


async def work(name, seconds):
    await asyncio.sleep(seconds)
    if name == "bad":
        raise ValueError("bad work")
    return name


def names(tasks):
    return sorted(task.get_name() for task in tasks)


async def main():
    def start(**times):
        return [asyncio.create_task(work(n, s), name=n) for n, s in times.items()]

    tasks = start(a=0.05, b=0.15)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    print("first completed:", names(done), names(pending))
    done, pending = await asyncio.wait(tasks)
    print("all completed:", names(done), names(pending))

    tasks = start(quick=0.02, bad=0.08, slow=0.2)
    done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
    print("first exception:", names(done), names(pending))
    done, pending = await asyncio.wait(tasks, timeout=0.05)
    print("timeout:", names(done), names(pending))
    done, pending = await asyncio.wait(tasks)
    print("failed:", [repr(t.exception()) for t in done if t.exception()])
    for wrong in ([], [work("x", 0)]):
        try:
            await asyncio.wait(wrong)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
        for coro in wrong:
            coro.close()


asyncio.run(main())
