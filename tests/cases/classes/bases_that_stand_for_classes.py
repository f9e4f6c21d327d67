class Names(list[str]):
    def longest(self):
        return max(self, key=len)


names = Names(["ann", "robert"])
print(names.longest(), Names.__bases__, Names.__orig_bases__, Names.__mro__)


class Stand:
    def __init__(self, *classes):
        self.classes = classes

    def __repr__(self):
        return "Stand"

    def __mro_entries__(self, bases):
        print("asked with", bases)
        return self.classes


class Both(Stand(dict), object):
    pass


print(Both.__bases__, Both(a=1), Both.__orig_bases__)


class Nothing(Stand()):
    pass


print(Nothing.__bases__)


class Wrong:
    def __mro_entries__(self, bases):
        return [dict]


try:

    class Fails(Wrong()):
        pass

except TypeError as error:
    print(error)
