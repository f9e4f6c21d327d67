import threading

log = []
done = threading.Event()


class RepeatTimer(threading.Timer):
    def run(self):
        while not self.finished.wait(self.interval):
            self.function(*self.args, **self.kwargs)


def beat(word, box):
    box.append(word)
    if len(box) == 3:
        done.set()


repeat = RepeatTimer(0.01, beat, args=("tick", log))
repeat.start()
done.wait()
repeat.cancel()
repeat.join()
print(log[:3])

never = threading.Timer(10, log.append, ["never"])
never.start()
print(never.is_alive(), never.interval, never.daemon)
never.cancel()
never.join()
print(never.is_alive(), never.finished.is_set(), "never" in log)
cancelled_first = threading.Timer(0, log.append, ["also never"])
cancelled_first.cancel()
cancelled_first.start()
cancelled_first.join()
print("also never" in log)


class Debouncer:
    def __init__(self, wait, fn):
        self.wait, self.fn, self.timer = wait, fn, None

    def __call__(self, *args):
        if self.timer is not None:
            self.timer.cancel()
        self.timer = threading.Timer(self.wait, self.fn, args)
        self.timer.start()


saved = []
save = Debouncer(0.03, saved.append)
for text in ("h", "he", "hel", "hello"):
    save(text)
save.timer.join()
print(saved)
