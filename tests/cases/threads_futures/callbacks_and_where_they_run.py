import threading
from concurrent.futures import Future, ThreadPoolExecutor

gate = threading.Event()
calls = []


def note(tag):
    return lambda f: calls.append((tag, threading.current_thread().name, f.result()))


with ThreadPoolExecutor(1, thread_name_prefix="pool") as pool:
    future = pool.submit(lambda: gate.wait() and {"answer": 42})
    future.add_done_callback(note("first"))
    future.add_done_callback(note("second"))
    gate.set()
future.add_done_callback(note("late"))
for call in calls:
    print(call)
print(all(c[2] is future.result() for c in calls))

manual = Future()
manual.add_done_callback(note("manual"))
t = threading.Thread(target=manual.set_result, args=([1, 2],), name="setter")
t.start()
t.join()
print(calls[-1])
