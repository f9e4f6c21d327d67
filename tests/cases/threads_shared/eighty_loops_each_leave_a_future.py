import asyncio
import threading

futures = []
results = []


def worker(number):
    async def main():
        future = asyncio.get_running_loop().create_future()
        futures.append(future)
        await asyncio.sleep(0)
        if number % 4:
            future.set_result(number)
        results.append(number)

    asyncio.run(main())


for number in range(80):
    t = threading.Thread(target=worker, args=(number,))
    t.start()
    t.join()

print(len(futures), sum(f.done() for f in futures))
print(sum(f.result() for f in futures if f.done()))
print(all(f.get_loop().is_closed() for f in futures))
print(len({id(f.get_loop()) for f in futures}), results[-1])
