"""A token is good once, for its variable, in the context in which it was made."""
import asyncio
import contextvars

v = contextvars.ContextVar("v", default=0)
w = contextvars.ContextVar("w")


def tell(function, *args):
    try:
        print(function(*args))
    except Exception as error:
        print(type(error).__name__, str(error).split(" at 0x")[0])


token = v.set(1)
tell(contextvars.copy_context().run, v.reset, token)
tell(w.reset, token)
tell(v.reset, 5)
tell(v.reset, token)
tell(v.reset, token)

context = contextvars.copy_context()
inner = context.run(v.set, 2)
tell(v.reset, inner)
tell(context.run, v.reset, inner)
print(v.get(), context.get(v), context.get(w, "none"))

tell(lambda: "v" in context)
tell(context.get, "v")
tell(lambda: context["v"])
tell(lambda: context[w])
tell(context.run, context.run, print)
tell(contextvars.Token)
tell(contextvars.ContextVar)
tell(contextvars.ContextVar, 1)
for base in (contextvars.ContextVar, contextvars.Context, contextvars.Token):
    tell(type, "Sub", (base,), {})


async def child(token):
    try:
        v.reset(token)
    except ValueError as error:
        print("in a task:", str(error).split("> ")[-1])
    own = v.set("child")
    await asyncio.sleep(0)
    v.reset(own)
    print("its own:", v.get())


async def main():
    token = v.set("main")
    await asyncio.create_task(child(token))
    await child(token)
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    loop.call_soon(lambda: done.set_result(v.get()))
    print(await done)


asyncio.run(main())
