"""Runs for the browser's sake: what programs do most, often enough that its code is made anew for speed."""

import asyncio


class Counter:
    def __init__(self, count):
        self.count = count

    def add(self, amount):
        self.count += amount
        return self.count


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def numbers(count):
    for number in range(count):
        yield number


def plain(rounds):
    counter = Counter(0)
    total = 0
    words = {}
    for i in range(rounds):
        total += i
        counter.add(i % 7)
        words[f"{i % 50}"] = [i, total]
        try:
            if i % 10 == 0:
                raise ValueError(i)
        except ValueError as error:
            total += error.args[0]
    return total + sum(numbers(rounds)) + len(sorted(words, key=len)) + counter.count


async def hop(rounds):
    for _ in range(rounds):
        await asyncio.sleep(0)


async def nap(seconds):
    await asyncio.sleep(seconds)
    return seconds


async def chain(rounds):
    loop = asyncio.get_running_loop()
    done = loop.create_future()

    def step(left):
        if left:
            loop.call_soon(step, left - 1)
        else:
            done.set_result(None)

    step(rounds)
    await done


async def main(rounds):
    for _ in range(rounds):
        fib(15)
        plain(1_000)
        await asyncio.gather(*(hop(20) for _ in range(50)))
        await asyncio.gather(*(nap(i / 1000) for i in range(500)))
        await chain(1_000)


asyncio.run(main(25))
