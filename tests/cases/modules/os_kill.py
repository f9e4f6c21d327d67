import asyncio
import os
import signal


async def main():
    asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGINT)
    try:
        await asyncio.sleep(3)
    except asyncio.CancelledError:
        print("cancelled")
        raise


try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")
signal.signal(signal.SIGTERM, lambda number, frame: print("handled", signal.Signals(number).name))
os.kill(os.getpid(), signal.SIGTERM)
os.kill(os.getpid(), 0)
try:
    os.kill("1", 0)
except TypeError as error:
    print(error)
try:
    os.kill(99999999, 0)
except ProcessLookupError as error:
    print(error)
