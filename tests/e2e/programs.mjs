// Programs that several test files run.

/** Three workers, one after the other with a lock: `worker-0`, `worker-1`, `worker-2`. */
export const LOCK = `import asyncio

async def work(lock, name):
    async with lock:
        await asyncio.sleep(0.1)
        print(name)

async def main():
    lock = asyncio.Lock()
    await asyncio.gather(*(asyncio.create_task(work(lock, n), name=f"worker-{n}") for n in range(3)))

asyncio.run(main())
`;

/** A thread that shares something, and three requests to `url`. */
export const fetching = (url) => `
import aiohttp, asyncio, threading, time

results = []

def wait(seconds):
    time.sleep(seconds)
    results.append(seconds)
    print("waited", len(results))

async def fetch(number):
    async with aiohttp.ClientSession() as session:
        async with session.get("${url}") as response:
            text = await response.text()
            print("fetched", number)

thread = threading.Thread(target=wait, args=(0.05,))
thread.start()
for number in range(3):
    asyncio.run(fetch(number))
thread.join()
`;
