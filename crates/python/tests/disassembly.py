def first_true(items, default=None):
    for item in items:
        if item and not item.hidden or item is default:
            return item.value + 1
    return default


def guarded(lock):
    while True:
        try:
            with lock as held:
                return held(1, key=2)
        except (ValueError, OSError) as error:
            print(f"{error!r:>9}")
        finally:
            lock.close()


class Counter(Base):
    __count = 0

    def step(self):
        def later():
            self.__count += 1

        super().step()
        return later


async def squares(source):
    async with source as numbers:
        return [number**2 async for number in numbers if 0 < number < 9]
