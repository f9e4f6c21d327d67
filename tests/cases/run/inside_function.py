import asyncio


async def add(a, b):
    await asyncio.sleep(0)
    return a + b


def add_sync(a, b):
    loop = asyncio.new_event_loop()
    try:
        return loop.run_until_complete(add(a, b))
    finally:
        loop.close()


def twice(n):
    return add_sync(n, n) + add_sync(n, 1)


print(add_sync(1, 2))
print(twice(5))
print([add_sync(i, i) for i in range(4)])
