# case: aiohttp
import asyncio

import aiohttp


async def check(session, path):
    try:
        async with session.get("http://demo.test" + path) as response:
            response.raise_for_status()
            print(path, "is fine")
    except aiohttp.ClientResponseError as error:
        print(path, "failed:", error.status, error.message)
        print(isinstance(error, aiohttp.ClientError), isinstance(error, OSError))


async def main():
    async with aiohttp.ClientSession() as session:
        await check(session, "/")
        await check(session, "/status/404")
        await check(session, "/status/500")
    async with aiohttp.ClientSession(raise_for_status=True) as strict:
        try:
            async with strict.get("http://demo.test/status/403"):
                print("never")
        except aiohttp.ClientResponseError as error:
            print("strict:", error.status)


asyncio.run(main())
