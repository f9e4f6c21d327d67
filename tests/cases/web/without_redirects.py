# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/status/302", allow_redirects=False) as response:
            print(response.status, response.headers.get("Location"), await response.text())
        async with session.get("http://demo.test/", allow_redirects=False) as response:
            print(response.status, response.url, response.history)
        async with session.head("http://demo.test/text") as response:
            print(response.status, response.request_info.headers)


asyncio.run(main())
