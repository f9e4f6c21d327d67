def items():
    print("iterated")
    yield 1


def said(what):
    print("evaluated", what)
    return what


print(*items(), sep=said("-"))
print(*items(), *items(), sep=said("+"))
for call in (
    lambda: print(*5, sep="/"),
    lambda: print(1, *5, sep="/"),
    lambda: print(*5, **{"sep": "/"}),
    lambda: said(*None, what=1),
):
    try:
        call()
    except TypeError as error:
        print(error)
