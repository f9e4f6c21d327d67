import asyncio
import threading
import time


def start_loop(loop):
    asyncio.set_event_loop(loop)
    print("loop starts in", threading.current_thread().name)
    loop.run_forever()
    print("loop has stopped")


def hello(who):
    print("hello", who, "from", threading.current_thread().name)


new_loop = asyncio.new_event_loop()
thread = threading.Thread(target=start_loop, args=(new_loop,), name="LoopThread")
thread.start()
time.sleep(0.05)
print("main goes on, loop running:", new_loop.is_running())
new_loop.call_soon_threadsafe(hello, "main")
time.sleep(0.05)
new_loop.call_soon_threadsafe(new_loop.stop)
thread.join()
print("running:", new_loop.is_running())
new_loop.close()
print("closed:", new_loop.is_closed())
