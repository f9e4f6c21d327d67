# case: no-browser file=parts/prices.json
"""A program of several files: modules of its own, packages, and a file that it reads."""
import asyncio
import importlib
import json
import sys
from pathlib import Path

import parts.shop
from parts import shop, tools as t
from parts.deep import names
from parts.deep.names import *

print(parts.__name__, parts.__package__, parts.shop is shop, t.__name__, names.__package__)
print(Path(parts.__path__[0]).name, Path(shop.__file__).name, Path(parts.__file__).name)
print(sorted(name for name in sys.modules if name.startswith("parts")))
print(NAME, "_hidden" in globals(), shop.__doc__, shop.__annotations__)
print(importlib.import_module("parts.tools").double(4), __import__("parts.deep").deep is parts.deep)

with open("parts/prices.json") as file:
    print(json.load(file))
print((Path(__file__).parent / "parts" / "prices.json").read_text().strip())
print(open(__file__).readlines()[1].strip())


async def main():
    prices = await asyncio.gather(shop.price("tea", 0.02), shop.price("milk", 0.01))
    print(prices, shop.asked)
    try:
        await shop.sold_out()
    except ValueError as error:
        code = error.__traceback__.tb_next.tb_frame.f_code
        print(error, Path(code.co_filename).name, error.__traceback__.tb_next.tb_lineno)


asyncio.run(main())
print(type(shop.Shop()), shop.Shop.__module__, repr(shop.Shop).split()[1])
