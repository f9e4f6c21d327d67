import asyncio
import threading


class MixedQueue:
    """Its two sides may be used by a thread and by a loop."""

    def __init__(self, loop):
        self._loop = loop
        self._items = []
        self._mutex = threading.Lock()
        self._filled = threading.Condition(self._mutex)
        self._waiters = []

    def put(self, item):
        with self._filled:
            self._items.append(item)
            self._filled.notify()
            waiters, self._waiters = self._waiters, []
        for waiter in waiters:
            self._loop.call_soon_threadsafe(waiter.set)

    def get(self):
        with self._filled:
            self._filled.wait_for(lambda: self._items)
            return self._items.pop(0)

    async def aget(self):
        while True:
            with self._mutex:
                if self._items:
                    return self._items.pop(0)
                waiter = asyncio.Event()
                self._waiters.append(waiter)
            await waiter.wait()


def echo(requests, answers):
    while (item := requests.get()) is not None:
        item.append("echo")
        answers.put(item)
    answers.put(None)


async def main():
    loop = asyncio.get_running_loop()
    requests, answers = MixedQueue(loop), MixedQueue(loop)
    t = threading.Thread(target=echo, args=(requests, answers))
    t.start()
    sent = [[n] for n in range(3)]
    for item in sent:
        requests.put(item)
        answer = await answers.aget()
        print(answer, answer is item)
    requests.put(None)
    print(await answers.aget())
    t.join()


asyncio.run(main())
