import time
from concurrent.futures import ThreadPoolExecutor

seen = []


def job(n, scale=1):
    time.sleep(0.01 * (3 - n))
    if n == 2 and scale < 0:
        raise ValueError(f"job {n}")
    seen.append(n)
    return {"n": n * scale}


with ThreadPoolExecutor(3) as pool:
    print(list(pool.map(job, range(3))))
    print(list(pool.map(job, range(3), [10, 20, 30, 40])))
    results = pool.map(job, range(3), [-1] * 3)
    try:
        for result in results:
            print(result)
    except ValueError as error:
        print("stopped by", error)
    print(next(results, "exhausted"))
    try:
        list(pool.map(time.sleep, [0.0, 0.1], timeout=0.02))
    except TimeoutError as error:
        print("timeout", repr(error))
print(len(seen), sorted(set(seen)))
