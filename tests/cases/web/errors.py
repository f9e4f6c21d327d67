# case: aiohttp
import asyncio

import aiohttp


async def attempt(session, url):
    try:
        async with session.get(url) as response:
            print(response.status)
    except aiohttp.InvalidURL as error:
        print("InvalidURL:", isinstance(error, ValueError))
    except aiohttp.ServerDisconnectedError as error:
        print("ServerDisconnectedError:", error)


async def main():
    async with aiohttp.ClientSession() as session:
        await attempt(session, "http://demo.test/drop")
        await attempt(session, "not a url")
    try:
        await attempt(session, "http://demo.test/")
    except RuntimeError as error:
        print("RuntimeError:", error)


asyncio.run(main())
