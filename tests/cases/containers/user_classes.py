"""`UserDict`, `UserList` and `UserString`: containers whose methods call those that are overridden."""

import copy
from collections import UserDict, UserList, UserString
from collections.abc import MutableMapping, MutableSequence, Sequence


class Lower(UserDict):
    def __setitem__(self, key, item):
        super().__setitem__(key.lower(), item)

    def __missing__(self, key):
        return f"no {key}"


names = Lower({"A": 1}, B=2)
names.update(C=3)
names.setdefault("D", 4)
print(names, names["a"], names["x"], len(names), "a" in names, "A" in names, names | {"E": 5}, {"Z": 0} | names, names.pop("b"))
names |= {"F": 6}
other = names.copy()
other["g"] = 7
print(type(other).__name__, names == {"a": 1, "c": 3, "d": 4, "F": 6}, other.data, copy.copy(names), Lower.fromkeys("XY", 0), isinstance(names, MutableMapping))
try:
    UserDict()["x"]
except KeyError as error:
    print(repr(error))
print(UserDict([(1, 2)]).copy(), UserDict.__module__, sorted(UserDict(a=1).items()))


class Loud(UserList):
    def append(self, item):
        print("append", item)
        super().append(item)


items = Loud([3, 1])
items.append(2)
items.sort(reverse=True)
print(items, items[0], items[1:], type(items[1:]).__name__, items + [9], [9] + items, items * 2, items == [3, 2, 1], items < [4], len(items), 2 in items)
items += (7, 8)
items.insert(0, 0)
items.extend(UserList("ab"))
del items[1]
items[0:2] = "xy"
print(items, items.index(7), items.count("a"), items.pop(), items.copy() == items, list(reversed(items)), isinstance(items, MutableSequence), UserList(items) == items)


class Name(UserString):
    pass


name = Name("ada lovelace")
print(name, repr(name), name.title(), type(name.title()).__name__, name + "!", "¡" + name, name * 2, name[0:3], len(name), "love" in name, name == "ada lovelace")
print(name.split(), name.replace("a", "o"), name.upper().lower() == name, hash(name) == hash("ada lovelace"), Name("%s-%d") % ("x", 3), name.find(Name("love")), name.join(["1", "2"]))
print(int(UserString("12")) + 1, float(UserString("1.5")), isinstance(name, Sequence), name.startswith("ada"), name.encode(), sorted(name)[:3], UserString(5), "{}".format(name))
