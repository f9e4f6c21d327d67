# Cancelling the task doesn't stop the thread: what it does to shared objects still happens.
import asyncio
import threading

log = []
gate = threading.Event()
done = threading.Event()


def blocking():
    gate.wait()
    log.append("the thread went on")
    done.set()
    return "unused"


async def main():
    task = asyncio.create_task(asyncio.to_thread(blocking))
    await asyncio.sleep(0.01)
    task.cancel()
    try:
        await task
    except asyncio.CancelledError:
        log.append("task cancelled")
    try:
        async with asyncio.timeout(0.01):
            await asyncio.to_thread(done.wait)
    except TimeoutError:
        log.append("timeout")
    gate.set()
    await asyncio.to_thread(done.wait)
    print(log)


asyncio.run(main())
