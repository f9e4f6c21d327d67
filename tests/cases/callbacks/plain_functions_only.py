import asyncio
from functools import partial

loop = asyncio.new_event_loop()


class Robot:
    def __init__(self, name):
        self.name = name

    def greet(self, other):
        print(self.name, "greets", other)

    def __call__(self):
        print(self.name, "was called")


robot = Robot("R2")
loop.call_soon(robot.greet, "C3")
loop.call_soon(robot)
loop.call_soon(partial(print, "a", "b", sep="-"))
loop.call_soon(lambda: print("lambda"))
loop.call_soon(loop.stop)
loop.run_forever()
for wrong in (lambda: loop.call_soon(), lambda: loop.call_later(None, print)):
    try:
        wrong()
    except TypeError as error:
        print("TypeError:", error)
loop.close()
