# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/bytes/2500") as response:
            total = 0
            async for chunk in response.content.iter_chunked(1000):
                total += len(chunk)
            print("bytes:", total)
        async with session.get("http://demo.test/text") as response:
            async for line in response.content:
                print(line)


asyncio.run(main())
