import time
from concurrent.futures import ThreadPoolExecutor, as_completed


class Flaky:
    def __init__(self, name, failures):
        self.name, self.failures, self.history = name, failures, []

    def __call__(self):
        self.history.append(len(self.history))
        if len(self.history) <= self.failures:
            raise ConnectionError(f"{self.name} attempt {len(self.history)}")
        return f"{self.name} ok"


def with_retry(call, tries):
    for attempt in range(tries):
        try:
            return call()
        except ConnectionError as error:
            last = error
            time.sleep(0.005)
    raise last


services = [Flaky("a", 0), Flaky("b", 2), Flaky("c", 9)]
report = {}
with ThreadPoolExecutor() as pool:
    futures = {pool.submit(with_retry, s, 3): s for s in services}
    for future in as_completed(futures):
        service = futures[future]
        try:
            report[service.name] = future.result()
        except ConnectionError as error:
            report[service.name] = repr(error)
print(sorted(report.items()))
print([s.history for s in services])
