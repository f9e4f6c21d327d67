import asyncio


async def which():
    return asyncio.get_running_loop(), asyncio.get_event_loop()


loop = asyncio.get_event_loop()
print("same at module level:", asyncio.get_event_loop() is loop)
running, current = loop.run_until_complete(which())
print("same inside:", running is loop, current is loop)

other = asyncio.new_event_loop()
running, current = other.run_until_complete(which())
print("other loop:", running is other, current is other)
print("current is untouched:", asyncio.get_event_loop() is loop)

asyncio.set_event_loop(other)
print("after set_event_loop:", asyncio.get_event_loop() is other)

first, _ = asyncio.run(which())
print("asyncio.run made its own:", first is not loop and first is not other, first.is_closed())
try:
    asyncio.get_event_loop()
except RuntimeError as error:
    print("RuntimeError:", error)
