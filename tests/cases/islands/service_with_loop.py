import asyncio, threading
class Service:
    def __init__(self): self.loop = asyncio.new_event_loop(); self.n = 0
    def start(self):
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True); self.thread.start()
    async def work(self, x): self.n += x; return self.n
    def call(self, x): return asyncio.run_coroutine_threadsafe(self.work(x), self.loop).result()
s = Service(); s.start()
print(s.call(1), s.call(2), s.n)
s.loop.call_soon_threadsafe(s.loop.stop); s.thread.join(); s.loop.close(); print(s.loop.is_closed(), s.loop)
