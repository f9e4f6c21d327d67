import asyncio

import aiohttp


async def ask(session, seconds):
    async with session.get(f"https://demo.test/delay/{seconds}") as response:
        print(seconds, response.status)


async def main():
    connector = aiohttp.TCPConnector(limit=1)
    async with aiohttp.ClientSession(connector=connector) as session:
        await asyncio.gather(ask(session, 1), ask(session, 2))


asyncio.run(main())
