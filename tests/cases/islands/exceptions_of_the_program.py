import asyncio, threading
class Refused(Exception):
    def __init__(self, why, code): super().__init__(why); self.code = code
async def fail(n): raise Refused("no", n)
def work(n):
    raise Refused("thread", n)
loop = asyncio.new_event_loop()
t = threading.Thread(target=loop.run_forever); t.start()
try: asyncio.run_coroutine_threadsafe(fail(4), loop).result()
except Refused as e: print(type(e) is Refused, e, e.code)
loop.call_soon_threadsafe(loop.stop); t.join()
t = threading.Thread(target=work, args=(1,), name="W"); t.start(); t.join()
