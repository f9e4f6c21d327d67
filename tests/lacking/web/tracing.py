# case: aiohttp
import asyncio

import aiohttp


async def main():
    begun = asyncio.Event()

    async def on_start(session, context, parameters):
        begun.set()

    config = aiohttp.TraceConfig()
    config.on_request_start.append(on_start)
    async with aiohttp.ClientSession(trace_configs=[config]) as session:
        await session.get("http://demo.test/")
    print(begun.is_set())


asyncio.run(main())
