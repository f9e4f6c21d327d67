import time

# Two readings are never equal, however little is between them: what is measured can be divided by.
readings = [time.perf_counter() for _ in range(1_000)]
print(all(one < next for one, next in zip(readings, readings[1:])))
started = time.perf_counter()
total = sum(range(10))
elapsed = time.perf_counter() - started
print(total, elapsed > 0, 10 / elapsed > 0)
nanos = [time.perf_counter_ns() for _ in range(10)]
print(nanos == sorted(set(nanos)), isinstance(nanos[0], int))
started = time.perf_counter()
time.sleep(0.05)
print(time.perf_counter() - started > 0.049)
