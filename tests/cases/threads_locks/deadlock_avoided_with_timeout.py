import threading


class Account:
    def __init__(self, name, balance):
        self.name, self.balance, self.lock = name, balance, threading.Lock()


def transfer(source, target, amount, gate, failures):
    with source.lock:
        gate.wait()
        if not target.lock.acquire(timeout=0.03 if source.name == "a" else 5):
            failures.append(source.name)
            return False
        try:
            source.balance -= amount
            target.balance += amount
        finally:
            target.lock.release()
    return True


a, b = Account("a", 100), Account("b", 100)
gate = threading.Barrier(2)
failures = []
threads = [
    threading.Thread(target=transfer, args=(a, b, 10, gate, failures)),
    threading.Thread(target=transfer, args=(b, a, 30, gate, failures)),
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(failures, a.balance, b.balance)
