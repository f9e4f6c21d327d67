"""Mocks with magic methods."""

from .mocks import ASYNC_MAGICS, MAGICS, Callable, Mock, NonCallableMock, is_mock, magic_method
from .values import DEFAULT

_results = {
    "__lt__": NotImplemented,
    "__gt__": NotImplemented,
    "__le__": NotImplemented,
    "__ge__": NotImplemented,
    "__int__": 1,
    "__contains__": False,
    "__len__": 0,
    "__exit__": False,
    "__float__": 1.0,
    "__bool__": True,
    "__index__": 1,
    "__aexit__": False,
}
_methods = {name: magic_method(name) for name in MAGICS}


class _AsyncIterator:
    def __init__(self, iterator):
        self._iterator = iterator

    def __aiter__(self):
        return self

    async def __anext__(self):
        for item in self._iterator:
            return item
        raise StopAsyncIteration


class Magic:
    """A mixin of mocks that have magic methods of their own accord."""

    @classmethod
    def _magic_methods(cls, spec):
        names = MAGICS if spec is None else MAGICS.intersection(spec if isinstance(spec, (list, tuple)) else dir(spec))
        methods = {name: _methods[name] for name in sorted(names)}
        # What every object has.
        for name in ("__eq__", "__ne__", "__hash__", "__str__"):
            methods[name] = _methods[name]
        return {"__module__": "unittest.mock", "__doc__": cls.__doc__, **methods}

    def _magic_child(self, name):
        child = self._get_child_mock(name=name, _new_name=name, _new_parent=self)
        self._mock.children[name] = child
        state = child._mock
        if name in _results:
            child.return_value = _results[name]
        elif name == "__hash__":
            child.return_value = object.__hash__(self)
        elif name == "__str__":
            child.return_value = object.__str__(self)
        elif name == "__fspath__":
            child.return_value = f"{type(self).__name__}/{self._mock.name}/{id(self)}"
        elif name in ("__eq__", "__ne__"):
            same = name == "__eq__"

            def compare(other):
                if state.return_value is not DEFAULT:
                    return DEFAULT
                return same if self is other else NotImplemented

            child.side_effect = compare
        elif name == "__iter__":
            child.side_effect = lambda: iter([] if state.return_value is DEFAULT else state.return_value)
        elif name == "__aiter__":
            child.side_effect = lambda: _AsyncIterator(iter([] if state.return_value is DEFAULT else state.return_value))
        return child

    def _child_class(self, step):
        if step in ASYNC_MAGICS:
            from .awaited import AsyncMock

            return AsyncMock
        cls = super()._child_class(step)
        return MagicMock if cls is Mock else cls


class NonCallableMagicMock(Magic, NonCallableMock):
    pass


class MagicMock(Magic, Mock):
    def reset_mock(self, /, *args, return_value=False, **kwargs):
        if return_value:
            children = self._mock.children
            for name in [name for name in children if name in _results and is_mock(children[name])]:
                children[name].reset_mock(*args, **kwargs)
        super().reset_mock(*args, return_value=False, **kwargs)
        if return_value:
            self._mock.return_value = DEFAULT


class PropertyMock(Mock):
    """Stands for a property, on the class of a mock."""

    def _get_child_mock(self, /, **kwargs):
        return MagicMock(**kwargs)

    def __get__(self, obj, obj_type=None):
        return self()

    def __set__(self, obj, val):
        self(val)
