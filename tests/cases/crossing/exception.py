import asyncio
import threading


class Refused(Exception):
    pass


async def ask(question):
    await asyncio.sleep(0)
    if question == "why":
        raise Refused("no reason given", 7)
    return {}[question]


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()
try:
    asyncio.run_coroutine_threadsafe(ask("why"), loop).result()
except Refused as error:
    print("Refused:", error.args)
future = asyncio.run_coroutine_threadsafe(ask("who"), loop)
print(repr(future.exception(1)))
try:
    future.result()
except KeyError as error:
    print("KeyError:", error)
loop.call_soon_threadsafe(loop.stop)
thread.join()
