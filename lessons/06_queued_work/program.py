import asyncio
import time
from threading import Thread


def run(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def dig(hole, seconds):
    print("  digging", hole)
    time.sleep(seconds)
    print("  finished", hole)


digger = asyncio.new_event_loop()
thread = Thread(target=run, args=(digger,), name="Digger")
thread.start()

digger.call_soon_threadsafe(dig, "the deep hole", 3)
digger.call_soon_threadsafe(dig, "the shallow hole", 2)
digger.call_soon_threadsafe(digger.stop)

time.sleep(0.5)
for n in range(1, 6):
    print("main drinks coffee", n)
    time.sleep(1)
thread.join()
print("both holes are there")
