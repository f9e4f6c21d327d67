class Own(int):
    def __sub__(self, other):
        return NotImplemented

    def __add__(self, other):
        return NotImplemented


class Other(int):
    def __rsub__(self, other):
        return NotImplemented


class Plain(int):
    pass


class Text(str):
    def __add__(self, other):
        return NotImplemented


class Set(set):
    def __or__(self, other):
        return NotImplemented


def show(make):
    try:
        print(repr(make()))
    except TypeError as error:
        print(error)


own, other, plain = Own(5), Other(3), Plain(2)
show(lambda: own - own)
show(lambda: own + Own(1))
show(lambda: own - 2)
show(lambda: 2 - own)
show(lambda: own - plain)
show(lambda: plain - own)
show(lambda: own - other)
show(lambda: other - own)
show(lambda: other - other)
show(lambda: Text("a") + Text("b"))
show(lambda: Text("a") + "b")
show(lambda: Set([1]) | Set([2]))
show(lambda: Set([1]) | {2})
show(lambda: {2} | Set([1]))


class List(list):
    def __mul__(self, other):
        return NotImplemented


show(lambda: Text("a") + 5)
show(lambda: "a" + Text("b"))
show(lambda: List([1]) * 2)
show(lambda: 2 * List([1]))
show(lambda: List([1]) + [2])
