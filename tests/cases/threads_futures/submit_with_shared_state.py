import threading
from concurrent.futures import ThreadPoolExecutor

inventory = {"tea": 3, "cake": 1}
lock = threading.Lock()
log = []


class OutOfStock(Exception):
    def __init__(self, item, inventory):
        super().__init__(f"no {item} left")
        self.item, self.inventory = item, inventory


def sell(item, buyer):
    with lock:
        if inventory[item] == 0:
            raise OutOfStock(item, inventory)
        inventory[item] -= 1
        buyer["bought"].append(item)
    return buyer


buyers = [{"name": n, "bought": []} for n in ("ann", "bob", "eve")]
with ThreadPoolExecutor(max_workers=2) as pool:
    futures = [pool.submit(sell, "cake", b) for b in buyers]
    futures += [pool.submit(sell, item="tea", buyer=b) for b in buyers]
failed = [f.exception() for f in futures if f.exception()]
print(len(failed), {str(e) for e in failed}, all(e.inventory is inventory for e in failed))
print(inventory, sum(len(b["bought"]) for b in buyers))
print([f.result() is b for f, b in zip(futures[3:], buyers)])
