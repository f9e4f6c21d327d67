import _thread
import threading

idents = []
hold = threading.Barrier(4)


def worker():
    me = threading.get_ident()
    hold.wait()
    idents.append((me, threading.current_thread().ident == me, _thread.get_ident() == me))
    idents_native.append(threading.get_native_id() == threading.current_thread().native_id)
    hold.wait()


idents_native = []
threads = [threading.Thread(target=worker) for _ in range(3)]
print([t.ident for t in threads])
for t in threads:
    t.start()
hold.wait()
hold.wait()
for t in threads:
    t.join()
print(len({i for i, *_ in idents}), all(a and b for _, a, b in idents), idents_native)
print(threading.get_ident() == threading.main_thread().ident, type(threading.get_ident()).__name__)
print(sorted(t.ident for t in threads) == sorted(i for i, *_ in idents))
print(threading.stack_size(), threading.stack_size(256 * 1024), threading.stack_size(0))
try:
    threading.stack_size(100)
except ValueError as error:
    print(error)
print(threading.TIMEOUT_MAX > 1e6, threading.ThreadError is RuntimeError)
