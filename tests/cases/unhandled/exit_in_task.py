import asyncio
import sys


async def leaving():
    sys.exit(3)


async def main():
    asyncio.create_task(leaving())
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(leaving())
except SystemExit as error:
    print("the main task left", error.code)
asyncio.run(main())
