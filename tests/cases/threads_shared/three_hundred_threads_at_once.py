import threading

N = 300
arrived = []
go = threading.Event()
everyone = threading.Semaphore(0)


def worker(number):
    arrived.append(number)
    everyone.release()
    go.wait()
    totals[number % 3] += 1


totals = [0, 0, 0]
threads = [threading.Thread(target=worker, args=(n,)) for n in range(N)]
for t in threads:
    t.start()
for _ in range(N):
    everyone.acquire()
print("alive at once:", sum(t.is_alive() for t in threads), threading.active_count())
print("idents differ:", len({t.ident for t in threads}) == N)
go.set()
for t in threads:
    t.join()
print(totals, sorted(arrived) == list(range(N)), threading.active_count())
