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
