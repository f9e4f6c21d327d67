# case: aiohttp
import asyncio

import aiohttp


async def main():
    limit = aiohttp.ClientTimeout(total=0.1)
    async with aiohttp.ClientSession(timeout=limit) as session:
        try:
            async with session.get("http://demo.test/delay/5") as response:
                print(response.status)
        except asyncio.TimeoutError as error:
            print("too slow:", isinstance(error, TimeoutError))
        async with session.get("http://demo.test/") as response:
            print(response.status)
    async with aiohttp.ClientSession() as session:
        try:
            async with asyncio.timeout(0.1):
                await session.get("http://demo.test/delay/5")
        except TimeoutError:
            print("too slow for asyncio.timeout")


asyncio.run(main())
