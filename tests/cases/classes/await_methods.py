import asyncio


class Number:
    def __await__(self):
        return 3


class List:
    def __await__(self):
        return [1]


class Nothing:
    def __await__(self):
        return iter(())


class Own:
    def __await__(self):
        yield from asyncio.sleep(0, "own").__await__()
        return "returned"


async def main():
    for make in Number, List, Nothing, Own:
        try:
            print(await make())
        except TypeError as error:
            print(error)


asyncio.run(main())
