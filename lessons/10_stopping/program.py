import asyncio


async def watch(what, seconds):
    try:
        while True:
            print("watching", what)
            await asyncio.sleep(seconds)
    finally:
        print("no longer watching", what)


loop = asyncio.new_event_loop()
tasks = [loop.create_task(watch("the stars", 2)), loop.create_task(watch("the clock", 5))]

try:
    print("press Stop when you have seen enough")
    loop.run_forever()
except KeyboardInterrupt:
    print("stopping")
    for task in tasks:
        task.cancel()
    results = loop.run_until_complete(asyncio.gather(*tasks, return_exceptions=True))
    print([type(result).__name__ for result in results])
finally:
    loop.close()
    print("the loop is closed")
