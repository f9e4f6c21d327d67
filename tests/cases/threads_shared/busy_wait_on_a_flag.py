# A thread that spins on a global must let the others run.
import threading

ready = False
spins = 0
answer = None


def spinner():
    global spins, answer
    while not ready:
        spins += 1
    answer = f"saw it after spinning: {spins > 0}"


t = threading.Thread(target=spinner)
t.start()
while spins == 0:
    pass
total = 0
for i in range(50_000):
    total += i
ready = True
t.join()
print(total, answer)
