# case: interrupt-after=1.5
import asyncio
import signal

loop = asyncio.new_event_loop()


def stop(name):
    print("stop requested by", name)
    loop.stop()


loop.add_signal_handler(signal.SIGINT, stop, "Ctrl+C")
loop.call_soon(print, "running")
loop.run_forever()
print("removed:", loop.remove_signal_handler(signal.SIGINT), loop.remove_signal_handler(signal.SIGINT))
loop.close()
