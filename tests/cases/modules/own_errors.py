# case: no-browser file=parts/circle.py file=parts/circle_too.py file=parts/broken.py file=parts/fails.py
"""What goes wrong with modules of one's own."""
import asyncio
import sys


def attempt(what):
    try:
        exec(what)
    except (ImportError, AttributeError, SyntaxError, ValueError) as error:
        print(type(error).__name__, str(error).replace(sys.path[0], "…"), getattr(error, "name", None))


attempt("import parts.missing")
attempt("import nothing_at_all")
attempt("from parts import nothing")
attempt("from parts.shop import nothing")
attempt("import parts.shop.inner")
attempt("import parts.circle")
print("parts.circle" in sys.modules, "parts.circle_too" in sys.modules)
attempt("import parts.broken")
print("parts.broken" in sys.modules)
attempt("import parts.fails")
print("parts.fails" in sys.modules)
from parts import shop

attempt("shop.nothing")


async def main():
    await shop.sold_out()


asyncio.run(main())
