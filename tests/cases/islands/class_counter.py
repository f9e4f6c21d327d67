import threading
class Counter:
    total = 0
    @classmethod
    def add(cls, n): cls.total += n
def run(n): Counter.add(n)
ts = [threading.Thread(target=run, args=(i,)) for i in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(Counter.total)
