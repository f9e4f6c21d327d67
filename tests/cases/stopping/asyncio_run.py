# case: interrupt-after=1.5
import asyncio


async def side():
    try:
        await asyncio.sleep(30)
    finally:
        print("side task cleans up")


async def main():
    task = asyncio.create_task(side())
    try:
        await asyncio.sleep(20)
    except asyncio.CancelledError:
        print("main is cancelled by the runner")
        raise
    finally:
        print("side done:", task.done())


try:
    asyncio.run(main())
except KeyboardInterrupt as error:
    print("KeyboardInterrupt", error.args)
