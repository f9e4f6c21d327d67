import threading
class Account:
    def __init__(self, b): self.b = b
    def deposit(self, n): self.b += n
a = Account(0)
ts = [threading.Thread(target=a.deposit, args=(i,)) for i in range(5)]
for t in ts: t.start()
for t in ts: t.join()
print(a.b)
