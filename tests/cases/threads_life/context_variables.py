import contextvars
import threading

user = contextvars.ContextVar("user", default="nobody")
trail = contextvars.ContextVar("trail")
log = []


def report(tag):
    log.append((tag, user.get(), trail.get(None)))
    user.set(f"changed by {tag}")


user.set("ann")
trail.set(["shared list"])
t = threading.Thread(target=report, args=("bare",))
t.start()
t.join()
context = contextvars.copy_context()
for tag in ("first", "second"):
    t = threading.Thread(target=context.run, args=(report, tag))
    t.start()
    t.join()
print(*log, sep="\n")
print(user.get(), context[user], context[trail] is trail.get())


def nested():
    trail.get().append("from thread")
    token = user.set("inner")
    user.reset(token)
    log.append(user.get())


t = threading.Thread(target=contextvars.copy_context().run, args=(nested,))
t.start()
t.join()
print(log[-1], trail.get())

inside, leave = threading.Event(), threading.Event()


def stay():
    inside.set()
    leave.wait()


t = threading.Thread(target=context.run, args=(stay,))
t.start()
inside.wait()
try:
    context.run(print, "never")
except RuntimeError as error:
    print(str(error).split(":")[0])
leave.set()
t.join()
