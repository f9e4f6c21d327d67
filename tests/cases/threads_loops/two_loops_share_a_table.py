import asyncio
import threading


class Room:
    def __init__(self):
        self.members = {}
        self.lock = threading.Lock()

    def join(self, name, loop, inbox):
        with self.lock:
            self.members[name] = (loop, inbox)

    def tell(self, sender, message):
        with self.lock:
            others = [m for n, m in self.members.items() if n != sender]
        for loop, inbox in others:
            loop.call_soon_threadsafe(inbox.put_nowait, (sender, message))


room = Room()
joined = threading.Barrier(2)
heard = {"ann": [], "bob": []}


async def member(name, lines):
    inbox = asyncio.Queue()
    room.join(name, asyncio.get_running_loop(), inbox)
    await asyncio.to_thread(joined.wait)
    for line in lines:
        room.tell(name, line)
        await asyncio.sleep(0)
    for _ in range(2):
        heard[name].append(await asyncio.wait_for(inbox.get(), 5))
    await asyncio.to_thread(joined.wait)


threads = [
    threading.Thread(target=lambda n=n, l=l: asyncio.run(member(n, l)))
    for n, l in (("ann", ["hi", ["a", "list"]]), ("bob", ["hello", {"a": "dict"}]))
]
for t in threads:
    t.start()
for t in threads:
    t.join()
print(heard["ann"])
print(heard["bob"])
