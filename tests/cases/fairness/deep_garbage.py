# Long chains of objects of every kind that can hold another are dropped at once, by the variable that had them.
import asyncio
import collections
import contextvars
import functools
import itertools
import types

LONG = 30_000


class Node:
    def __init__(self, inner):
        self.inner = inner

    def method(self):
        return super().__init__


class Slotted:
    __slots__ = ('inner',)


def slotted(inner):
    made = Slotted()
    made.inner = inner
    return made


def closure(inner):
    return lambda: inner


def default(inner):
    return lambda inner=inner: inner


def keyword_default(inner):
    def function(*, inner=inner):
        return inner
    return function


def attribute(inner):
    def function():
        pass
    function.inner = inner
    return function


def generator(inner):
    yield inner


def started(inner):
    made = generator(inner)
    next(made)
    return made


async def async_generator(inner):
    yield inner


def cause(inner):
    made = ValueError()
    made.__cause__ = inner
    return made


def raised(inner):
    try:
        raise ValueError(inner)
    except ValueError as error:
        return error.with_traceback(None)


def module(inner):
    made = types.ModuleType('made')
    made.inner = inner
    return made


def future(inner):
    made = loop.create_future()
    made.set_result(inner)
    return made


def called_back(inner):
    made = loop.create_future()
    made.add_done_callback(lambda done: inner)
    return made


loop = asyncio.new_event_loop()
KINDS = {
    'list': (lambda inner: [inner], 0),
    'tuple': (lambda inner: (inner,), 0),
    'dict': (lambda inner: {1: inner}, 0),
    'frozenset': (lambda inner: frozenset([inner]), 0),
    'view': (lambda inner: {1: inner}.items(), 0),
    'instance': (Node, 0),
    'instance with an iterator': (lambda inner: Node(iter([inner])), 0),
    'method': (lambda inner: Node(inner).method, 0),
    'method of super': (lambda inner: Node(inner).method(), 0),
    'method of list': (lambda inner: [inner].append, 0),
    'slot': (slotted, 0),
    'class': (lambda inner: type('Made', (), {'inner': inner}), 0),
    'closure': (closure, 0),
    'default': (default, 0),
    'keyword default': (keyword_default, 0),
    'attribute of a function': (attribute, 0),
    'partial': (lambda inner: functools.partial(print, [inner]), 0),
    'static method': (lambda inner: staticmethod([inner]), 0),
    'property': (property, 0),
    'slice': (slice, 0),
    'generator': (generator, 0),
    'started generator': (started, 0),
    'asynchronous generator': (async_generator, 0),
    'asend': (lambda inner: async_generator(0).asend(inner), 0),
    'list iterator': (lambda inner: iter([inner]), 0),
    'reversed': (lambda inner: reversed([inner]), 0),
    'callable iterator': (lambda inner: iter(lambda: inner, 0), 0),
    'map': (lambda inner: map(abs, inner), ()),
    'zip': (zip, ()),
    'filter': (lambda inner: filter(None, inner), ()),
    'enumerate': (enumerate, ()),
    'chain': (itertools.chain, ()),
    'cycle': (itertools.cycle, ()),
    'islice': (lambda inner: itertools.islice(inner, 3), ()),
    'accumulate': (itertools.accumulate, ()),
    'repeat': (itertools.repeat, 0),
    'deque': (lambda inner: collections.deque([inner]), 0),
    'exception': (ValueError, 0),
    'raised exception': (raised, 0),
    'cause': (cause, None),
    'group': (lambda inner: ExceptionGroup('group', [inner]), ValueError()),
    'module': (module, 0),
    'namespace': (lambda inner: types.SimpleNamespace(inner=inner), 0),
    'context variable': (lambda inner: contextvars.ContextVar('v', default=inner), 0),
    'future': (future, 0),
    'callback': (called_back, 0),
}
for name, (make, innermost) in KINDS.items():
    value = innermost
    for _ in range(LONG):
        value = make(value)
    value = None
    print(name)
# What is left at the end of the program goes as well.
value = None
for _ in range(LONG):
    value = Node(iter([value]))
print('end')
