import threading


class Worker(threading.Thread):
    def run(self):
        self.helper({"a": 1})

    def helper(self, data):
        return data["missing"]


def chained():
    try:
        1 / 0
    except ZeroDivisionError as error:
        raise RuntimeError("while counting") from error


def silent():
    raise SystemExit("not shown")


for t in (
    Worker(name="worker"),
    threading.Thread(target=chained, name="chained"),
    threading.Thread(target=silent),
    threading.Thread(target=lambda x: x, name="no argument"),
    threading.Thread(target=None),
    threading.Thread(target=42, name="not callable"),
):
    t.start()
    t.join()
print("main goes on")
