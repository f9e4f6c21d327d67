import asyncio


async def countdown(n):
    while n:
        yield n
        await asyncio.sleep(0)
        n -= 1


class Letters:
    def __init__(self, text):
        self.rest = list(text)

    def __aiter__(self):
        return self

    async def __anext__(self):
        if not self.rest:
            raise StopAsyncIteration
        await asyncio.sleep(0)
        return self.rest.pop(0)


async def main():
    async for n in countdown(3):
        print(n)
    else:
        print("exhausted")
    async for letter in Letters("abc"):
        if letter == "b":
            break
        print(letter)
    iterator = countdown(1)
    print(await anext(iterator), await anext(iterator, "default"))
    try:
        await iterator.__anext__()
    except StopAsyncIteration:
        print("StopAsyncIteration")
    try:
        async for _ in [1, 2]:
            pass
    except TypeError as error:
        print("TypeError:", error)


asyncio.run(main())
