import asyncio
import logging

logging.basicConfig(level=logging.INFO, format="%(levelname)s:%(name)s:%(message)s")
log = logging.getLogger("demo")


async def work(n):
    log.info("working on %d", n)
    await asyncio.sleep(0)
    log.debug("not shown")
    log.warning("done with %s", n)


asyncio.run(work(3))
print(log.name, logging.getLogger("demo") is log, log.isEnabledFor(logging.DEBUG))
