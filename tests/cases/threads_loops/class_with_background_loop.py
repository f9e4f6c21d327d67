import asyncio
import threading


class Service:
    """Synchronous face of an asynchronous cache."""

    def __init__(self):
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._main, name="service")
        self.data = {}
        self.history = []

    def _main(self):
        asyncio.set_event_loop(self._loop)
        self._lock = asyncio.Lock()
        self._loop.call_soon(self._ready.set)
        try:
            self._loop.run_forever()
        finally:
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
            self._loop.close()

    def __enter__(self):
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *exc):
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()

    def call(self, coro):
        return asyncio.run_coroutine_threadsafe(coro, self._loop).result(timeout=5)

    async def _set(self, key, value):
        async with self._lock:
            await asyncio.sleep(0)
            self.data[key] = value
            self.history.append((key, threading.current_thread().name))
            return self.data

    def set(self, key, value):
        return self.call(self._set(key, value))


with Service() as service:
    value = [1]
    print(service.set("a", value) is service.data, service.data["a"] is value)
    workers = [threading.Thread(target=service.set, args=(k, k)) for k in "xyz"]
    for w in workers:
        w.start()
    for w in workers:
        w.join()
print(sorted(service.data), {name for _, name in service.history}, service._loop.is_closed())
