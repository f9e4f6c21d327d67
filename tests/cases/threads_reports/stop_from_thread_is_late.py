# loop.stop() from another thread does not wake the loop.
import asyncio
import threading
import time

loop = asyncio.new_event_loop()


def stopper():
    time.sleep(0.05)
    loop.stop()
    time.sleep(0.05)
    print("the thread has waited, running:", loop.is_running())


thread = threading.Thread(target=stopper)
thread.start()
loop.call_later(0.2, lambda: print("the timer runs in the last round"))
loop.run_forever()
print("stopped, running:", loop.is_running())
thread.join()
loop.close()
