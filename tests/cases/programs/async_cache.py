# Callers who ask for the same key while it is being computed share one task.
import asyncio


class Cache:
    def __init__(self, load):
        self.load = load
        self.tasks = {}

    def __getitem__(self, key):
        if key not in self.tasks:
            self.tasks[key] = asyncio.ensure_future(self.load(key))
        return self.tasks[key]


async def load(key):
    print("loading", key)
    await asyncio.sleep(0.01)
    return key * 2


async def main():
    cache = Cache(load)
    print(await asyncio.gather(*(cache[key] for key in "abab")))
    print(await cache["a"], len(cache.tasks))
    print(await asyncio.gather(cache["c"], cache["a"], cache["c"]))


asyncio.run(main())
