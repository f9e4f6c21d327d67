"""A coroutine that a global keeps until the end was never awaited, and that is said when nothing else runs."""


async def fetch():
    return 1


result = fetch()
print("end")
