import asyncio


async def numbers():
    try:
        yield 1
    finally:
        print("not reached")


async def main():
    items = numbers()
    print(await anext(items))


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
print("closed")
