import asyncio
import threading


class Order:
    def __init__(self, number):
        self.number = number
        self.lines = []

    def __repr__(self):
        return f"Order({self.number}, {self.lines})"


kept = Order(7)


async def fill(order, line):
    await asyncio.sleep(0.01)
    order.lines.append(line)
    return order


async def make(number):
    return {"order": Order(number), "all": [number] * 3}


async def fail(number):
    raise LookupError(number, [number])


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever)
thread.start()


def call(coroutine):
    return asyncio.run_coroutine_threadsafe(coroutine, loop).result()


made = call(make(3))
print(made, made["order"].lines)
made["order"].lines.append("here")
print(call(fill(Order(4), "there")), made)
try:
    call(fail(5))
except LookupError as error:
    print(repr(error))
# From here on both sides hold something.
print(call(fill(kept, "shared")) is kept, kept)
loop.call_soon_threadsafe(loop.stop)
thread.join()
loop.close()
