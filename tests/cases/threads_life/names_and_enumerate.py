import threading

stop = threading.Event()


def waits():
    stop.wait()


threads = [
    threading.Thread(target=waits),
    threading.Thread(target=waits, name="named"),
    threading.Thread(target=waits, daemon=True),
    threading.Timer(60, print),
]
print([t.name for t in threads])
for t in threads:
    t.start()
print(threading.active_count(), [t.name for t in threading.enumerate()])
print(all(a is b for a, b in zip(threading.enumerate()[1:], threads)))
threads[1].name = "renamed"
print(threads[1].name, threading.enumerate()[2].name)
print(threading.main_thread() is threading.current_thread(), threading.main_thread().name)
stop.set()
threads[3].cancel()
for t in threads:
    t.join()
print(threading.active_count(), [t.is_alive() for t in threads])
print(threading.Thread(target=len).name, threading.Thread().name, threading.Thread(name=5).name)
