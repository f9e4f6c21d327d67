import asyncio


async def broken():
    raise ValueError("nobody asks for this")


async def main():
    asyncio.create_task(broken(), name="Broken")
    await asyncio.sleep(0.01)
    print("main goes on")


asyncio.run(main())
