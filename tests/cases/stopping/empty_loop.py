# case: interrupt-after=1.5
import asyncio

loop = asyncio.new_event_loop()
print("nothing to do, for ever")
try:
    loop.run_forever()
except KeyboardInterrupt:
    print("stopped by Ctrl+C")
loop.close()
