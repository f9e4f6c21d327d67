"""Mocks: attributes and results that are mocks again, and that remember their calls."""

import inspect

from .asserting import Assertions
from .calls import CallList, _Call
from .values import DEFAULT, DELETED, MISSING

FILTER_DIR = True

_comparisons = "lt gt le ge eq ne"
_numerics = "add sub mul matmul truediv floordiv mod lshift rshift and xor or pow"
_others = (
    "getitem setitem delitem len contains str sizeof enter exit divmod rdivmod neg pos abs invert complex int float "
    "index round trunc floor ceil bool next fspath aiter hash iter"
)
_both = _numerics.split()
ASYNC_MAGICS = frozenset({"__aenter__", "__aexit__", "__anext__"})
MAGICS = ASYNC_MAGICS.union(
    f"__{name}__"
    for name in [*_comparisons.split(), *_both, *(f"i{name}" for name in _both), *_others.split()]
)
_settable_magics = MAGICS.union(
    [f"__r{name}__" for name in _both],
    "__reversed__ __missing__ __format__ __repr__ __dir__ __subclasses__ __get__ __set__ __delete__".split(),
)
_wrong_assertions = ("assert", "assret", "asert", "aseert", "assrt")


class _State:
    """What a mock knows."""

    def __init__(self, name, parent, step, owner):
        self.name = name
        # Whose attribute it is.
        self.parent = parent
        # Whose attribute, result or magic method it is, and which.
        self.owner = owner
        self.step = step
        self.children = {}
        self.methods = self.spec_class = self.signature = None
        self.spec_asyncs = ()
        self.spec_set = False
        self.wraps = None
        self.delegate = None
        self.sealed = False
        self.unsafe = False
        self.return_value = DEFAULT
        self.side_effect = None
        self.forget()

    def forget(self):
        self.called = False
        self.call_count = 0
        self.call_args = None
        self.call_args_list = CallList()
        self.mock_calls = CallList()
        self.method_calls = CallList()
        self.await_count = 0
        self.await_args = None
        self.await_args_list = CallList()


def _delegated(name):
    """A property that is kept where the calls of the mock are counted: in itself, or the function that it stands behind."""

    def get(self):
        state = self._mock
        return getattr(state if state.delegate is None else state.delegate, name)

    def put(self, value):
        state = self._mock
        setattr(state if state.delegate is None else state.delegate, name, value)

    return property(get, put)


def is_mock(value):
    return isinstance(type(value), type) and issubclass(type(value), NonCallableMock)


def is_exception(value):
    return isinstance(value, BaseException) or isinstance(value, type) and issubclass(value, BaseException)


def is_async(function):
    if isinstance(function, (staticmethod, classmethod)):
        function = function.__func__
    if is_mock(function):
        return hasattr(type(function), "assert_awaited")
    return inspect.iscoroutinefunction(function) or inspect.iscoroutinefunction(getattr(function, "__call__", None))


def signature_of(spec, bound=False):
    """The signature of what can be called, without `self`; `None` if it can't be known."""
    try:
        if isinstance(spec, type):
            found = inspect.signature(spec.__init__)
            bound = True
        elif inspect.isfunction(spec) or inspect.ismethod(spec):
            found = inspect.signature(spec)
        else:
            return None
    except (TypeError, ValueError):
        return None
    if bound:
        found = found.replace(parameters=list(found.parameters.values())[1:])
    return found


