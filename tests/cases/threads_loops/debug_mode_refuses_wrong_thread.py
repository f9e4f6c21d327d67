import asyncio
import threading

log = []


async def main():
    loop = asyncio.get_running_loop()
    loop.set_debug(True)

    def wrong():
        for name, call in (
            ("call_soon", lambda: loop.call_soon(print)),
            ("call_later", lambda: loop.call_later(0, print)),
            ("call_at", lambda: loop.call_at(0, print)),
        ):
            try:
                call()
            except RuntimeError as error:
                log.append(f"{name}: {error}")
        loop.call_soon_threadsafe(log.append, "allowed")

    await asyncio.to_thread(wrong)
    await asyncio.sleep(0)


asyncio.run(main())
print(*log, sep="\n")
