import asyncio


async def main():
    await asyncio.sleep(0)
    print(mesage)


message = "hello"
asyncio.run(main())
