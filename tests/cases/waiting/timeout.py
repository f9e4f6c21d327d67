import asyncio


async def main():
    try:
        async with asyncio.timeout(0.05):
            print("inside")
            await asyncio.sleep(1)
            print("never")
    except TimeoutError:
        print("timed out")

    async with asyncio.timeout(1) as limit:
        await asyncio.sleep(0.01)
    print("in time, expired:", limit.expired())

    async with asyncio.timeout(None) as limit:
        print("when:", limit.when())
        limit.reschedule(asyncio.get_running_loop().time() + 0.5)
        await asyncio.sleep(0.01)

    try:
        async with asyncio.timeout(0.02):
            try:
                await asyncio.sleep(1)
            except asyncio.CancelledError:
                print("the body sees CancelledError")
                raise
    except TimeoutError as error:
        print("outside it is", repr(error))

    try:
        async with asyncio.timeout(0.2):
            async with asyncio.timeout(0.05):
                await asyncio.sleep(1)
    except TimeoutError:
        print("inner one fired")
    async with asyncio.timeout_at(asyncio.get_running_loop().time() + 1):
        print("timeout_at")


asyncio.run(main())