class NonCallableMock(Assertions):
    def __new__(cls, /, *args, **kw):
        # A class of its own, so that each can have its own magic methods and properties.
        spec = args[0] if args else kw.get("spec") or kw.get("spec_set")
        return object.__new__(type(cls.__name__, (cls,), cls._magic_methods(spec)))

    @classmethod
    def _magic_methods(cls, spec):
        return {"__module__": "unittest.mock", "__doc__": cls.__doc__}

    def __init__(
        self,
        spec=None,
        wraps=None,
        name=None,
        spec_set=None,
        parent=None,
        _spec_state=None,
        _new_name="",
        _new_parent=None,
        _spec_as_instance=False,
        _eat_self=None,
        unsafe=False,
        **kwargs,
    ):
        state = _State(name, parent, _new_name, parent if _new_parent is None else _new_parent)
        object.__setattr__(self, "_mock", state)
        state.wraps = wraps
        state.unsafe = unsafe
        self._init_more(state)
        self._add_spec(spec if spec_set is None else spec_set, spec_set is not None)
        if kwargs:
            self.configure_mock(**kwargs)

    def _init_more(self, state):
        pass

    def _add_spec(self, spec, spec_set=False):
        state = self._mock
        if spec is None:
            return
        if is_mock(spec):
            raise TypeError(f"Cannot spec a Mock object. [object={spec!r}]")
        if isinstance(spec, (list, tuple)):
            state.methods = list(spec)
        else:
            state.methods = dir(spec)
            state.spec_class = spec if isinstance(spec, type) else type(spec)
            state.signature = signature_of(spec)
            state.spec_asyncs = [name for name in state.methods if is_async(getattr(spec, name, None))]
        state.spec_set = spec_set

    def mock_add_spec(self, spec, spec_set=False):
        self._add_spec(spec, spec_set)

    return_value = property(
        lambda self: self._return_value(), lambda self, value: self._set_return_value(value), None, "What it gives."
    )
    called = _delegated("called")
    call_count = _delegated("call_count")
    call_args = _delegated("call_args")
    call_args_list = _delegated("call_args_list")
    mock_calls = _delegated("mock_calls")
    method_calls = _delegated("method_calls")

    @property
    def __class__(self):
        return self._mock.spec_class or type(self)

    def _return_value(self):
        state = self._mock
        holder = state if state.delegate is None else state.delegate
        if holder.return_value is DEFAULT and state.wraps is None:
            holder.return_value = self._get_child_mock(_new_parent=self, _new_name="()")
        return holder.return_value

    def _set_return_value(self, value):
        state = self._mock
        holder = state if state.delegate is None else state.delegate
        holder.return_value = value
        self._attach(value, None, "()")

    @property
    def side_effect(self):
        state = self._mock
        return (state if state.delegate is None else state.delegate).side_effect

    @side_effect.setter
    def side_effect(self, value):
        state = self._mock
        if not (value is None or is_exception(value) or callable(value)):
            try:
                value = iter(value)
            except TypeError:
                pass
        (state if state.delegate is None else state.delegate).side_effect = value

    def _attach(self, value, name, step):
        """Makes a mock that belongs to nothing yet an attribute or the result of this one."""
        if not is_mock(value):
            return False
        its = value._mock
        if its.name or its.step or its.owner is not None or its.parent is not None:
            return False
        ancestor = self
        while ancestor is not None:
            if ancestor is value:
                return False
            ancestor = ancestor._mock.owner
        its.owner, its.step = self, step
        if name is not None:
            its.parent, its.name = self, name
        return True

    def attach_mock(self, mock, attribute):
        if hasattr(mock, "mock") and not is_mock(mock):
            mock = mock.mock
        if not is_mock(mock):
            raise AttributeError(f"{mock!r} is not a mock")
        state = mock._mock
        state.parent = state.owner = None
        state.name = state.step = ""
        setattr(self, attribute, mock)

    def configure_mock(self, /, **kwargs):
        for path, value in sorted(kwargs.items(), key=lambda item: item[0].count(".")):
            *owners, last = path.split(".")
            target = self
            for owner in owners:
                target = getattr(target, owner)
            setattr(target, last, value)

    def reset_mock(self, visited=None, *, return_value=False, side_effect=False):
        visited = set() if visited is None else visited
        if id(self) in visited:
            return
        visited.add(id(self))
        state = self._mock
        holder = state if state.delegate is None else state.delegate
        _State.forget(holder)
        if return_value:
            holder.return_value = DEFAULT
        if side_effect:
            holder.side_effect = None
        for child in state.children.values():
            if is_mock(child):
                child.reset_mock(visited, return_value=return_value, side_effect=side_effect)
        if is_mock(holder.return_value) and holder.return_value is not self:
            holder.return_value.reset_mock(visited)

    def __getattribute__(self, name):
        if name in _settable_magics:
            found = object.__getattribute__(self, "_mock").children.get(name)
            if found is not None and found is not DELETED:
                return found
            if name in MAGICS and hasattr(type(self), "_magic_child"):
                if getattr(type(self), name, None) is None:
                    raise AttributeError(name)
                return self._magic_child(name)
        try:
            return object.__getattribute__(self, name)
        except AttributeError:
            if name == "_mock":
                raise
        return self._child(name)

    def _child(self, name):
        state = self._mock
        if state.methods is not None:
            if name not in state.methods or name in _settable_magics:
                raise AttributeError(f"Mock object has no attribute {name!r}")
        elif name.startswith("__") and name.endswith("__"):
            raise AttributeError(name)
        if not state.unsafe and name.startswith(_wrong_assertions) and name not in (state.methods or ()):
            raise AttributeError(
                f"{name!r} is not a valid assertion. Use a spec for the mock if {name!r} is meant to be an attribute."
            )
        child = state.children.get(name)
        if child is DELETED:
            raise AttributeError(name)
        if child is None:
            wraps = None if state.wraps is None else getattr(state.wraps, name)
            child = self._get_child_mock(parent=self, name=name, wraps=wraps, _new_name=name, _new_parent=self)
            state.children[name] = child
        elif isinstance(child, LateSpec):
            child = state.children[name] = child.make(self, name)
        return child

    def __setattr__(self, name, value):
        state = self._mock
        if name in _own_names or isinstance(getattr(type(self), name, None), property) or name in vars(type(self)):
            if name not in _settable_magics:
                object.__setattr__(self, name, value)
                return
        if state.spec_set and state.methods is not None and name not in state.methods:
            raise AttributeError(f"Mock object has no attribute '{name}'")
        if name in _settable_magics:
            if state.methods is not None and name not in state.methods:
                raise AttributeError(f"Mock object has no attribute '{name}'")
            self._set_magic(name, value)
        elif state.sealed and name not in state.children:
            raise AttributeError(f"Cannot set {path_of(self)}.{name}")
        elif self._attach(value, name, name):
            state.children[name] = value
        else:
            state.children.pop(name, None)
            object.__setattr__(self, name, value)

    def _set_magic(self, name, value):
        if inspect.isfunction(value):
            setattr(type(self), name, value)
            self._mock.children[name] = lambda *args, **kwargs: value(self, *args, **kwargs)
            return
        self._mock.children[name] = value
        if is_mock(value):
            self._attach(value, None, name)
            if not value._mock.name:
                value._mock.name = name
        setattr(type(self), name, magic_method(name))

    def __delattr__(self, name):
        state = self._mock
        if name in MAGICS and name in vars(type(self)):
            delattr(type(self), name)
            state.children.pop(name, None)
            return
        own = vars(self)
        if name in own and name != "_mock":
            object.__delattr__(self, name)
            state.children[name] = DELETED
            return
        if state.children.get(name, MISSING) is DELETED:
            raise AttributeError(name)
        if state.methods is not None and name not in state.methods:
            raise AttributeError(name)
        state.children[name] = DELETED

    def __dir__(self):
        state = self._mock
        own = [name for name in vars(self) if name != "_mock"]
        children = [name for name, child in state.children.items() if child is not DELETED]
        if not FILTER_DIR:
            return sorted({*object.__dir__(self), *own, *children})
        from_type = [name for name in dir(type(self)) if not name.startswith("_")]
        own_type = [name for name in vars(type(self)) if not name.startswith("__")]
        return sorted({*(state.methods or ()), *from_type, *own_type, *own, *children} - {"__module__"})

    def __repr__(self):
        state = self._mock
        path = path_of(self)
        name = f" name={path!r}" if path else ""
        spec = ""
        if state.spec_class is not None:
            spec = f" {'spec_set' if state.spec_set else 'spec'}={state.spec_class.__name__!r}"
        return f"<{type(self).__name__}{name}{spec} id='{id(self)}'>"

    def _get_child_mock(self, /, **kw):
        if self._mock.sealed:
            name = kw.get("name")
            raise AttributeError(f"{path_of(self) or 'mock'}{'()' if name is None else f'.{name}'}")
        return self._child_class(kw.get("_new_name"))(**kw)

    def _child_class(self, step):
        if step in self._mock.spec_asyncs:
            from .awaited import AsyncMock

            return AsyncMock
        cls = type(self).__mro__[1]
        return cls if issubclass(cls, Callable) else Mock


