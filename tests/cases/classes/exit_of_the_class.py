"""A with statement finds `__exit__` in the class, past instances and `__getattribute__`."""

import asyncio


class Manager:
    def __enter__(self):
        return "entered"

    def __exit__(self, *exc_info):
        print("exit", exc_info[0])

    async def __aenter__(self):
        return "entered too"

    async def __aexit__(self, *exc_info):
        print("aexit", exc_info[0])

    def __getattribute__(self, name):
        print("asked for", name)
        return lambda *args: print("never")


async def main():
    async with Manager() as value:
        print(value)


with Manager() as value:
    print(value)
asyncio.run(main())


class Plain:
    def __enter__(self):
        pass

    def __exit__(self, *exc_info):
        print("the class's")


plain = Plain()
plain.__exit__ = lambda *exc_info: print("the instance's")
with plain:
    pass
