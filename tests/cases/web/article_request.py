# case: legacy aiohttp
import asyncio

import aiohttp


async def fetch(url):
    response = await aiohttp.request("GET", url)
    print(response.status, url)
    return await response.text()


loop = asyncio.get_event_loop()
requests = [
    asyncio.ensure_future(fetch("http://one.demo.test/?delay=0.15"), loop=loop),
    asyncio.ensure_future(fetch("http://two.demo.test/?delay=0.05"), loop=loop),
]
responses = loop.run_until_complete(asyncio.gather(*requests))
for text in responses:
    print(repr(text))
