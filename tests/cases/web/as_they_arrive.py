# case: aiohttp
import asyncio

import aiohttp


async def fetch(session, seconds):
    async with session.get(f"http://demo.test/delay/{seconds}") as response:
        return (await response.json())["delay"]


async def main():
    async with aiohttp.ClientSession() as session:
        pending = [fetch(session, s) for s in (0.25, 0.05, 0.15)]
        for next_one in asyncio.as_completed(pending):
            print("arrived:", await next_one)


asyncio.run(main())
