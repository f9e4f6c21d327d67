import asyncio
import threading


async def main():
    main_loop = asyncio.get_running_loop()
    future = main_loop.create_future()
    task = asyncio.create_task(asyncio.sleep(0.02, "slept"))
    log = []

    async def awaits(thing):
        try:
            await thing
        except RuntimeError as error:
            log.append(str(error).split()[0] + " …" + str(error)[-29:])

    def other():
        asyncio.run(awaits(future))
        asyncio.run(awaits(task))

    t = threading.Thread(target=other)
    t.start()
    await asyncio.to_thread(t.join)
    print(*log, sep="\n")
    await asyncio.sleep(0.03)
    print(task.result(), future.done())


asyncio.run(main())
