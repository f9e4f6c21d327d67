import queue

fifo, lifo, heap = queue.Queue(maxsize=2), queue.LifoQueue(), queue.PriorityQueue()
for q in (fifo, lifo, heap):
    for number in (2, 1):
        q.put(number)
print([q.get() for q in (fifo, lifo, heap)])
fifo.put("again")
print(fifo.full(), fifo.qsize())
try:
    fifo.put_nowait("too much")
except queue.Full:
    print("Full")
try:
    fifo.put("too much", timeout=0.02)
except queue.Full:
    print("Full after a while")
empty = queue.Queue()
try:
    empty.get_nowait()
except queue.Empty:
    print("Empty")
try:
    empty.get(timeout=0.02)
except queue.Empty:
    print("Empty after a while")
try:
    empty.task_done()
except ValueError as error:
    print("ValueError:", error)
