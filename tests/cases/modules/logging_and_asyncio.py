import asyncio
import logging
import sys

logging.basicConfig(level=logging.DEBUG, format="%(levelname)s:%(name)s:%(message)s", stream=sys.stdout)


async def fail():
    raise ValueError("a")


async def main():
    asyncio.create_task(fail())
    await asyncio.sleep(0.01)
    asyncio.get_running_loop().call_soon(lambda: 1 / 0)
    await asyncio.sleep(0.01)
    logging.getLogger("app").info("main ends")


logging.getLogger("asyncio").setLevel(logging.CRITICAL)
asyncio.run(main())
logging.getLogger("asyncio").setLevel(logging.DEBUG)
asyncio.run(asyncio.sleep(0))
asyncio.new_event_loop().close()
