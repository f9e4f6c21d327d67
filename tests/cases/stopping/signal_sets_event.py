# case: interrupt-after=1.5
import asyncio
import signal


async def worker(name):
    try:
        await asyncio.sleep(30)
    except asyncio.CancelledError:
        print(name, "stops")
        raise


async def main():
    stop = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGINT, stop.set)
    workers = [asyncio.create_task(worker(n)) for n in ("one", "two")]
    print("waiting for Ctrl+C")
    await stop.wait()
    for task in workers:
        task.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    print("graceful end")


asyncio.run(main())
