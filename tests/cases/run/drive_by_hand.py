# A coroutine is an object that somebody sends values into; a loop is not needed.
import types


@types.coroutine
def ask(question):
    answer = yield question
    return answer


async def interview():
    name = await ask("name?")
    colour = await ask("colour?")
    return f"{name} likes {colour}"


coro = interview()
print(coro.send(None))
print(coro.send("Ada"))
try:
    coro.send("green")
except StopIteration as stop:
    print("returned:", stop.value)

coro = interview()
print(coro.send(None))
try:
    coro.throw(KeyError("silence"))
except KeyError as error:
    print("raised:", error)

coro = interview()
coro.send(None)
coro.close()
try:
    coro.send(None)
except RuntimeError as error:
    print(error)
