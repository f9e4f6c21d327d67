import asyncio


async def work():
    me = asyncio.current_task()
    print("inside:", me.get_name(), me.done())
    await asyncio.sleep(0)
    return 7


async def main():
    print(asyncio.current_task().get_name())
    named = asyncio.create_task(work(), name="worker")
    plain = asyncio.create_task(work())
    print(named.get_name(), plain.get_name())
    print("all:", sorted(task.get_name() for task in asyncio.all_tasks()))
    try:
        named.result()
    except asyncio.InvalidStateError as error:
        print("InvalidStateError:", error)
    await named
    print(named.result(), named.exception(), named.cancelled(), named.done())
    plain.set_name("renamed")
    print(plain.get_name())
    print(asyncio.ensure_future(named) is named)


asyncio.run(main())
