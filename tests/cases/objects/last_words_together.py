"""What is dropped together speaks in the order in which it was dropped; an object keeps its id while it ends."""

import weakref

registry = {}


class Known:
    def __init__(self):
        registry[id(self)] = "known"

    def __del__(self):
        print("del", registry.pop(id(self)), hash(self) == hash(self))


known = Known()
del known
print(registry)


async def never():
    pass


items = [Known(), Known(), Known()]
items[0] = None
del items[:]
print(registry)


class Value:
    def __del__(self):
        print("value ends")


class Key:
    pass


key = Key()
table = weakref.WeakKeyDictionary({key: Value()})
del table
print("table is gone")
group = weakref.WeakSet([key])
del group
told = weakref.proxy(key, lambda it: print("told"))
del told
del key
print("key is gone")
keys = [Key(), Key(), Key()]
table = weakref.WeakKeyDictionary((each, number) for number, each in enumerate(keys))
print(table.popitem()[1], len(table))
values = weakref.WeakValueDictionary(enumerate(keys))
print(values.popitem()[0], len(values))


def fails():
    raise ValueError("at exit")


weakref.finalize(keys[0], print, "the first is called last")
kept = weakref.finalize(keys[1], print, "at exit")
kept.atexit = False
