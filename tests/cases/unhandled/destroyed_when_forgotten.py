"""Tasks that wait for futures that nobody holds are garbage: they are destroyed while they are pending."""
import asyncio
import gc


async def waits(name):
    future = asyncio.get_running_loop().create_future()
    try:
        await future
    finally:
        print("finally", name)


async def waits_without_finally():
    future = asyncio.get_running_loop().create_future()
    await future


async def waits_within():
    try:
        await waits("inner")
    finally:
        print("finally outer")


async def main():
    asyncio.create_task(waits("alone"), name="lost")
    await asyncio.sleep(0)
    print("collect")
    gc.collect()
    print("collected")
    asyncio.create_task(waits_without_finally(), name="silent")
    asyncio.create_task(waits_within(), name="nested")
    await asyncio.sleep(0)
    gc.collect()
    print("handled by the program")
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda loop, context: print(context["message"], context["task"].get_name()))
    asyncio.create_task(waits("again"), name="again")
    await asyncio.sleep(0)
    gc.collect()


asyncio.run(main())
print("end")
