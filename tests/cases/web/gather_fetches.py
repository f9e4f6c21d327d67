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
        results = await asyncio.gather(*(fetch(session, s) for s in (0.6, 0.4, 0.5)))
    print(results, "together:", 0.59 < time.monotonic() - started < 1.4)


asyncio.run(main())
