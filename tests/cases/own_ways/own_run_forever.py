"""`run_until_complete` and `asyncio.run` call the methods that a loop overrides."""
import asyncio
class L(asyncio.SelectorEventLoop):
    def run_forever(self):
        print("run_forever"); super().run_forever(); print("left")
    def stop(self):
        print("stop"); super().stop()
    def close(self):
        print("close"); super().close()
    def is_closed(self):
        return super().is_closed()
    def create_future(self):
        print("create_future"); return super().create_future()
    def call_exception_handler(self, c):
        print("handler", c["message"].split(" at")[0]); 
    def run_until_complete(self, f):
        print("ruc"); return super().run_until_complete(f)
    def shutdown_asyncgens(self):
        print("shutdown_asyncgens"); return super().shutdown_asyncgens()
    def get_debug(self):
        return super().get_debug()
    def call_later(self, d, *a, **k):
        print("call_later", d); return super().call_later(d, *a, **k)
    def call_soon_threadsafe(self, *a, **k):
        print("threadsafe"); return super().call_soon_threadsafe(*a, **k)
    def run_in_executor(self, *a):
        print("executor"); return super().run_in_executor(*a)
async def main():
    await asyncio.sleep(0.01)
    await asyncio.to_thread(int)
    q = asyncio.Queue()
    asyncio.get_running_loop().call_later(0.01, q.put_nowait, 1)
    print(await q.get())
    asyncio.get_running_loop().call_soon(lambda: 1/0)
    await asyncio.sleep(0)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(1)
    except TimeoutError: print("timeout")
    return 5
loop = L()
print(loop.run_until_complete(main()))
loop.close()
with asyncio.Runner(loop_factory=L) as r:
    print(r.run(main()))
