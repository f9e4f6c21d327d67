import threading
from concurrent.futures import ThreadPoolExecutor, wait

tree = {"size": 1, "kids": [{"size": 2, "kids": []}, {"size": 3, "kids": [{"size": 4, "kids": []}]}]}
total = 0
lock = threading.Lock()
pending = []
finished = threading.Event()
left = 1


def visit(node, pool):
    global total, left
    with lock:
        total += node["size"]
        node["visited"] = True
        left += len(node["kids"]) - 1
    for kid in node["kids"]:
        pending.append(pool.submit(visit, kid, pool))
    if left == 0:
        finished.set()


with ThreadPoolExecutor(2) as pool:
    pending.append(pool.submit(visit, tree, pool))
    finished.wait(timeout=5)
    wait(list(pending))
print(total, left, tree["kids"][1]["kids"][0]["visited"], len(pending))
