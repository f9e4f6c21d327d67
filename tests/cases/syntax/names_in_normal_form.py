# Names are compared in normal form KC: ligatures, full width and decomposed accents are the same names.
import asyncio

ﬁle = 1
ｗｉｄｅ = 2
café = 3


class Σκέψη:
    ﬂag = 4

    def ℕame(self, ªrg, /, *, Ⅷ=5):
        return ªrg + Ⅷ


async def main():
    print(file, wide, café)
    print(Σκέψη.flag, Σκέψη().Name(1, VIII=2))
    print(sorted(name for name in vars(Σκέψη) if not name.startswith("_")))


asyncio.run(main())
