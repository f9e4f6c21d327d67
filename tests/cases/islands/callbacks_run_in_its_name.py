import asyncio
import threading

loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name="Loop")
thread.start()
done = threading.Event()
seen = []


async def step(number):
    print("step", number)
    return number


def finished(future):
    seen.append((future.result(), threading.current_thread().name))
    print("finished", future.result())


for number in range(3):
    future = asyncio.run_coroutine_threadsafe(step(number), loop)
    future.add_done_callback(finished)
    future.result()
loop.call_soon_threadsafe(done.set)
done.wait()
print(sorted(number for number, _ in seen))
loop.call_soon_threadsafe(loop.stop)
thread.join()
