# case: aiohttp
import asyncio
import time

import aiohttp


async def fetch(session, seconds):
    async with session.get(f"http://demo.test/delay/{seconds}") as response:
        data = await response.json()
        print("answer", data)
        return data["delay"]


async def main():
    started = time.monotonic()
    async with aiohttp.ClientSession() as session:
        results = await asyncio.gather(*(fetch(session, s) for s in (0.3, 0.1, 0.2)))
    print(results, "in", round(time.monotonic() - started, 1))


asyncio.run(main())
