import _thread
import threading

done = _thread.allocate_lock()
done.acquire()
log = []


def raw(a, *, b):
    t = threading.current_thread()
    log.append((a, b, t.name.split("-")[0], t.daemon, type(t).__name__))
    done.release()


print(type(_thread.start_new_thread(raw, (1,), {"b": [2]})).__name__)
done.acquire()
print(log)
done.release()
try:
    _thread.start_new_thread(raw, [1])
except TypeError as error:
    print(error)
