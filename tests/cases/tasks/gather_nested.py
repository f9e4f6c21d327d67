import asyncio


async def leaf(name):
    print("leaf", name)
    await asyncio.sleep(0)
    return name


async def group(name, size):
    print("group", name)
    return await asyncio.gather(*(leaf(f"{name}{i}") for i in range(size)))


async def main():
    inner = asyncio.gather(leaf("x"), leaf("y"))
    print(await asyncio.gather(group("a", 2), group("b", 3), inner, leaf("z")))


asyncio.run(main())
