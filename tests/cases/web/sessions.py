# case: aiohttp
import asyncio

import aiohttp


async def main():
    async with aiohttp.ClientSession("http://demo.test/", headers={"X-All": "1"}) as session:
        async with session.get("text", params={"q": "a b", "n": 2}) as response:
            print(response.url, response.status, response.ok, response.reason)
        async with session.get("/bytes/5", params=[("a", 1), ("a", 2)]) as response:
            print(response.url, await response.read(), response.content_length)
        async with session.get("http://demo.test/json?x=1", params={"y": "ü"}) as response:
            print(response.url, response.content_type, response.charset, (await response.json())["nested"])
        async with session.put("echo", json={"a": [1, None]}) as response:
            print(await response.json(), response.request_info.headers["X-All"], response.method)
        async with session.get("text", headers={"x-all": "2", "X-One": "3"}) as response:
            headers = response.request_info.headers
            print(headers.getall("X-All"), headers["X-One"], headers["Accept"])
        print(session.closed, session.headers)
    print(session.closed)

    async with aiohttp.ClientSession("http://demo.test/status/") as session:
        async with session.get("204") as response:
            print(response.url, await response.text() == "", await response.read())
        async with session.get("/text") as response:
            print(response.url)
    try:
        aiohttp.ClientSession("http://demo.test/no/slash")
    except ValueError as error:
        print("ValueError", error)

    async with aiohttp.request("GET", "http://demo.test/text") as response:
        print(response.status, await response.text())

    async def check(response):
        if response.status == 404:
            raise LookupError(response.url.path)

    async with aiohttp.ClientSession(raise_for_status=check) as session:
        try:
            await session.get("http://demo.test/nothing")
        except LookupError as error:
            print("LookupError", error)
        async with session.get("http://demo.test/status/500", raise_for_status=False) as response:
            print(response.status)
        try:
            await session.get("http://demo.test/status/418", raise_for_status=True)
        except aiohttp.ClientResponseError as error:
            print(error.status, error.message, error.request_info.url, error.headers["Content-Type"], error)

    async with aiohttp.ClientSession(headers={"Authorization": aiohttp.encode_basic_auth("me", "pw")}) as session:
        async with session.get("http://demo.test/") as response:
            print(response.request_info.headers["Authorization"])


asyncio.run(main())
