# Where asyncio's own log messages come from.
import asyncio
import logging
import sys

form = "%(name)s %(levelname)s %(filename)s %(funcName)s %(lineno)d %(message)s"
logging.basicConfig(stream=sys.stdout, format=form, level=logging.DEBUG)


class Look(logging.Handler):
    def emit(self, record):
        path = record.pathname.split("/")
        print("record", path[-2:] if "asyncio" in path else path[-1], record.args, record.exc_info and record.exc_info[0])


logging.getLogger("asyncio").addHandler(Look())


async def main():
    loop = asyncio.get_running_loop()
    loop.call_exception_handler({"message": "said"})
    loop.call_soon(lambda: 1 / 0)
    await asyncio.sleep(0)
    logging.getLogger("asyncio").warning("by the program")
    loop.set_exception_handler(lambda loop, context: print("own", context["message"]))
    loop.call_exception_handler({"message": "not logged"})
    logging.getLogger("own").info("at %s", "last")


asyncio.run(main())
