import asyncio
from collections import defaultdict


class Bus:
    def __init__(self):
        self.queues = defaultdict(list)

    def subscribe(self, topic):
        queue = asyncio.Queue()
        self.queues[topic].append(queue)
        return queue

    def publish(self, topic, message):
        for queue in self.queues[topic]:
            queue.put_nowait(message)
        return len(self.queues[topic])


async def listener(name, queue):
    async for message in messages(queue):
        print(name, "heard", message)
    print(name, "left")


async def messages(queue):
    while (message := await queue.get()) is not None:
        yield message


async def main():
    bus = Bus()
    async with asyncio.TaskGroup() as group:
        for name, topic in (("ann", "news"), ("bob", "sport"), ("cat", "news")):
            group.create_task(listener(name, bus.subscribe(topic)))
        print(bus.publish("news", "rain"), bus.publish("sport", "goal"), bus.publish("jazz", "unheard"))
        await asyncio.sleep(0)
        bus.publish("news", "sun")
        for topic in ("news", "sport"):
            bus.publish(topic, None)


asyncio.run(main())
