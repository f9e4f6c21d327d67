"""What call_soon gives for a step is its handle: it can be cancelled, and runs in the context that was passed."""
import asyncio
import contextvars

who = contextvars.ContextVar("who", default="nobody")
handles = []


class Loop(asyncio.SelectorEventLoop):
    context = None

    def call_soon(self, callback, *args, context=None):
        handle = super().call_soon(callback, *args, context=self.context or context)
        handles.append(handle)
        return handle


async def tell(text):
    print(text, who.get())
    await asyncio.sleep(0)
    print(text, who.get())


def within(value):
    context = contextvars.copy_context()
    context.run(who.set, value)
    return context


async def main():
    loop = asyncio.get_running_loop()
    late = loop.create_task(tell("late"))
    handle = handles[-1]
    step = handle._callback
    print(type(handle).__name__, handle.cancelled())
    handle.cancel()
    print(handle.cancelled())
    await asyncio.sleep(0)
    print("not yet")
    loop.call_soon(step)
    await late
    loop.context = within("somebody")
    kept = loop.create_task(tell("kept"))
    loop.context = None
    print(handles[-1]._context.get(who))
    await kept
    other = loop.create_task(tell("other"), context=within("other"))
    print(handles[-1]._context.get(who), len(handles[-1]._args), handles[-1] in loop._ready)
    await other
    try:
        other._fut_waiter = None
    except AttributeError:
        print("nobody else says what a task awaits")


loop = Loop()
loop.run_until_complete(main())
loop.close()
