import asyncio


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print("handler:", context["message"].split(" at ")[0]))
    loop.call_exception_handler({"message": "something odd"})

    def broken(done):
        raise LookupError("in a done callback")

    future = loop.create_future()
    future.add_done_callback(broken)
    future.set_result(1)
    await asyncio.sleep(0.01)
    print(await future)


asyncio.run(main())