_own_names = {"_mock", "return_value", "side_effect"}


class LateSpec:
    """An attribute that becomes a mock when it is looked at."""

    def __init__(self, make):
        self.make = make


def path_of(mock):
    """How one comes to the mock, from the one that belongs to nothing; nothing for that one unless it has a name."""
    steps = ""
    state = mock._mock
    while state.owner is not None:
        steps = (state.step if state.step == "()" else f".{state.step}") + steps
        state = state.owner._mock
    if not steps:
        return state.name or ""
    return f"{state.name or 'mock'}{steps}"


def magic_method(name):
    """A magic method that calls the mock which the object has for it."""

    def method(self, /, *args, **kwargs):
        return self.__getattribute__(name)(*args, **kwargs)

    method.__name__ = name
    return method


class Callable:
    """A mixin of mocks that can be called."""

    def __init__(self, spec=None, side_effect=None, return_value=DEFAULT, *args, **kwargs):
        super().__init__(spec, *args, **kwargs)
        if return_value is not DEFAULT:
            self.return_value = return_value
        if side_effect is not None:
            self.side_effect = side_effect

    def __call__(self, /, *args, **kwargs):
        self._check_signature(args, kwargs)
        self._remember(args, kwargs)
        return self._answer(args, kwargs)

    def _check_signature(self, args, kwargs):
        state = self._mock
        if state.signature is not None and state.delegate is None and getattr(state, "checked", False):
            state.signature.bind(*args, **kwargs)

    def _remember(self, args, kwargs):
        made = _Call((args, kwargs))
        self.called = True
        self.call_count += 1
        self.call_args = made
        self.call_args_list.append(made)
        self.mock_calls.append(_Call(("", args, kwargs)))
        # All to which this mock belongs remember the call, too, with the way to it.
        state = self._mock
        path = state.step
        method_path = state.name if state.parent is not None else None
        while state.owner is not None:
            owner = state.owner
            its = owner._mock
            if method_path is not None:
                owner.method_calls.append(_Call((method_path, args, kwargs)))
                method_path = f"{its.name}.{method_path}" if its.parent is not None else None
            owner.mock_calls.append(_Call((path, args, kwargs)))
            if its.step:
                path = f"{its.step}{'' if path.startswith('()') else '.'}{path}"
            state = its

    def _answer(self, args, kwargs):
        state = self._mock
        effect = self.side_effect
        if effect is not None:
            if is_exception(effect):
                raise effect
            result = effect(*args, **kwargs) if callable(effect) else next(effect)
            if not callable(effect) and is_exception(result):
                raise result
            if result is not DEFAULT:
                return result
        holder = state if state.delegate is None else state.delegate
        if holder.return_value is DEFAULT and state.wraps is not None:
            return state.wraps(*args, **kwargs)
        return self.return_value


class Mock(Callable, NonCallableMock):
    pass


def seal(mock):
    """Nothing that isn't there yet comes into being in this mock and those that belong to it."""
    mock._mock.sealed = True
    for child in list(mock._mock.children.values()):
        if is_mock(child) and child._mock.owner is mock:
            seal(child)
    if is_mock(mock._mock.return_value):
        seal(mock._mock.return_value)
