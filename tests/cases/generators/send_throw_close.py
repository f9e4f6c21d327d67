def averager():
    total, n, average = 0, 0, None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("told:", error)
            continue
        except GeneratorExit:
            print("closing")
            raise
        total += value
        n += 1
        average = total / n


gen = averager()
next(gen)
print(gen.send(10), gen.send(20))
print(gen.throw(ValueError("ignore this")), gen.send(0))
gen.close()
gen.close()
try:
    next(gen)
except StopIteration:
    print("closed")
fresh = averager()
try:
    fresh.send(1)
except TypeError as error:
    print("TypeError:", error)


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2


gen = stubborn()
next(gen)
try:
    gen.close()
except RuntimeError as error:
    print("RuntimeError:", error)


def leaks():
    yield 1
    raise StopIteration("inside")


try:
    list(leaks())
except RuntimeError as error:
    print("RuntimeError:", error, repr(error.__cause__))


def again():
    yield next(me)


me = again()
try:
    next(me)
except ValueError as error:
    print("ValueError:", error)
