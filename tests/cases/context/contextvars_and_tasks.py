import asyncio
import contextvars

user = contextvars.ContextVar("user", default="nobody")


async def child(name):
    print(name, "inherits", user.get())
    user.set(name)
    await asyncio.sleep(0)
    print(name, "keeps", user.get())


async def main():
    user.set("main")
    first = asyncio.create_task(child("first"))
    user.set("changed later")
    await asyncio.gather(first, child("second"))
    print("main has", user.get())
    await child("awaited directly")
    print("main has", user.get())
    asyncio.get_running_loop().call_soon(lambda: print("callback sees", user.get()))
    await asyncio.sleep(0)


asyncio.run(main())
print("outside:", user.get())
