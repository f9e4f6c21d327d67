import threading

rounds = 4
ping, pong = threading.Event(), threading.Event()


def pinger():
    for n in range(rounds):
        ping.wait()
        ping.clear()
        print("ping", n)
        pong.set()


def ponger():
    for n in range(rounds):
        pong.wait()
        pong.clear()
        print("  pong", n)
        ping.set()


threads = [threading.Thread(target=f) for f in (pinger, ponger)]
for t in threads:
    t.start()
ping.set()
for t in threads:
    t.join()
