# A generator that one thread has started goes on in another, with its locals.
import threading


def conversation():
    heard = []
    while len(heard) < 4:
        word = yield (len(heard), threading.current_thread().name)
        heard.append(word)
    return heard


talk = conversation()
log = [next(talk)]


def say(word):
    try:
        log.append(talk.send(word))
    except StopIteration as stop:
        log.append(("returned", stop.value))


for n, word in enumerate(["one", "two", "three"]):
    t = threading.Thread(target=say, args=(word,), name=f"t{n}")
    t.start()
    t.join()
say("four")
for entry in log:
    print(entry)
