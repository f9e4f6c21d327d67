# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/redirect/3") as response:
            print(response.status, response.url, (await response.text()).strip())
            for step in response.history:
                print(step.status, step.reason, step.url, step.headers["Location"], step.method)
        async with session.get("http://demo.test/redirect/2", allow_redirects=False) as response:
            print(response.status, response.url, response.history, response.headers["Location"])
        async with session.post("http://demo.test/redirect/1", data="lost") as response:
            print(response.method, response.request_info.method, response.history[0].method)
        try:
            await session.get("http://demo.test/redirect/9", max_redirects=3)
        except aiohttp.TooManyRedirects as error:
            print("TooManyRedirects", len(error.history), error.status, repr(error.message), error)
        async with session.get("http://demo.test/status/302") as response:
            print(response.status, len(response.history))
        async with session.head("http://demo.test/redirect/1") as response:
            print(response.status)
        async with session.request("HEAD", "http://demo.test/redirect/1") as response:
            print(response.status, response.method)


asyncio.run(main())
