class Sets:
    def __setitem__(self, key, value):
        print("set", key, value)


class Deletes(str):
    def __delitem__(self, key):
        print("delete", key)


class Table(dict):
    pass


def attempt(call):
    try:
        call()
    except Exception as error:
        print(type(error).__name__, error)


def store(target):
    target[0] = 1


def delete(target):
    del target[0]


for target in (Sets(), Deletes("ab")):
    attempt(lambda: store(target))
    attempt(lambda: delete(target))
attempt(lambda: format(Table(), ">5"))
attempt(lambda: f"{Table()}{Table():x}")
