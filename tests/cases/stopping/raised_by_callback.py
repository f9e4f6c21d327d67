# KeyboardInterrupt and SystemExit leave the loop at once, unlike other exceptions.
import asyncio


def interrupt():
    raise KeyboardInterrupt("by hand")


loop = asyncio.new_event_loop()
loop.call_soon(interrupt)
loop.call_soon(print, "the rest of the batch waits")
try:
    loop.run_forever()
except KeyboardInterrupt as error:
    print("caught:", error)
print("again")
loop.call_soon(loop.stop)
loop.run_forever()


async def leave():
    raise SystemExit(4)


try:
    loop.run_until_complete(leave())
except SystemExit as error:
    print("code:", error.code)
loop.close()
