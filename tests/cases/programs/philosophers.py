import asyncio


async def philosopher(name, first, second, log):
    for meal in range(2):
        async with first:
            await asyncio.sleep(0)
            async with second:
                log.append(name)
                await asyncio.sleep(0)


async def main():
    forks = [asyncio.Lock() for _ in range(3)]
    names = ("Hypatia", "Laozi", "Arendt")
    log = []
    diners = []
    for seat, name in enumerate(names):
        left, right = sorted((seat, (seat + 1) % len(forks)))
        diners.append(philosopher(name, forks[left], forks[right], log))
    await asyncio.wait_for(asyncio.gather(*diners), timeout=5)
    print(log)
    print({name: log.count(name) for name in names})


asyncio.run(main())
