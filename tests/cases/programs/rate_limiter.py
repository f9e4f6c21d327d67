import asyncio


class Limiter:
    """Lets `rate` callers per period through, the others wait for a later period."""

    def __init__(self, rate, period):
        self.rate, self.period = rate, period
        self.used, self.window = 0, None

    async def __aenter__(self):
        loop = asyncio.get_running_loop()
        while True:
            now = loop.time()
            if self.window is None or now >= self.window + self.period:
                self.window, self.used = now, 0
            if self.used < self.rate:
                self.used += 1
                return
            await asyncio.sleep(self.window + self.period - now)

    async def __aexit__(self, *exc):
        return False


async def call(number, limiter, start, log):
    async with limiter:
        log.append((number, round(asyncio.get_running_loop().time() - start, 1)))


async def main():
    start, log = asyncio.get_running_loop().time(), []
    limiter = Limiter(2, 0.2)
    await asyncio.gather(*(call(n, limiter, start, log) for n in range(5)))
    dues = [0.0, 0.0, 0.2, 0.2, 0.4]
    print([at >= due for at, due in zip(sorted(at for _, at in log), dues)])


asyncio.run(main())
