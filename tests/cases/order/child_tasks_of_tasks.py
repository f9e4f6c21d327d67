import asyncio


async def node(name, depth):
    print("enter", name)
    if depth:
        children = [asyncio.create_task(node(name + side, depth - 1)) for side in "LR"]
        for child in children:
            await child
    print("leave", name)


asyncio.run(node("*", 2))
