import asyncio
import threading


def worker(loop, log, finished, name):
    for n in range(3):
        message = {"from": name, "n": n}
        loop.call_soon_threadsafe(log.append, message)
        sent[name].append(message)
    loop.call_soon_threadsafe(finished)


sent = {"a": [], "b": []}


async def main():
    loop = asyncio.get_running_loop()
    log = []
    left = len(sent)
    everyone = asyncio.Event()

    def finished():
        nonlocal left
        left -= 1
        if left == 0:
            everyone.set()

    threads = [threading.Thread(target=worker, args=(loop, log, finished, n)) for n in sent]
    for t in threads:
        t.start()
    await everyone.wait()
    for t in threads:
        t.join()
    for name in sent:
        mine = [m for m in log if m["from"] == name]
        print(name, [m["n"] for m in mine], all(a is b for a, b in zip(mine, sent[name])))
    handle = loop.call_soon_threadsafe(log.append, "cancelled")
    handle.cancel()
    await asyncio.sleep(0)
    print("cancelled" in log, handle.cancelled())


asyncio.run(main())
