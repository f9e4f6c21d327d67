import asyncio
import time
from threading import Thread


def send_notification(address):
    time.sleep(0.08)
    print("to", address, "sent")


def start_email_worker(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()


worker_loop = asyncio.new_event_loop()
worker = Thread(target=start_email_worker, args=(worker_loop,))
worker.start()


def notify(address):
    worker_loop.call_soon_threadsafe(send_notification, address)
    return "accepted"


print([notify(name + "@demo.test") for name in ("ada", "grace", "edsger")])
worker_loop.call_soon_threadsafe(worker_loop.stop)
worker.join()
worker_loop.close()
