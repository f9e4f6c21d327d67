import asyncio
import concurrent.futures
import threading

loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever)
t.start()


class Rejected(Exception):
    def __init__(self, request):
        super().__init__("rejected")
        self.request = request


async def reject(request):
    raise Rejected(request)


async def slow(log):
    try:
        await asyncio.sleep(60)
    except asyncio.CancelledError:
        log.append("cancelled inside")
        seen.set()
        raise


def submit(coro):
    return asyncio.run_coroutine_threadsafe(coro, loop)


request = {"path": "/"}
try:
    submit(reject(request)).result()
except Rejected as error:
    print(error, error.request is request)
log = []
seen = threading.Event()
future = submit(slow(log))
try:
    future.result(timeout=0.02)
except concurrent.futures.TimeoutError:
    print("timeout", future.done())
print(future.cancel(), seen.wait(timeout=5), log, future.cancelled())
try:
    asyncio.run_coroutine_threadsafe(len, loop)
except TypeError as error:
    print(error)
loop.call_soon_threadsafe(loop.stop)
t.join()
loop.close()
coro = reject(request)
try:
    submit(coro)
except RuntimeError as error:
    print(error)
coro.close()
