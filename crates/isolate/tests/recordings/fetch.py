import aiohttp
import asyncio


async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get("https://demo.test/delay/1") as response:
            print(response.status)


asyncio.run(main())
