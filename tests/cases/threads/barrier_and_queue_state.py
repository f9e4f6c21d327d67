import queue
import threading
import time

barrier = threading.Barrier(2)
jobs = queue.Queue(5)
out = queue.Queue()


def run(function):
    thread = threading.Thread(target=function)
    thread.start()
    return thread


def look():
    out.put((barrier.parties, barrier.n_waiting, barrier.broken))
    out.put((jobs.unfinished_tasks, jobs.maxsize, jobs.qsize()))


def impatient():
    try:
        barrier.wait(0.05)
    except threading.BrokenBarrierError as error:
        out.put(repr(error))
    out.put(barrier.broken)


def second():
    time.sleep(0.05)
    out.put(barrier.n_waiting)
    barrier.wait()


jobs.put("a")
jobs.put("b")
jobs.get()
run(look).join()
print(out.get(), out.get())
run(impatient).join()
print(out.get(), out.get(), barrier.broken)
barrier.reset()
print(barrier.broken)
thread = run(second)
barrier.wait()
thread.join()
print(out.get())
