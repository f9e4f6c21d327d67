# Two loops in two threads; each hands work to the other.
import asyncio
import threading
import time


def start(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


def where(text):
    print(text, "in", threading.current_thread().name)


def bounce(target, times):
    where(f"bounce {times}")
    if times:
        loops = (right, left) if target is left else (left, right)
        time.sleep(0.01)
        loops[1].call_soon_threadsafe(bounce, loops[0], times - 1)


left, right = asyncio.new_event_loop(), asyncio.new_event_loop()
for name, loop in (("left", left), ("right", right)):
    threading.Thread(target=start, args=(loop,), name=name, daemon=True).start()
left.call_soon_threadsafe(bounce, right, 4)
time.sleep(0.2)
for loop in (left, right):
    loop.call_soon_threadsafe(where, "stopping")
    loop.call_soon_threadsafe(loop.stop)
    time.sleep(0.05)
print("main ends")
