import asyncio
import threading


def worker():
    try:
        asyncio.get_event_loop()
    except RuntimeError as error:
        print("RuntimeError:", error)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print("set:", asyncio.get_event_loop() is loop)
    print(loop.run_until_complete(asyncio.sleep(0, "works")))
    loop.close()


thread = threading.Thread(target=worker, name="Plain")
thread.start()
thread.join()
