# case: aiohttp
import asyncio

import aiohttp


async def attempt(session, url, **options):
    try:
        async with session.get(url, **options) as response:
            print(response.status, await response.json())
    except (aiohttp.ClientError, ValueError, TypeError) as error:
        print(type(error).__name__, [base.__name__ for base in type(error).__mro__[1:3]], error)
        if isinstance(error, aiohttp.ClientResponseError):
            print(error.status, error.message, error.history, error.request_info.method)


async def main():
    async with aiohttp.ClientSession() as session:
        await attempt(session, "http://demo.test/text")
        await attempt(session, "http://demo.test/json", raise_for_status=True)
        await attempt(session, "http://demo.test/status/429", raise_for_status=True)
        await attempt(session, "http://demo.test/drop")
        await attempt(session, "ftp://demo.test/")
        await attempt(session, "http://")
        await attempt(session, "/path/only")
        await attempt(session, "http://demo.test/", headers={"X": 1})
        async with session.get("http://demo.test/bytes/3") as response:
            try:
                await response.json(content_type=None)
            except ValueError as error:
                print(type(error).__name__, error)
        async with session.get("http://demo.test/status/204") as response:
            print(await response.json(content_type=None))
        await attempt(session, "http://demo.test/status/500")
    for name in ("ClientConnectorDNSError", "ServerDisconnectedError", "ContentTypeError", "TooManyRedirects",
                 "ConnectionTimeoutError", "InvalidUrlRedirectClientError", "ClientPayloadError"):
        print(name, [base.__name__ for base in getattr(aiohttp, name).__mro__[1:]])


asyncio.run(main())
