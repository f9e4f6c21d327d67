import asyncio


async def fail():
    await asyncio.sleep(0.2)
    raise ValueError("lost")


async def main():
    for next_done in asyncio.as_completed([asyncio.create_task(fail(), name="failing")], timeout=0.1):
        try:
            await next_done
        except TimeoutError as error:
            print(repr(error))
    await asyncio.sleep(0.3)
    print("end")


asyncio.run(main())
