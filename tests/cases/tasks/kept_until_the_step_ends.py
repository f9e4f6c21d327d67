"""What a task has awaited is held by the handle of its step, until that is over."""
import asyncio


class Result:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("end of", self.name)


async def gives(name):
    return Result(name)


async def main():
    result = await asyncio.create_task(gives("task"))
    print("got", result.name)
    result = None
    print("let go")
    await asyncio.sleep(0)
    print("next step")
    result = await gives("coroutine")
    result = None
    print("let go")


asyncio.run(main())
