import asyncio
import threading


async def answer(number):
    await asyncio.sleep(0.01)
    return number * 2


def serve(loop):
    asyncio.set_event_loop(loop)
    try:
        loop.run_forever()
    finally:
        loop.close()


loop = asyncio.new_event_loop()
thread = threading.Thread(target=serve, args=(loop,), name="server")
thread.start()
for number in range(3):
    future = asyncio.run_coroutine_threadsafe(answer(number), loop)
    print(future.result())
loop.call_soon_threadsafe(loop.stop)
thread.join()


def slow(number):
    return number + 1


async def main():
    print(await asyncio.to_thread(slow, 1))


asyncio.run(main())
