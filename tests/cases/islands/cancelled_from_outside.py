import asyncio, threading, time
async def slow(n):
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("cancelled", n); raise
loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever, daemon=True); t.start()
f = asyncio.run_coroutine_threadsafe(slow(1), loop)
time.sleep(0.1)
print(f.cancel())
time.sleep(0.1)
print(f.cancelled(), f.done())
g = asyncio.run_coroutine_threadsafe(slow(2), loop)
try: g.result(timeout=0.1)
except TimeoutError: print("timeout"); g.cancel()
time.sleep(0.1)
h = loop.call_soon_threadsafe(print, "never"); h.cancel()
time.sleep(0.05)
print(h.cancelled(), loop.is_running())
loop.call_soon_threadsafe(loop.stop); t.join(); print(loop.is_running()); loop.close()
