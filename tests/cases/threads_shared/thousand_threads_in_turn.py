import threading

log = []
count = 0


def step(number):
    global count
    count += 1
    log.append((number, threading.current_thread().name))


for number in range(1000):
    t = threading.Thread(target=step, args=(number,))
    t.start()
    t.join()
print(count, len(log))
print(log[0], log[64], log[999])
print(threading.active_count())
