# case: aiohttp
import asyncio

import aiohttp


async def pages(session):
    url = "/page/1"
    while url:
        async with session.get(url) as response:
            page = await response.json()
        yield page["items"]
        url = page["next"]


async def main():
    async with aiohttp.ClientSession("http://demo.test/") as session:
        print([len(items) async for items in pages(session)])
        async with session.get("/page/6") as response:
            print(response.status)
        for shop in ("apples", "pears", "a%20b"):
            async with session.get(f"/shop/{shop}/price") as response:
                print(await response.json())
        statuses = []
        for _ in range(12):
            async with session.get("/flaky", params={"p": 0.4, "seed": 7}) as response:
                statuses.append(response.status)
        print(statuses)
        for number in range(5):
            async with session.get("/limited") as response:
                print(response.status, response.headers.get("Retry-After"))
        await asyncio.sleep(1.1)
        async with session.get("/limited") as response:
            print(response.status)

    loop = asyncio.get_running_loop()
    async with aiohttp.ClientSession() as session:

        async def ask(server):
            async with session.get(f"http://{server}.demo.test/") as response:
                return (await response.text()).strip()

        for task in asyncio.as_completed([asyncio.create_task(ask(server)) for server in ("de", "fr", "jp")]):
            print(await task)


asyncio.run(main())
