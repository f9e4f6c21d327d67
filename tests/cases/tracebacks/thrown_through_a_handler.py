import asyncio


async def innermost(catches):
    try:
        await asyncio.sleep(1)
    finally:
        if catches:
            print("innermost ends")


async def plain():
    await asyncio.sleep(1)


async def middle(inner):
    await inner


async def main(inner):
    asyncio.current_task().cancel("self")
    try:
        raise KeyError("first")
    finally:
        await middle(inner)


for inner in (innermost(True), plain()):
    try:
        asyncio.run(main(inner))
    except asyncio.CancelledError as error:
        print(repr(error), repr(error.__context__))
        import traceback

        traceback.print_exc()
