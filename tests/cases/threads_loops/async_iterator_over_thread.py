# A blocking iterator read in a thread, item by item, and handed to the loop.
import asyncio
import threading
import time


class AsyncReader:
    def __init__(self, lines):
        self._lines = iter(lines)
        self.threads = set()

    def _next(self):
        self.threads.add(threading.current_thread().name.split("_")[0])
        time.sleep(0.002)
        return next(self._lines, None)

    def __aiter__(self):
        return self

    async def __anext__(self):
        line = await asyncio.to_thread(self._next)
        if line is None:
            raise StopAsyncIteration
        return line


async def main():
    lines = [{"text": "a"}, {"text": "b"}]
    reader = AsyncReader(lines)
    got = [line async for line in reader]
    print(got, [a is b for a, b in zip(got, lines)], reader.threads)


asyncio.run(main())
