# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/json") as response:
            data = await response.json()
            print(type(data).__name__, data["name"], data["numbers"], data["nested"])
            print(data == await response.json(), "nested" in await response.text())
        async with session.get("http://demo.test/bytes/300") as response:
            body = await response.read()
            print(len(body), body[:4], body[-1], body[256])
        async with session.get("http://demo.test/text") as response:
            try:
                await response.json()
            except aiohttp.ContentTypeError as error:
                print("ContentTypeError:", error.status)
            print((await response.text()).split())


asyncio.run(main())
