# Work that is queued when the main thread ends is still done.
import atexit
import time
from concurrent.futures import ThreadPoolExecutor

done = []
pool = ThreadPoolExecutor(1)


def job(n):
    time.sleep(0.05)
    done.append(n)
    print("job", n, done)


for n in range(3):
    pool.submit(job, n)
atexit.register(lambda: print("atexit", done))
done.append("main")
