import asyncio
import functools


def retry(times, delay):
    def decorate(func):
        @functools.wraps(func)
        async def wrapper(*args, **kwargs):
            pause = delay
            for attempt in range(1, times + 1):
                try:
                    return await func(*args, **kwargs)
                except ConnectionError as error:
                    print(f"{func.__name__} attempt {attempt}: {error}")
                    if attempt == times:
                        raise
                    await asyncio.sleep(pause)
                    pause *= 2

        return wrapper

    return decorate


class Server:
    def __init__(self, failures):
        self.failures = failures

    @retry(times=3, delay=0.01)
    async def ask(self, question):
        await asyncio.sleep(0)
        if self.failures:
            self.failures -= 1
            raise ConnectionResetError("connection reset")
        return question.upper()


async def main():
    print(await Server(2).ask("hello"))
    results = await asyncio.gather(Server(9).ask("x"), return_exceptions=True)
    print(repr(results[0]))


asyncio.run(main())
