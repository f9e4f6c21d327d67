import asyncio


async def main(name):
    print("hello", name)
    await asyncio.sleep(0.01)
    print("bye", name)
    return name.upper()


print(asyncio.run(main("ada")))
print(asyncio.run(main("grace")))
