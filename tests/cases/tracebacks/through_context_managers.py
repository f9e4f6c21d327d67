import asyncio
import contextlib


@contextlib.contextmanager
def entered(name):
    try:
        yield name
    finally:
        print("leave", name)


@contextlib.asynccontextmanager
async def entered_later(name):
    try:
        yield name
    finally:
        print("leave", name)


def fail():
    with entered("plain"):
        raise ValueError("through")


async def main():
    async with entered_later("async"):
        fail()


asyncio.run(main())
