import threading

ping, pong = threading.Semaphore(1), threading.Semaphore(0)


def play(mine, other):
    for _ in range(3):
        mine.acquire()
        other.release()


player = threading.Thread(target=play, args=(pong, ping), name="pong")
player.start()
play(ping, pong)
player.join()
