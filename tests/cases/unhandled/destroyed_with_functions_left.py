"""An exception handler of the program still finds its functions when tasks are destroyed at the very end."""
import asyncio

started = []


def show(text):
    print("shown", text)


def handle(loop, context):
    show(f"{context['message']} {context['task'].get_name()}")


async def main():
    asyncio.get_running_loop().set_exception_handler(handle)
    started.append(asyncio.create_task(asyncio.Event().wait(), name="waits"))
    await asyncio.sleep(0)


loop = asyncio.new_event_loop()
loop.run_until_complete(main())
loop.close()
print("end")
