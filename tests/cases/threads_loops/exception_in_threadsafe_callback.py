# What a callback raises that another thread has scheduled goes to the loop's exception handler.
import asyncio
import threading

contexts = []


def boom(box):
    box.append("boom")
    raise ValueError(box)


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(
        lambda loop, context: contexts.append((context["exception"], threading.current_thread().name))
    )
    box = []
    t = threading.Thread(target=loop.call_soon_threadsafe, args=(boom, box), name="caller")
    t.start()
    await asyncio.to_thread(t.join)
    await asyncio.sleep(0.01)
    error, where = contexts[0]
    print(repr(error), where, error.args[0] is box)


asyncio.run(main())
