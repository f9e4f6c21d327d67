import asyncio
import contextvars
import threading

request = contextvars.ContextVar("request")
results = {}


def handle(name, extra):
    results[name] = {"request": request.get(), "extra": extra, "main": threading.current_thread() is threading.main_thread()}
    extra.append(name)
    request.set("changed in the thread")
    return results


async def serve(name):
    request.set({"id": name})
    extra = []
    returned = await asyncio.to_thread(handle, name, extra=extra)
    return returned is results, extra, request.get() is results[name]["request"], results[name]["extra"] is extra


async def main():
    print(await asyncio.gather(*(serve(n) for n in ("a", "b"))))
    print(sorted(results.items()))
    print(request.get("unset here"))


asyncio.run(main())
