# In debug mode a loop refuses what another thread does to it.
import asyncio


async def work():
    await asyncio.sleep(0)


async def main():
    loop = asyncio.get_running_loop()

    def other_thread():
        made = work()
        for name, action in (
            ("call_soon", lambda: loop.call_soon(print)),
            ("call_later", lambda: loop.call_later(1, print)),
            ("call_at", lambda: loop.call_at(1, print)),
            ("create_task", lambda: loop.create_task(made)),
            ("Task", lambda: asyncio.Task(made, loop=loop)),
        ):
            try:
                action()
            except RuntimeError as error:
                print(name, error)
            else:
                print(name, "was done")
        made.close()

    loop.set_exception_handler(lambda loop, context: None)
    await asyncio.to_thread(other_thread)


asyncio.run(main(), debug=True)
