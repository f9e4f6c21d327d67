# case: interrupt-after=0.5
# A handler that ends the threads which the main thread waits for.
import signal
import threading

stop = threading.Event()
threads = [threading.Thread(target=stop.wait) for _ in range(3)]


def shut_down(number, frame):
    stop.set()
    for thread in threads:
        thread.join()
    print("all joined")


signal.signal(signal.SIGINT, shut_down)
for thread in threads:
    thread.start()
print("waiting")
for thread in threads:
    thread.join()
print("end")
