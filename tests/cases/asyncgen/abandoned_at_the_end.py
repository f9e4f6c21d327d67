"""An asynchronous generator that is abandoned when the program's main coroutine returns: its closing is cancelled before it begins."""

import asyncio


async def counted():
    try:
        yield 1
    finally:
        print("finally begins")
        await asyncio.sleep(0)
        print("finally ends")


async def first():
    async for item in counted():
        return item


async def by_hand():
    generator = counted()
    print(await anext(generator))
    closing = generator.aclose()
    try:
        print("thrown into:", closing.throw(KeyError("before it begins")))
        closing.send(None)
    except BaseException as error:
        print(type(error).__name__, error)
    sending = generator.asend(None)
    try:
        sending.throw(ValueError("into an ended one"))
    except BaseException as error:
        print(type(error).__name__, error)


async def kept():
    generator = counted()
    return await anext(generator)


print(asyncio.run(first()))
print(asyncio.run(kept()))
asyncio.run(by_hand())
