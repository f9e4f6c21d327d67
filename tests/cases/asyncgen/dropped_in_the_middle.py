import asyncio
async def agen(n):
    for i in range(n):
        try: yield i
        finally: print("g fin", i)
async def main():
    async for x in agen(3):
        if x == 1: break
    else: print("no")
    print("after")
    await asyncio.sleep(0)
    print("1")
    await asyncio.sleep(0)
    print("2")
    async for x in agen(3):
        if x == 1: break
    print("after")
    await asyncio.sleep(0)
    print("1")
    await asyncio.sleep(0.01)
    print("2")
asyncio.run(main())
