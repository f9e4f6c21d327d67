import asyncio


async def waiter(name, event):
    print(name, await event.wait())


async def main():
    event = asyncio.Event()
    tasks = [asyncio.create_task(waiter(n, event)) for n in ("first", "second")]
    await asyncio.sleep(0)
    print("is set:", event.is_set())
    event.set()
    print("is set:", event.is_set())
    await asyncio.gather(*tasks)
    await waiter("no need to wait:", event)
    event.clear()
    try:
        await asyncio.wait_for(event.wait(), 0.02)
    except TimeoutError:
        print("nobody set it again")


asyncio.run(main())
