"""Futures that tell in their own way what they came to are asked where CPython asks them."""
import asyncio
class F(asyncio.Future):
    def result(self):
        print("result"); return super().result()
    def exception(self):
        print("exception"); return super().exception()
    def cancelled(self):
        print("cancelled"); return super().cancelled()
    def done(self):
        print("done"); return super().done()
    def add_done_callback(self, *a, **k):
        print("add"); return super().add_done_callback(*a, **k)
    def remove_done_callback(self, *a, **k):
        print("remove"); return super().remove_done_callback(*a, **k)
async def main():
    print("gather")
    f = F(); g = asyncio.gather(f)
    f.set_result(1)
    print(await g)
    print("gather exc")
    f = F(); g = asyncio.gather(f, return_exceptions=True)
    f.set_exception(ValueError(1))
    print(await g)
    print("gather exc raise")
    f = F(); g = asyncio.gather(f)
    f.set_exception(ValueError(1))
    try: await g
    except ValueError as e: print(repr(e))
    print("gather cancel")
    f = F(); g = asyncio.gather(f)
    f.cancel()
    try: await g
    except asyncio.CancelledError as e: print(repr(e))
    print("await")
    f = F(); asyncio.get_running_loop().call_soon(f.set_result, 2)
    print(await f)
    print("wait")
    f = F(); asyncio.get_running_loop().call_soon(f.set_result, 2)
    d, p = await asyncio.wait([f]); print(len(d), len(p))
    print("wait first exc")
    f = F(); asyncio.get_running_loop().call_soon(f.set_exception, ValueError())
    d, p = await asyncio.wait([f], return_when="FIRST_EXCEPTION"); print(len(d), len(p))
    print("wait_for")
    f = F(); asyncio.get_running_loop().call_soon(f.set_result, 2)
    print(await asyncio.wait_for(f, 1))
    print("wait_for timeout")
    f = F()
    try: print(await asyncio.wait_for(f, .01))
    except TimeoutError as e: print("timeout")
    print("shield")
    f = F(); asyncio.get_running_loop().call_soon(f.set_result, 2)
    print(await asyncio.shield(f))
    print("as_completed")
    f = F(); asyncio.get_running_loop().call_soon(f.set_result, 2)
    for c in asyncio.as_completed([f]): print(await c)
asyncio.run(main())
print("run_until_complete")
loop = asyncio.new_event_loop()
f = F(loop=loop)
loop.call_soon(f.set_result, 7)
print(loop.run_until_complete(f))
loop.close()


class OwnTask(asyncio.Task):
    def result(self):
        print("result of", self.get_name())
        return super().result()


async def with_own_tasks():
    loop = asyncio.get_running_loop()
    loop.set_task_factory(lambda loop, coro, **options: OwnTask(coro, loop=loop, name="own", **options))
    print(await asyncio.gather(asyncio.sleep(0, 1), asyncio.sleep(0, 2)))


asyncio.run(with_own_tasks())
