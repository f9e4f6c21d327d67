# case: aiohttp
import asyncio

import aiohttp


async def attempt(session, url, **options):
    try:
        async with session.get(url, **options) as response:
            print(response.status, len(await response.read()))
    except Exception as error:
        bases = [kind.__name__ for kind in type(error).__mro__[1:]]
        print(type(error).__name__, str(error), bases)


async def main():
    limit = aiohttp.ClientTimeout(total=0.3)
    print(limit, limit.total, limit.connect, limit == aiohttp.ClientTimeout(0.3))
    slow, quick = "http://demo.test/delay/1", "http://demo.test/text"
    async with aiohttp.ClientSession(timeout=limit) as session:
        print(session.timeout)
        await attempt(session, slow)
        await attempt(session, quick)
        await attempt(session, slow, timeout=aiohttp.ClientTimeout(sock_read=0.2))
        await attempt(session, "http://demo.test/delay/0.5", timeout=aiohttp.ClientTimeout())
        await attempt(session, "http://demo.test/delay/0.5", timeout=None)
        await attempt(session, slow, timeout=0.1)
    connector = aiohttp.TCPConnector(limit=1)
    async with aiohttp.ClientSession(connector=connector) as session:
        limit = aiohttp.ClientTimeout(connect=0.2)
        await asyncio.gather(attempt(session, slow), attempt(session, quick, timeout=limit))
        await attempt(session, quick, timeout=limit)
    try:
        aiohttp.ClientSession(timeout=5)
    except ValueError as error:
        print("ValueError", error)


asyncio.run(main())
