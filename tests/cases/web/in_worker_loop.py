# case: aiohttp
# The requests are made by a loop in another thread, the main program collects them.
import asyncio
import threading

import aiohttp


async def fetch(path):
    async with aiohttp.ClientSession() as session:
        async with session.get("http://demo.test" + path) as response:
            return response.status, len(await response.read())


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
futures = [asyncio.run_coroutine_threadsafe(fetch(p), loop) for p in ("/", "/bytes/1000", "/status/503")]
print([future.result(5) for future in futures])
loop.call_soon_threadsafe(loop.stop)
thread.join()
