import asyncio
import collections


class Loud(collections.deque):
    def append(self, item):
        print("append", item)
        super().append(item)

    def popleft(self):
        print("popleft")
        return super().popleft()


class OfLoud(asyncio.Queue):
    def _init(self, maxsize):
        self._queue = Loud()


class Waking(asyncio.Queue):
    def _wakeup_next(self, waiters):
        print("wakes")
        super()._wakeup_next(waiters)


async def main():
    queue = OfLoud()
    await queue.put(1)
    queue.put_nowait(2)
    print(await queue.get(), queue.get_nowait())
    queue = Waking(1)
    await queue.put(1)
    await queue.get()


asyncio.run(main())
