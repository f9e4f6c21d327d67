import asyncio
import threading
import time


def run_kitchen(loop):
    asyncio.set_event_loop(loop)
    print("the kitchen opens")
    loop.run_forever()
    print("the kitchen closes")


def order(dish):
    print(dish, "is ordered in", threading.current_thread().name)


kitchen = asyncio.new_event_loop()
thread = threading.Thread(target=run_kitchen, args=(kitchen,), name="Kitchen")
thread.start()

for dish in ("soup", "salad", "cake"):
    time.sleep(1)
    print("main asks for", dish, "in", threading.current_thread().name)
    kitchen.call_soon_threadsafe(order, dish)

time.sleep(1)
kitchen.call_soon_threadsafe(kitchen.stop)
thread.join()
print("main goes home")
