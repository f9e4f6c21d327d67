"""What a task's last step lets go of has its last word at once: no task runs then, and no time has passed."""
import asyncio


class Speaks:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        loop = asyncio.get_running_loop()
        task = asyncio.current_task()
        print("end of", self.name, "in", task and task.get_name(), f"at {loop.time() - start:.0f}")


async def keeps(name):
    kept = Speaks(name)
    await asyncio.sleep(0)


async def returns(name):
    await asyncio.sleep(0)
    return Speaks(name)


async def main():
    global start
    loop = asyncio.get_running_loop()
    start = loop.time()
    for name in "ab":
        asyncio.create_task(keeps(name), name=f"keeps {name}")
        asyncio.create_task(returns(name.upper()), name=f"returns {name}")
    await asyncio.sleep(1)
    print("slept")
    loop.call_soon(lambda speaks: None, Speaks("argument"))
    loop.call_later(0.2, lambda speaks: None, Speaks("later"))
    await asyncio.sleep(1)
    print("done")


asyncio.run(main())
