import threading


class CountDownLatch:
    def __init__(self, count):
        self.count = count
        self.zero = threading.Condition()

    def count_down(self):
        with self.zero:
            self.count -= 1
            if self.count <= 0:
                self.zero.notify_all()

    def wait(self, timeout=None):
        with self.zero:
            return self.zero.wait_for(lambda: self.count <= 0, timeout)


class Once:
    def __init__(self, fn):
        self.fn, self.lock, self.value = fn, threading.Lock(), None

    def __call__(self):
        with self.lock:
            if self.fn is not None:
                self.value, self.fn = self.fn(), None
            return self.value


latch = CountDownLatch(3)
calls = []
once = Once(lambda: calls.append("made") or {"made": len(calls)})
got = []


def worker():
    got.append(once())
    latch.count_down()


print(latch.wait(timeout=0.01))
for _ in range(3):
    threading.Thread(target=worker).start()
print(latch.wait(timeout=5), latch.count)
print(calls, got, all(g is got[0] for g in got))
