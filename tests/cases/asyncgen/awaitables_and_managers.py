import asyncio
class Res:
    async def __aenter__(self): print("acq"); await asyncio.sleep(0); return self
    async def __aexit__(self, *a): print("rel", a[0] and a[0].__name__); await asyncio.sleep(0)
class Cnt:
    def __init__(self, n): self.n = n
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1; await asyncio.sleep(0); return self.n
async def agen(n):
    for i in range(n):
        try: yield i
        finally: print("g fin", i)
async def main():
    async with Res() as r, Res(): print("body")
    try:
        async with Res(): raise ValueError("x")
    except ValueError as e: print("ve", e)
    print([x async for x in Cnt(3)], {x: y async for x, y in aenum()}, [await f(x) for x in range(2)])
    async for x in agen(3):
        if x == 1: break
    else: print("no")
    print(await anext(Cnt(2)), await anext(Cnt(0), "dflt"))
    g = agen(2)
    print(await g.asend(None)); 
    try: await g.athrow(KeyError("t"))
    except KeyError as e: print("ke", e)
    await g.aclose()
    from contextlib import asynccontextmanager, AsyncExitStack, suppress, aclosing
    @asynccontextmanager
    async def cm(n):
        print("enter", n)
        try: yield n
        except ValueError: print("swallow")
        finally: print("exit", n)
    async with cm(1) as v: print(v); raise ValueError
    async with AsyncExitStack() as st:
        for i in range(2): await st.enter_async_context(cm(i))
        st.callback(print, "cb")
    with suppress(KeyError): {}[1]
    async with aclosing(agen(3)) as a:
        async for x in a: print(x); break
    class Aw:
        def __await__(self): yield from asyncio.sleep(0).__await__(); return "aw"
    print(await Aw(), await asyncio.gather(Aw(), Aw()), await asyncio.wait_for(Aw(), 1), asyncio.iscoroutine(Aw()), asyncio.isfuture(asyncio.Future()))
    t = asyncio.ensure_future(Aw()); print(await t)
    print(asyncio.iscoroutinefunction(main), (await asyncio.sleep(0, "r")))
    try: await asyncio.wait_for(f(1), timeout=-1)
    except TimeoutError as e: print("neg", repr(e))
    try: await 5
    except TypeError as e: print(e)
    try:
        for x in agen(1): pass
    except TypeError as e: print(e)
    try:
        async for x in [1]: pass
    except TypeError as e: print(e)
    try:
        async with 5: pass
    except TypeError as e: print(e)
    try:
        with Res(): pass
    except (AttributeError, TypeError) as e: print(e)
async def f(x): return x
async def aenum():
    for i, c in enumerate("ab"): yield i, c
asyncio.run(main())
