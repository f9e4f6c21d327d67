import asyncio


class FastLoop(asyncio.SelectorEventLoop):
    """Its clock jumps to the next timer whenever nothing else can run."""

    def __init__(self):
        super().__init__()
        self._now = 100.0
        self.jumps = []

    def time(self):
        return self._now

    def call_at(self, when, callback, *args, context=None):
        self.jumps.append(when)
        return super().call_at(when, callback, *args, context=context)

    def _run_once(self):
        if not self._ready and self._scheduled:
            self._now = max(self._now, self._scheduled[0].when())
        super()._run_once()


async def sleeper(name, delay):
    await asyncio.sleep(delay)
    print(name, "at", asyncio.get_running_loop().time())


async def main():
    await asyncio.gather(sleeper("a", 3600), sleeper("b", 60), sleeper("c", 600))
    try:
        async with asyncio.timeout(86400):
            await asyncio.Event().wait()
    except TimeoutError:
        print("a day later:", asyncio.get_running_loop().time())


loop = FastLoop()
loop.run_until_complete(main())
print(loop.jumps)
loop.close()
