# case: interrupt-after=1.5
# The runner turns the first Ctrl+C into a cancellation, which a task may swallow.
import asyncio


async def main():
    try:
        await asyncio.sleep(20)
    except asyncio.CancelledError:
        print("swallowed")
    return "finished all the same"


try:
    print(asyncio.run(main()))
except KeyboardInterrupt:
    print("never printed")
