import asyncio


def wait(seconds):
    await asyncio.sleep(seconds)


wait(1)
