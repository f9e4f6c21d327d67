# case: aiohttp
import asyncio
import time

import aiohttp


async def fetch(session, gate, number):
    async with gate:
        print("request", number)
        async with session.get("http://demo.test/delay/0.3") as response:
            return response.status


async def main():
    gate = asyncio.Semaphore(2)
    started = time.monotonic()
    async with aiohttp.ClientSession() as session:
        print(await asyncio.gather(*(fetch(session, gate, n) for n in range(5))))
    print("two at a time:", 0.89 < time.monotonic() - started < 1.4)


asyncio.run(main())
