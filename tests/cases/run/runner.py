import asyncio


async def count(start):
    total = start
    for _ in range(3):
        await asyncio.sleep(0)
        total += 1
    return total


with asyncio.Runner() as runner:
    print(runner.run(count(0)))
    print(runner.run(count(10)))
    loop = runner.get_loop()
    print("one loop for both:", loop is runner.get_loop(), loop.is_running())
print("closed:", loop.is_closed())
late = count(0)
try:
    runner.run(late)
except RuntimeError as error:
    print("RuntimeError:", error)
late.close()
