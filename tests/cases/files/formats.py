"""`csv`, `json`, `pickle` and `configuration` to files, by tasks and threads."""

import asyncio
import csv
import json
import os
import pickle
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

os.chdir(tempfile.mkdtemp())

with open("table.csv", "w", newline="") as file:
    writer = csv.writer(file)
    writer.writerow(["name", "note"])
    writer.writerows([["Ada", 'says "hi"'], ["Bob", "two\nlines"], ["Ünï", "a, b"]])
print(repr(open("table.csv", newline="").read()))
with open("table.csv", newline="") as file:
    print(list(csv.DictReader(file)))
with open("data.json", "w") as file:
    json.dump({"numbers": [1, 2.5, None], "text": "naïve"}, file, indent=1)
with open("data.json") as file:
    print(json.load(file), os.path.getsize("data.json"))
with open("data.pickle", "wb") as file:
    pickle.dump({"a": (1, 2), "b": {3}}, file)
    pickle.dump("second", file)
with open("data.pickle", "rb") as file:
    print(pickle.load(file), pickle.load(file))
    try:
        pickle.load(file)
    except EOFError as error:
        print(repr(error))

lock = threading.Lock()


def append(number):
    with lock, open("shared.txt", "a") as file:
        file.write(f"{number}\n")


threads = [threading.Thread(target=append, args=(number,)) for number in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(Path("shared.txt").read_text().split()))


def fetch(name):
    with open(name, "w") as file:
        file.write(name * 3)
    return os.path.getsize(name)


async def main():
    with ThreadPoolExecutor(2) as pool:
        loop = asyncio.get_running_loop()
        print(await asyncio.gather(*[loop.run_in_executor(pool, fetch, name) for name in ("one", "three")]))
    print(await asyncio.to_thread(Path("one").read_text))
    try:
        await asyncio.to_thread(open, "missing")
    except FileNotFoundError as error:
        print(error)


asyncio.run(main())
print(sorted(os.listdir()))
