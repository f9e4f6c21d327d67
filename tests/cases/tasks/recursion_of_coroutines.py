# A coroutine that can't begin, as there are too many, was awaited all the same.
import asyncio


async def count(n):
    return 0 if n == 0 else 1 + await count(n - 1)


async def main():
    try:
        await count(5000)
    except RecursionError as error:
        print(error)
    print(await count(100))


asyncio.run(main())


def numbers(n):
    yield n
    yield from numbers(n + 1)


seen = 0
try:
    for number in numbers(0):
        seen = number
except RecursionError:
    print("too deep", 100 < seen < 1000)
