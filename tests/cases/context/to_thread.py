import asyncio
import contextvars

name = contextvars.ContextVar("name", default="nobody")


def read():
    return name.get()


def change():
    name.set("the thread's")
    return name.get()


async def child():
    name.set("child")
    print(await asyncio.to_thread(read))


async def main():
    print(await asyncio.to_thread(read))
    name.set("main")
    print(await asyncio.to_thread(read))
    print(await asyncio.to_thread(change), name.get())
    print(await asyncio.get_running_loop().run_in_executor(None, read))
    await asyncio.create_task(child())
    print(await asyncio.to_thread(read))


asyncio.run(main())
print(name.get())
