"""In debug mode futures, tasks and handles know where they were made."""
import asyncio
import re


def shown(text):
    return re.sub(r"when=[\d.]+", "when=…", re.sub(r"/[^ >]*/asyncio/\w+\.py:\d+", "…", text))


def own(traceback):
    return [(each.name, each.lineno) for each in traceback if each.filename == __file__]


async def coroutine():
    await asyncio.sleep(0)


async def fails():
    raise KeyError("lost")


def callback():
    raise ValueError("callback")


def handler(loop, context):
    print(sorted(context), context["message"].split(" at ")[0])
    print(own(context["source_traceback"]))


async def main():
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    print(type(future._source_traceback).__name__, own(future._source_traceback))
    future = asyncio.Future()
    print(own(future._source_traceback))
    task = asyncio.create_task(coroutine(), name="T")
    print(own(task._source_traceback))
    handle = loop.call_soon(print, "called")
    print(handle, own(handle._source_traceback))
    handle = loop.call_later(5, print, 1)
    print(shown(repr(handle)))
    handle.cancel()
    await task
    loop.set_exception_handler(handler)
    loop.call_soon(callback)
    future.set_exception(ValueError("lost"))
    future = None
    task = asyncio.create_task(fails())
    await asyncio.sleep(0)
    task = None
    await asyncio.sleep(0)
    loop.set_debug(False)
    print(loop.create_future()._source_traceback, loop.call_soon(int)._source_traceback)


asyncio.run(main(), debug=True)
