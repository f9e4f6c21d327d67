# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.post("http://demo.test/echo", data=b"raw bytes") as response:
            print(response.status, await response.read())
        async with session.post("http://demo.test/echo", json={"a": [1, 2]}) as response:
            print(response.content_type, await response.json())
        async with session.put("http://demo.test/echo", data="text") as response:
            print(response.method, await response.text())
        async with session.request("DELETE", "http://demo.test/status/202") as response:
            print(response.method, response.status)
        async with session.head("http://demo.test/") as response:
            print(response.status, await response.read())


asyncio.run(main())
