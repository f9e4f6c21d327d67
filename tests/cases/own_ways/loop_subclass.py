import asyncio


class TracingLoop(asyncio.SelectorEventLoop):
    """Says what it is asked to do."""

    def __init__(self):
        super().__init__()
        self.calls = []

    def call_soon(self, callback, *args, context=None):
        self.calls.append("soon")
        return super().call_soon(callback, *args, context=context)

    def call_later(self, delay, callback, *args, context=None):
        self.calls.append(f"later {delay}")
        return super().call_later(delay, callback, *args, context=context)

    def create_task(self, coro, **kwargs):
        self.calls.append(f"task {coro.__name__}")
        return super().create_task(coro, **kwargs)


async def child(name):
    await asyncio.sleep(0.01)
    return name


async def main():
    loop = asyncio.get_running_loop()
    loop.call_soon(print, "called soon")
    print(await asyncio.gather(child("a"), asyncio.create_task(child("b"))))
    future = loop.create_future()
    loop.call_soon(future.set_result, "done")
    print(await future)
    async with asyncio.TaskGroup() as group:
        group.create_task(child("c"))


loop = TracingLoop()
print(loop.run_until_complete(main()))
loop.close()
for call in loop.calls:
    print(call)
