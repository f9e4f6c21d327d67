# case: aiohttp
import asyncio
import time

import aiohttp


async def timed(connector, urls, seconds):
    begin = time.monotonic()
    order = []

    async def ask(number, url):
        async with session.get(url) as response:
            await response.read()
            order.append(number)

    async with aiohttp.ClientSession(connector=connector) as session:
        print(session.connector.limit, session.connector.limit_per_host)
        await asyncio.gather(*(ask(number, url) for number, url in enumerate(urls)))
    print(sorted(order), seconds <= time.monotonic() - begin < seconds + 0.5)


async def main():
    slow = "http://demo.test/delay/0.3"
    await timed(aiohttp.TCPConnector(limit=2), [slow] * 4, 0.6)
    await timed(aiohttp.TCPConnector(limit_per_host=1), [slow, slow], 0.6)
    await timed(aiohttp.TCPConnector(limit=0), [slow] * 5, 0.3)


asyncio.run(main())
