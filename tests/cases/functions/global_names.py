total = 0
name = "module"


def add(n):
    global total, created
    total += n
    created = "by add"


def shadow():
    name = "local"
    return name, globals()["name"]


def unbound():
    print(total)
    total = 5


add(3)
add(4)
print(total, created)
print(shadow(), name)
try:
    unbound()
except UnboundLocalError as error:
    print("UnboundLocalError:", error)


def deleted():
    x = 1
    del x
    return x


try:
    deleted()
except UnboundLocalError as error:
    print("UnboundLocalError:", error)


def free():
    def inner():
        return late

    try:
        inner()
    except NameError as error:
        print("NameError:", error)
    late = 1
    return inner()


print(free())
print(sorted(locals().keys() - globals().keys()), "total" in globals())


class Scope:
    name = "class"
    names = [name for _ in range(2)]


print(Scope.names)
