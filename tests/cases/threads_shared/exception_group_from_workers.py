import threading


class WorkerError(Exception):
    def __init__(self, worker, cause):
        super().__init__(f"{worker} failed: {cause}")
        self.worker = worker


class Collector:
    def __init__(self):
        self.errors = []
        self.lock = threading.Lock()

    def guard(self, fn, name):
        def run():
            try:
                fn()
            except Exception as error:
                wrapped = WorkerError(name, error)
                wrapped.__cause__ = error
                with self.lock:
                    self.errors.append(wrapped)
        return run


collector = Collector()
jobs = {"divide": lambda: 1 / 0, "lookup": lambda: {}["k"], "fine": lambda: None}
for name, job in jobs.items():
    t = threading.Thread(target=collector.guard(job, name))
    t.start()
    t.join()
try:
    raise ExceptionGroup("workers", collector.errors)
except* WorkerError as group:
    for error in group.exceptions:
        print(error.worker, "|", error, "|", repr(error.__cause__))
