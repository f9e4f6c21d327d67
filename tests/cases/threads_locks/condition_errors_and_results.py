import threading

cond = threading.Condition()
for call in (cond.notify, cond.notify_all, cond.wait):
    try:
        call()
    except RuntimeError as error:
        print(error)
state = {"ready": None}
with cond:
    print(cond.wait(timeout=0.01), cond.wait_for(lambda: state["ready"], timeout=0.01))


def setter():
    with cond:
        state["ready"] = {"value": 3}
        cond.notify()


with cond:
    t = threading.Thread(target=setter)
    t.start()
    got = cond.wait_for(lambda: state["ready"], timeout=5)
t.join()
print(got, got is state["ready"])
try:
    cond.release()
except RuntimeError as error:
    print(error)
