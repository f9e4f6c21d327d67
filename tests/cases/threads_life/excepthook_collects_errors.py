import threading

errors = []
original = threading.excepthook


def hook(args):
    errors.append((args.thread.name, args.exc_type, args.exc_value, args.exc_traceback.tb_lineno > 0))


threading.excepthook = hook


class PayloadError(Exception):
    def __init__(self, payload):
        super().__init__("with a payload")
        self.payload = payload


payload = {"n": 1}


def fail(error):
    payload["n"] += 1
    raise error


for name, error in (("a", PayloadError(payload)), ("b", ValueError("v")), ("c", SystemExit(2))):
    t = threading.Thread(target=fail, args=(error,), name=name)
    t.start()
    t.join()
threading.excepthook = original
for name, kind, value, has_line in errors:
    print(name, kind.__name__, value, has_line)
print(errors[0][2].payload is payload, payload)
print(threading.excepthook is threading.__excepthook__)
