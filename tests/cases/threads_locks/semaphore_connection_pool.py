import contextlib
import threading
import time


class Pool:
    def __init__(self, size):
        self._free = [f"conn{n}" for n in range(size)]
        self._available = threading.Semaphore(size)
        self._lock = threading.Lock()
        self.in_use = self.peak = 0

    @contextlib.contextmanager
    def connection(self):
        with self._available:
            with self._lock:
                conn = self._free.pop()
                self.in_use += 1
                self.peak = max(self.peak, self.in_use)
            try:
                yield conn
            finally:
                with self._lock:
                    self._free.append(conn)
                    self.in_use -= 1


pool = Pool(2)
used = []


def query(n):
    with pool.connection() as conn:
        time.sleep(0.01)
        used.append((n, conn))


threads = [threading.Thread(target=query, args=(n,)) for n in range(6)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(n for n, _ in used), sorted(set(c for _, c in used)))
print(pool.peak, pool.in_use, sorted(pool._free))
