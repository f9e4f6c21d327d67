# An asynchronous generator in a background loop, read by an ordinary for loop.
import asyncio
import queue
import threading

END = object()


def iterate(make):
    items = queue.Queue(maxsize=2)

    async def pump():
        try:
            async for item in make():
                await asyncio.get_running_loop().run_in_executor(None, items.put, item)
        except Exception as error:
            items.put(error)
        else:
            items.put(END)

    t = threading.Thread(target=asyncio.run, args=(pump(),))
    t.start()
    while (item := items.get()) is not END:
        if isinstance(item, Exception):
            t.join()
            raise item
        yield item
    t.join()


made = []


async def numbers():
    for n in range(4):
        await asyncio.sleep(0.002)
        made.append([n])
        yield made[-1]


async def failing():
    yield ["one"]
    raise LookupError("no more")


print([item is made[n] for n, item in enumerate(iterate(numbers))], made)
try:
    for item in iterate(failing):
        print(item)
except LookupError as error:
    print("LookupError", error)
