import threading
import time


class RateLimiter:
    """Lets through `calls` calls per `period` seconds."""

    def __init__(self, calls, period):
        self.calls, self.period = calls, period
        self.lock = threading.Lock()
        self.stamps = []
        self.slept = 0

    def __call__(self, fn):
        def wrapper(*args):
            with self.lock:
                now = time.monotonic()
                self.stamps = [s for s in self.stamps if now - s < self.period]
                if len(self.stamps) >= self.calls:
                    self.slept += 1
                    time.sleep(self.period)
                    self.stamps.clear()
                self.stamps.append(time.monotonic())
            return fn(*args)
        return wrapper


limiter = RateLimiter(3, 0.06)
log = []


@limiter
def request(n):
    log.append(n)


begin = time.monotonic()
threads = [threading.Thread(target=request, args=(n,)) for n in range(7)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(sorted(log), time.monotonic() - begin >= 0.12)
