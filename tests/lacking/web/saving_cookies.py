# case: aiohttp
import asyncio

import aiohttp


async def main():
    jar = aiohttp.CookieJar()
    jar.save("/dev/null")
    print("saved")


asyncio.run(main())
