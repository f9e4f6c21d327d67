# An await between reading and writing loses updates; a lock keeps them.
import asyncio


class Account:
    def __init__(self):
        self.balance = 0
        self.lock = asyncio.Lock()

    async def deposit(self, amount):
        before = self.balance
        await asyncio.sleep(0)
        self.balance = before + amount

    async def safe_deposit(self, amount):
        async with self.lock:
            await self.deposit(amount)


async def main():
    for method in (Account.deposit, Account.safe_deposit):
        account = Account()
        await asyncio.gather(*(method(account, 10) for _ in range(10)))
        print(f"{method.__name__:<13}{account.balance:>4}")


asyncio.run(main())
