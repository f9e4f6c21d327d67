# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/") as response:
            print(response.status, response.reason, response.ok)
            print(response.headers["Content-Type"], response.headers["content-length"])
            print(response.content_type, response.charset, response.method, response.url)
            print(repr(await response.text()))
        print("closed:", session.closed)
    print("closed:", session.closed)


asyncio.run(main())
