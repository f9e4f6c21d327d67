import asyncio
import threading


def starts_another():
    thread = threading.Thread(target=print, args=("inner",))
    print(thread.name)
    thread.start()
    thread.join()


async def whoami():
    print(asyncio.current_task().get_name())


for _ in range(2):
    thread = threading.Thread(target=starts_another)
    print(thread.name)
    thread.start()
    thread.join()
asyncio.run(whoami())
thread = threading.Thread(target=lambda: asyncio.run(whoami()))
thread.start()
thread.join()
asyncio.run(whoami())
loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
asyncio.run_coroutine_threadsafe(whoami(), loop).result()
asyncio.run(whoami())
asyncio.run_coroutine_threadsafe(whoami(), loop).result()
loop.call_soon_threadsafe(loop.stop)
thread.join()
print(threading.Thread().name, threading.Timer(1, print).name)
