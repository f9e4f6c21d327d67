import threading
import time

lock = threading.Lock()
found = []


def work(name, pause):
    for turn in range(2):
        time.sleep(pause)
        with lock:
            found.append((name, turn))


threads = []
for number in range(2):
    thread = threading.Thread(
        target=work,
        args=(number, 0.02 + number / 100),
        name=f"worker-{number}",
    )
    thread.start()
    threads.append(thread)
for thread in threads:
    thread.join()
print(found)
