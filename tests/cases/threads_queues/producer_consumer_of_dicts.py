import queue
import threading

orders = queue.Queue(maxsize=2)
finished = []


def producer(count):
    for n in range(count):
        orders.put({"id": n, "qty": n + 1, "steps": ["made"]})
    orders.put(None)


def consumer():
    while (order := orders.get()) is not None:
        order["steps"].append("packed")
        order["total"] = order["qty"] * 3
        finished.append(order)
        orders.task_done()
    orders.task_done()


threads = [threading.Thread(target=producer, args=(5,)), threading.Thread(target=consumer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
orders.join()
for order in finished:
    print(order)
print(orders.qsize(), orders.unfinished_tasks)
