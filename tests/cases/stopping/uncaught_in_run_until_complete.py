# case: interrupt-after=1.5
import asyncio


async def main():
    print("main waits")
    await asyncio.sleep(30)
    print("never")


loop = asyncio.new_event_loop()
try:
    loop.run_until_complete(main())
finally:
    print("finally at module level")
