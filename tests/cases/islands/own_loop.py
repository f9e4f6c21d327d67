import asyncio, threading
async def fail(): raise ValueError("bad")
async def main(x):
    await asyncio.sleep(0.01)
    r = await asyncio.gather(*(work(i) for i in range(x)))
    print(r, asyncio.current_task().get_name() if False else "")
    try: await fail()
    except ValueError as e: print(repr(e))
    return r
async def work(i):
    await asyncio.sleep(0.01 * i); return i * i
t = threading.Thread(target=asyncio.run, args=(main(4),)); t.start(); t.join()
t = threading.Thread(target=lambda: asyncio.run(main(2))); t.start(); t.join()
