import asyncio

import aiohttp

PAGES = ("delay/3", "delay/1", "status/503", "delay/2")


async def fetch(session, page):
    print("asking for", page)
    async with session.get("http://demo.test/" + page) as response:
        text = await response.text()
        print("  answer", response.status, "from", page)
        return response.status, len(text)


async def main():
    loop = asyncio.get_running_loop()
    started = loop.time()
    async with aiohttp.ClientSession() as session:
        results = await asyncio.gather(*(fetch(session, page) for page in PAGES))
    for page, (status, size) in zip(PAGES, results):
        print(f"{page:<12} {status} {size:>4} characters")
    print("all of it took", round(loop.time() - started), "seconds")


asyncio.run(main())
