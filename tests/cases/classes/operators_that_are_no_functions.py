class Add:
    def __call__(self, *operands):
        return len(operands)


class A:
    __add__ = Add()
    __eq__ = Add()
    __lt__ = int

    @staticmethod
    def __sub__(other):
        return ("static", other)

    @classmethod
    def __mul__(cls, other):
        return (cls.__name__, other)


print(A() + 1, A() - 2, A() * 3, A() == 4, A() < "5", 7 == A())
