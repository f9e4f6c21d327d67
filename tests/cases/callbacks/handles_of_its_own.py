"""Handles that a program makes itself, with names for what it gives."""
import asyncio

loop = asyncio.new_event_loop()
timer = asyncio.TimerHandle(when=1.0, callback=print, args=("a",), loop=loop)
print(timer.when(), timer._args, timer.cancelled())
timer._run()
asyncio.TimerHandle(2.5, print, loop=loop, args=("b", "c"))._run()
asyncio.Handle(callback=print, loop=loop, args=("d",))._run()
print(asyncio.TimerHandle(3, print, (), loop, None) > timer)
for make in (
    lambda: asyncio.TimerHandle(1.0, print, ()),
    lambda: asyncio.TimerHandle(1.0, print, loop=loop),
    lambda: asyncio.TimerHandle(callback=print, args=(), loop=loop),
    lambda: asyncio.Handle(print, ()),
):
    try:
        make()
    except TypeError as error:
        print(error)
loop.close()
