import asyncio
import sys


async def main():
    try:
        print("leaving from inside")
        await asyncio.sleep(0)
        sys.exit(7)
    finally:
        print("finally")


asyncio.run(main())
