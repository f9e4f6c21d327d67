import threading


class ResultThread(threading.Thread):
    """A thread whose join() returns what the target returned, or raises what it raised."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.result = None
        self.error = None

    def run(self):
        try:
            if self._target is not None:
                self.result = self._target(*self._args, **self._kwargs)
        except BaseException as error:
            self.error = error

    def join(self, timeout=None):
        super().join(timeout)
        if self.error is not None:
            raise self.error
        return self.result


class Countdown(threading.Thread):
    made = 0

    def __init__(self, start_at, log):
        threading.Thread.__init__(self, name=f"countdown-{start_at}", daemon=False)
        self.value = start_at
        self.log = log
        Countdown.made += 1

    def run(self):
        while self.value:
            self.log.append((self.name, self.value))
            self.value -= 1


t = ResultThread(target=lambda a, b: {"sum": a + b}, args=(2,), kwargs={"b": 3})
t.start()
print(t.join())
t = ResultThread(target=int, args=("x",))
t.start()
try:
    t.join()
except ValueError as error:
    print(error, error is t.error)

log = []
for n in (2, 1):
    c = Countdown(n, log)
    c.start()
    c.join()
print(log, c.value, Countdown.made)
