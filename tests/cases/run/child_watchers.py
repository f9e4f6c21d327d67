import asyncio


class Policy(asyncio.DefaultEventLoopPolicy):
    def new_event_loop(self):
        print("new_event_loop")
        return super().new_event_loop()

    def set_event_loop(self, loop):
        print("set_event_loop", type(loop).__name__)
        super().set_event_loop(loop)


async def main():
    watcher = asyncio.get_child_watcher()
    print(type(watcher).__name__, watcher.is_active())
    return asyncio.get_event_loop_policy() is policy


policy = Policy()
asyncio.set_event_loop_policy(policy)
loop = asyncio.get_event_loop()
print(asyncio.get_event_loop() is loop)
loop.close()
print(asyncio.run(main()))
watcher = asyncio.SafeChildWatcher()
asyncio.set_child_watcher(watcher)
print(asyncio.get_child_watcher() is watcher, watcher.is_active())
asyncio.set_child_watcher(None)
try:
    asyncio.AbstractEventLoopPolicy().get_child_watcher()
except NotImplementedError:
    print("an abstract policy has none")
try:
    asyncio.no_such_name
except AttributeError as error:
    print(error)
