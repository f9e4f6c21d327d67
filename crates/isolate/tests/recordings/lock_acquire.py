import asyncio


class Account:
    def __init__(self):
        self.lock = asyncio.Lock()

    async def use(self):
        await self.lock.acquire()
        try:
            await asyncio.sleep(0.1)
        finally:
            self.lock.release()


async def main():
    account = Account()
    users = [asyncio.create_task(account.use(), name=name) for name in ("ann", "bob", "cat")]
    await asyncio.sleep(0.05)
    users[1].cancel()
    await asyncio.wait(users)


asyncio.run(main())
