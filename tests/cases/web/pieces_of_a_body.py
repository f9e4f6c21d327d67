# case: aiohttp
import asyncio
import json

import aiohttp


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test/bytes/10") as response:
            print([chunk async for chunk in response.content.iter_chunked(4)])
        async with session.get("http://demo.test/text") as response:
            print(await response.content.readline(), await response.content.readexactly(2))
            print(await response.content.read(1), await response.content.readany(), response.content.at_eof())
        async with session.get("http://demo.test/drip/3") as response:
            async for line in response.content:
                print(line)
        async with session.get("http://demo.test/sse/2") as response:
            print(response.content_type)
            while event := (await response.content.readuntil(b"\n\n")).decode():
                fields = dict(line.split(": ", 1) for line in event.strip().split("\n"))
                print(fields["id"], fields["event"], json.loads(fields["data"]))
        async with session.get("http://demo.test/bytes/3") as response:
            try:
                await response.content.readexactly(5)
            except asyncio.IncompleteReadError as error:
                print(type(error).__name__, error.partial, error.expected, error)
        try:
            await response.read()
        except aiohttp.ClientConnectionError as error:
            print(type(error).__name__, error)


asyncio.run(main())
