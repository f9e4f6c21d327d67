# case: aiohttp no-browser
"""A host that does not exist; a browser says of it only that there was no answer."""
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        try:
            async with session.get("http://nowhere.invalid/"):
                pass
        except aiohttp.ClientConnectorDNSError as error:
            print(type(error).__name__, [it.__name__ for it in type(error).__mro__[1:3]], error)


asyncio.run(main())
