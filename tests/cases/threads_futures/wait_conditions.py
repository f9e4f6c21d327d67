import threading
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, ThreadPoolExecutor, wait

gates = {name: threading.Event() for name in "abc"}


def job(name):
    gates[name].wait()
    if name == "b":
        raise KeyError(name)
    return [name]


with ThreadPoolExecutor(3) as pool:
    futures = {pool.submit(job, name): name for name in gates}

    def names(fs):
        return sorted(futures[f] for f in fs)

    done, pending = wait(futures, timeout=0.02)
    print(names(done), names(pending))
    gates["a"].set()
    done, pending = wait(futures, return_when=FIRST_COMPLETED)
    print(names(done), names(pending))
    gates["b"].set()
    result = wait(futures, return_when=FIRST_EXCEPTION)
    print(names(result.done)[-1], names(result.not_done))
    gates["c"].set()
    done, pending = wait(futures, return_when=ALL_COMPLETED)
    print(names(done), names(pending))
    print([f.exception() for f in futures])
