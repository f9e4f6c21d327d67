# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get("http://no-such-host.invalid/") as response:
                print(response.status)
        except aiohttp.ClientConnectorError as error:
            print("ClientConnectorError for", error.host)
            print(isinstance(error, aiohttp.ClientError), isinstance(error, OSError))


asyncio.run(main())
