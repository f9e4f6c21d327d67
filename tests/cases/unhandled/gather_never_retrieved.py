"""What nobody has looked at is told with the class of the future."""
import asyncio
import gc


class OwnFuture(asyncio.Future):
    pass


class OwnTask(asyncio.Task):
    pass


async def fails():
    raise ValueError("lost")


async def main():
    outer = asyncio.gather(fails(), fails())
    await asyncio.sleep(0.1)
    outer = None
    future = OwnFuture()
    future.set_exception(KeyError("own"))
    future = None
    await asyncio.sleep(0)
    task = OwnTask(fails(), name="own")
    await asyncio.sleep(0)
    task = None
    await asyncio.sleep(0)
    held = [asyncio.create_task(fails(), name="in a cycle")]
    held.append(held)
    await asyncio.sleep(0)
    held = None
    print("before")
    gc.collect()
    print("after")


asyncio.run(main())
