import asyncio, signal, sys
# cleanup variants without real signal
loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
async def job(n):
    try:
        while True:
            await asyncio.sleep(0.01)
    finally:
        print("job", n, "cleaned")
async def killer():
    await asyncio.sleep(.05)
    signal.raise_signal(signal.SIGINT)
try:
    tasks = [loop.create_task(job(i)) for i in range(2)]
    loop.create_task(killer())
    loop.run_forever()
except KeyboardInterrupt:
    print("caught")
    for t in asyncio.all_tasks(loop): t.cancel()
    loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    print([t.cancelled() for t in tasks])
finally:
    loop.stop()
    loop.close()
    print("closed", loop.is_closed())
async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    loop.add_signal_handler(signal.SIGINT, stop.set)
    loop.call_later(.02, signal.raise_signal, signal.SIGINT)
    await stop.wait()
    print("stopped by handler", loop.remove_signal_handler(signal.SIGINT))
asyncio.run(main())
def h(num, frame): print("handler", num, signal.Signals(num).name)
old = signal.signal(signal.SIGINT, h)
print(old is signal.default_int_handler)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_IGN)
signal.raise_signal(signal.SIGINT)
signal.signal(signal.SIGINT, signal.SIG_DFL)
print(signal.getsignal(signal.SIGINT))
signal.signal(signal.SIGINT, signal.default_int_handler)
async def m2():
    try:
        asyncio.get_running_loop().call_later(.01, signal.raise_signal, signal.SIGINT)
        await asyncio.sleep(1)
    except asyncio.CancelledError as e:
        print("cancelled", repr(e)); raise
    finally: print("fin")
try: asyncio.run(m2())
except KeyboardInterrupt as e: print("KI", repr(e))
