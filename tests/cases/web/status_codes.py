# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        for code in (200, 201, 204, 404, 429, 503):
            async with session.get(f"http://demo.test/status/{code}") as response:
                print(response.status, response.reason, response.ok, repr(await response.text()))
        async with session.get("http://demo.test/no/such/page") as response:
            print(response.status, await response.text())


asyncio.run(main())
