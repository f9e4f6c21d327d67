# run() instead of start() runs in the thread that calls it.
import threading

where = []
t = threading.Thread(target=lambda: where.append(threading.current_thread().name), name="other")
t.run()
print(where, t.is_alive(), t.ident)
again = threading.Thread(target=lambda: where.append(threading.current_thread().name), name="other")
again.start()
again.join()
print(where, again.is_alive(), again.ident is not None)
