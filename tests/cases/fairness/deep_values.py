# What goes down through values in values in values ends with a RecursionError that can be caught, or doesn't mind.
import copy
import json
import traceback
import types

DEEP = 100_000


def nest(make, innermost):
    value = innermost
    for _ in range(DEEP):
        value = make(value)
    return value


def bound(value):
    return types.MethodType(nest, value)


def caused(value):
    made = ValueError('made')
    made.__cause__ = value
    return made


KINDS = {
    'list': (lambda value: [value], 0),
    'tuple': (lambda value: (value,), 0),
    'dict': (lambda value: {1: value}, 0),
    'frozenset': (lambda value: frozenset([value]), 0),
    'exception': (ValueError, 0),
    'caused': (caused, None),
    'static method': (staticmethod, len),
    'bound method': (bound, 0),
    'group': (lambda value: ExceptionGroup('group', [value]), ValueError()),
}
OPERATIONS = {
    'repr': lambda a, b: repr(a),
    'str': lambda a, b: str(a),
    'format': lambda a, b: f'{a}',
    'equal': lambda a, b: a == b,
    'in': lambda a, b: a in [b],
    'order': lambda a, b: a < b,
    'copy': lambda a, b: copy.deepcopy(a),
    'json': lambda a, b: json.dumps(a),
    'isinstance': lambda a, b: isinstance(1, a),
    'call': lambda a, b: a(),
    'traceback': lambda a, b: traceback.format_exception(a),
}
for kind, (make, innermost) in KINDS.items():
    a, b = nest(make, innermost), nest(make, innermost)
    for name, operation in OPERATIONS.items():
        try:
            operation(a, b)
        except RecursionError as error:
            print(kind, name, 'RecursionError')
        except TypeError:
            print(kind, name, 'TypeError')
        else:
            print(kind, name, 'goes on')


a, b = nest(slice, 0), nest(slice, 0)
for compare in (lambda: a == b, lambda: a < b, lambda: repr(a)):
    try:
        compare()
    except RecursionError:
        print('RecursionError')
print(slice(1, 2) < slice(1, 3), slice(1) >= slice(2), slice(None, [1]) == slice(None, [1]))
for arguments in ((len, [1]), (len,), (1, 2), (len, None)):
    try:
        print(types.MethodType(*arguments)())
    except TypeError as error:
        print(error)


class Caller:
    pass


Caller.__call__ = Caller()
try:
    Caller()()
except RecursionError as error:
    print(error)

# Values that differ only far below are compared once at each level.
for make in (lambda value: [value], lambda value: (value,), lambda value: {1: value}, lambda value: [value, value]):
    a, b = 1, 2
    for _ in range(20 if len(make(0)) > 1 else 90):
        a, b = make(a), make(b)
    print(a == b, a != b)
