import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
initialised = []
both = threading.Barrier(2)


def setup(prefix, shared):
    local.prefix = prefix
    shared.append(threading.current_thread().name)


def work(n):
    both.wait()
    return f"{local.prefix}{n}", threading.current_thread().name


with ThreadPoolExecutor(2, thread_name_prefix="worker", initializer=setup, initargs=("job-", initialised)) as pool:
    results = [f.result() for f in [pool.submit(work, n) for n in range(2)]]
    print([r[0] for r in results], sorted(r[1] for r in results))
print(sorted(initialised))
with ThreadPoolExecutor(1) as pool:
    name = pool.submit(lambda: threading.current_thread().name).result()
    again = pool.submit(lambda: threading.current_thread().name).result()
print(name.startswith("ThreadPoolExecutor-"), name.endswith("_0"), name == again)
for bad in (0, -1):
    try:
        ThreadPoolExecutor(bad)
    except ValueError as error:
        print(error)
try:
    ThreadPoolExecutor(1, initializer=3)
except TypeError as error:
    print(error)
