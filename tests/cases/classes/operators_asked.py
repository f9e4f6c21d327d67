# Which methods an operator asks, in which order, and what happens when none knows.
asked = []


def method(name, answer):
    def ask(self, other):
        asked.append(f"{type(self).__name__}.{name}")
        return answer

    return ask


def make(class_name, bases=(), **answers):
    names = {f"__{name}__": method(name, answer) for name, answer in answers.items()}
    return type(class_name, bases, names)


def show(what, run):
    asked.clear()
    try:
        result = run()
    except TypeError as error:
        result = error
    print(what, "->", result, asked)


Deaf = make("Deaf", add=NotImplemented, radd=NotImplemented, iadd=NotImplemented, eq=NotImplemented, lt=NotImplemented)
Adds = make("Adds", add="add", radd="radd", eq="eq", gt="gt", le="le")
Below = make("Below", (Adds,), radd="below radd", eq=0)
Quiet = make("Quiet", (Adds,))
Number = make("Number", (int,), eq="number eq", add="number add")
Different = make("Different", ne="ne", eq="eq")

pairs = [
    (Deaf(), Adds()), (Adds(), Deaf()), (Adds(), Below()), (Below(), Adds()), (Adds(), Quiet()),
    (Deaf(), Deaf()), (Deaf(), 1), (1, Deaf()), (1, Adds()), (Number(3), 4), (4, Number(3)), (Number(3), Number(3)),
    (Different(), Deaf()), (Deaf(), Different()), ("text", Adds()),
]
for a, b in pairs:
    names = f"{type(a).__name__} {{}} {type(b).__name__}"
    show(names.format("+"), lambda: a + b)
    show(names.format("=="), lambda: a == b)
    show(names.format("!="), lambda: a != b)
    show(names.format("<"), lambda: a < b)
    show(names.format(">="), lambda: a >= b)

    def in_place():
        result = a
        result += b
        return result

    show(names.format("+="), in_place)


class Truth:
    def __bool__(self):
        print("asked for the truth")
        return True


class Equal:
    def __eq__(self, other):
        return Truth()


print(Equal() != Equal())


class Never:
    __add__ = None

    def __eq__(self, other):
        raise ValueError("not to be compared")


show("None + 1", lambda: Never() + 1)
try:
    Never() != Never()
except ValueError as error:
    print(error)


class Endless:
    def __eq__(self, other):
        return self == other


try:
    Endless() == Endless()
except RecursionError as error:
    print(error)
