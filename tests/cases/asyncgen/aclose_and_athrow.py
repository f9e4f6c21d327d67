import asyncio


async def generator():
    try:
        for n in range(10):
            try:
                received = yield n
                if received:
                    print("received", received)
            except ValueError as error:
                print("inside:", error)
                yield "recovered"
    finally:
        await asyncio.sleep(0)
        print("generator cleans up")


async def main():
    gen = generator()
    print(await gen.__anext__())
    print(await gen.asend("hello"))
    print(await gen.athrow(ValueError("thrown in")))
    print(await anext(gen))
    await gen.aclose()
    await gen.aclose()
    try:
        await anext(gen)
    except StopAsyncIteration:
        print("closed for good")


asyncio.run(main())
