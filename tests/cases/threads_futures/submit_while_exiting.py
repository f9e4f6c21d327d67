import threading
import time
from concurrent.futures import ThreadPoolExecutor

pool = ThreadPoolExecutor(1)


def late():
    threading.main_thread().join()
    time.sleep(0.02)
    try:
        pool.submit(print, "never")
    except RuntimeError as error:
        print(error)


threading.Thread(target=late).start()
print("main ends")
