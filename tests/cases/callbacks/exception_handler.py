import asyncio


def broken():
    raise LookupError("lost")


def handler(loop, context):
    print("message:", context["message"].split("(")[0])
    print("exception:", repr(context["exception"]))
    print("keys:", sorted(context))


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    print(loop.get_exception_handler() is handler)
    loop.call_soon(broken)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    print("main ends")


asyncio.run(main())
