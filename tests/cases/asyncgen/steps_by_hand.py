# asend(), athrow(), aclose() and __anext__() stepped with send(), throw() and close().
import asyncio
import types


@types.coroutine
def pause(value):
    return (yield value)


async def numbers():
    try:
        got = yield 1
        print("got", got)
        print("back", await pause("paused"))
        yield 2
    except KeyError as error:
        print("caught", repr(error))
        yield 3
    finally:
        print("finally")


def tell(what, *args):
    try:
        print("->", what(*args))
    except BaseException as error:
        print(type(error).__name__, error, getattr(error, "value", ""))


def fresh():
    agen = numbers()
    tell(agen.__anext__().send, None)
    return agen


agen = numbers()
step = agen.__anext__()
print(type(step).__name__, type(agen.athrow(KeyError)).__name__, type(agen.aclose()).__name__)
tell(step.send, None)
tell(step.send, None)
step = agen.asend("value")
tell(step.send, None)
tell(agen.__anext__().send, None)
tell(agen.athrow(KeyError("other")).send, None)
tell(step.send, "from outside")
tell(step.throw, ValueError("late"))
step = agen.athrow(KeyError("k"))
tell(step.send, None)
tell(step.send, None)
tell(agen.aclose().send, None)
print("--- thrown in before it begins")
agen = fresh()
tell(agen.__anext__().throw, KeyError("in"))
tell(agen.__anext__().throw, ValueError("out"))
tell(agen.__anext__().send, None)
tell(agen.__anext__().throw, ValueError("over"))
print("--- closed before it begins")
agen = fresh()
step = agen.aclose()
print(step.close())
tell(step.send, None)
tell(next, agen.__anext__())
tell(agen.aclose().send, None)
print("--- sent to what has not begun")
agen = numbers()
tell(agen.asend("early").send, None)
agen = numbers()
tell(agen.__anext__().send, "early")
agen = numbers()
tell(agen.aclose().send, "early")
tell(agen.aclose().send, None)
tell(agen.__anext__().send, None)
tell(agen.aclose().send, None)
tell(agen.athrow(KeyError).send, None)

print("--- refused")
agen = numbers()
step = agen.aclose()
tell(step.send, 5)
tell(step.send, None)
agen = fresh()
tell(agen.asend("goes on").send, None)
step = agen.__anext__()
tell(step.send, None)
tell(step.send, None)
step = agen.athrow(KeyError)
tell(step.send, None)
tell(step.send, None)


async def as_tasks():
    agen = numbers()
    print(await asyncio.create_task(agen.__anext__()))
    print(await asyncio.ensure_future(agen.athrow(KeyError("task"))))
    print(await asyncio.gather(agen.aclose(), return_exceptions=True))
    print(asyncio.iscoroutine(agen.aclose()))


asyncio.run(as_tasks())
