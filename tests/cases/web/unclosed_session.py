# case: aiohttp
import asyncio

import aiohttp


async def forgetful():
    session = aiohttp.ClientSession()
    print(session.closed)


async def careful():
    session = aiohttp.ClientSession()
    await session.close()
    print(session.closed)


asyncio.run(forgetful())
asyncio.run(careful())
print("end")
