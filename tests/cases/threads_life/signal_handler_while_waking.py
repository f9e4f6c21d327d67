# A wait that ends while a signal's handler runs has ended.
import _thread
import queue
import signal
import threading
import time

handled = []
signal.signal(signal.SIGINT, lambda number, frame: handled.append(number))

lock = threading.Lock()
lock.acquire()


def release_and_interrupt():
    time.sleep(0.05)
    lock.release()
    _thread.interrupt_main()


threading.Thread(target=release_and_interrupt).start()
lock.acquire()
print("acquired")

items = queue.Queue()


def put_and_interrupt():
    time.sleep(0.05)
    for item in range(3):
        items.put(item)
        _thread.interrupt_main()


threading.Thread(target=put_and_interrupt).start()
print([items.get() for _ in range(3)])
signal.signal(signal.SIGTERM, lambda number, frame: print("terminated by", number))
_thread.interrupt_main(signal.SIGTERM)
print(set(handled) == {signal.SIGINT})
