import asyncio
import signal
import threading

log = []


def attempt(tag, call):
    try:
        log.append((tag, call()))
    except Exception as error:
        log.append((tag, f"{type(error).__name__}: {error}"))


async def main():
    loop = asyncio.get_running_loop()
    task = asyncio.current_task()

    def worker():
        attempt("running loop", asyncio.get_running_loop)
        attempt("current task", asyncio.current_task)
        attempt("current task of that loop", lambda: asyncio.current_task(loop) is task)
        attempt("event loop", asyncio.get_event_loop)
        attempt("close", loop.close)
        attempt("run_forever", loop.run_forever)
        attempt("signal", lambda: signal.signal(signal.SIGINT, signal.SIG_IGN))
        attempt("is_running", loop.is_running)
        coro = asyncio.sleep(0)
        attempt("create_task", lambda: asyncio.create_task(coro))
        coro.close()
        attempt("all_tasks", lambda: len(asyncio.all_tasks(loop)))
        fresh = asyncio.new_event_loop()
        attempt("fresh", lambda: fresh.run_until_complete(asyncio.sleep(0, "ran")))
        fresh.close()
        attempt("closed", lambda: fresh.call_soon_threadsafe(print))

    t = threading.Thread(target=worker, name="w")
    t.start()
    await asyncio.to_thread(t.join)


asyncio.run(main())
for entry in log:
    print(*entry, sep=": ")
