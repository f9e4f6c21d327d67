import asyncio

asyncio.run(main(
print("next line")
