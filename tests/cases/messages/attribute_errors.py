class Thing:
    colour = "red"


def show(func):
    try:
        func()
    except AttributeError as error:
        print(error, "|", error.name)


thing = Thing()
thing.self = thing
show(lambda: thing.color)
show(lambda: Thing.colour.uper())
show(lambda: None.append(1))
show(lambda: [].add(1))
show(lambda: {}.has_key("a"))
show(lambda: (1).real_part)
show(lambda: thing.self.missing.deeper)
show(lambda: setattr(1, "x", 2))
show(lambda: setattr("s", "upper", 2))
show(lambda: print.nothing)
show(lambda: show.nothing)
show(lambda: __import__("math").squareroot(2))
show(lambda: Thing.nothing)
