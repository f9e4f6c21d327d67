# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession("http://api.demo.test") as session:
        async with session.get("/", params={"page": 2, "q": "a b"}) as response:
            print(response.url)
            print(await response.text(), end="")
        async with session.get("/json?x=1#part") as response:
            print(response.url, response.status)
            print(response.url.host, response.url.path)


asyncio.run(main())
