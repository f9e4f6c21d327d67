# The main thread drives a simulation, a second thread's loop keeps the score.
import asyncio
import queue
import threading
import time

board = queue.Queue()
score_loop = asyncio.new_event_loop()


async def add_points(team, points):
    await asyncio.sleep(0.01)
    board.put((team, points))
    return points


def keep_score():
    asyncio.set_event_loop(score_loop)
    score_loop.run_forever()
    board.put(None)


keeper = threading.Thread(target=keep_score, name="keeper")
keeper.start()
total = 0
for team, points in (("red", 2), ("blue", 3), ("red", 1)):
    total += asyncio.run_coroutine_threadsafe(add_points(team, points), score_loop).result()
score_loop.call_soon_threadsafe(score_loop.stop)
keeper.join()
table = {}
while (entry := board.get()) is not None:
    table[entry[0]] = table.get(entry[0], 0) + entry[1]
print(table, total)
