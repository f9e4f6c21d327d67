import threading

log = []


def child():
    log.append((threading.current_thread().name, threading.current_thread().daemon))


def parent():
    t = threading.Thread(target=child, name=f"child of {threading.current_thread().name}")
    t.start()
    t.join()
    t = threading.Thread(target=child, name="explicit", daemon=False)
    t.start()
    t.join()


for daemon in (True, False, None):
    t = threading.Thread(target=parent, name=f"parent {daemon}", daemon=daemon)
    t.start()
    t.join()
print(*log, sep="\n")
print(threading.current_thread().daemon)
try:
    threading.current_thread().daemon = True
except RuntimeError as error:
    print(error)
