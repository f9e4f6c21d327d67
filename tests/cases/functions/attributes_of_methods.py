"""The attributes of a method are those of its function."""

import functools


def marked(function):
    function.mark = "marked"
    return function


class Class:
    @marked
    def method(self):
        return "method"

    @classmethod
    @marked
    def of_class(cls):
        return "of class"

    @functools.wraps(marked)
    def wrapping(self):
        pass


bound = Class().method
print(bound.mark, Class.of_class.mark, getattr(bound, "nothing", "default"), hasattr(bound, "mark"))
print(bound.__wrapped__ if hasattr(bound, "__wrapped__") else "not wrapped", Class().wrapping.__wrapped__ is marked)
Class.method.later = [1]
bound.later.append(2)
print(Class.method.later, Class().method.later)
print(bound.__name__, bound.__kwdefaults__)
for wrong in (lambda: bound.nothing, lambda: setattr(bound, "mark", 1), lambda: [].append.nothing):
    try:
        wrong()
    except AttributeError as error:
        print(error)
