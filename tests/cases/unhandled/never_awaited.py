import asyncio


async def greet(name):
    print("hello", name)


async def main():
    greet("nobody")
    print("greet was called, but not awaited")
    await greet("Ada")


asyncio.run(main())
