import asyncio
import threading


async def co(n):
    await asyncio.sleep(0.01 * n)
    ran.append(n)


ran = []
threads = []
for n in range(3):
    c = co(n)
    t = threading.Thread(target=asyncio.run, args=(c,))
    t.start()
    threads.append(t)
for t in threads:
    t.join()
print(sorted(ran))
