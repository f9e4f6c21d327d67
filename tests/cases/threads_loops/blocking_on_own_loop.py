# result() in the loop's own thread would wait for itself; with a timeout it says so.
import asyncio
import concurrent.futures


async def work(log):
    log.append("ran")
    return "late"


async def main():
    log = []
    future = asyncio.run_coroutine_threadsafe(work(log), asyncio.get_running_loop())
    try:
        future.result(timeout=0.03)
    except concurrent.futures.TimeoutError:
        print("nobody ran it:", log, future.done())
    print(await asyncio.wrap_future(future), log)


asyncio.run(main())
