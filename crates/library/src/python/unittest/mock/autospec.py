"""Mocks that have the attributes and signatures of what they stand for."""

import inspect
from functools import wraps

from .awaited import AsyncMock
from .magic import MagicMock, NonCallableMagicMock
from .mocks import LateSpec, is_async, is_mock, signature_of

_shared = (
    "called call_count call_args call_args_list mock_calls method_calls return_value side_effect "
    "await_count await_args await_args_list"
).split()


def create_autospec(spec, spec_set=False, instance=False, _parent=None, _name=None, *, unsafe=False, **kwargs):
    if is_mock(spec):
        raise TypeError(f"Cannot autospec a Mock object. [object={spec!r}]")
    is_type = isinstance(spec, type)
    function = inspect.isfunction(spec) or inspect.ismethod(spec)
    if function:
        kind = AsyncMock if is_async(spec) else MagicMock
        # Without a specification: attributes of functions are not what one means.
        mock = kind(name=_name or spec.__name__ if _parent is not None else _name, **kwargs)
        mock._mock.signature = signature_of(spec)
        return _function_before(mock, spec)
    kind = MagicMock if is_type and not instance or callable(spec) and not instance else NonCallableMagicMock
    if instance and "__call__" in dir(spec if is_type else type(spec)) and (not is_type or hasattr(spec, "__call__")):
        kind = MagicMock if not is_type or "__call__" in vars(spec) else NonCallableMagicMock
    options = {"spec_set" if spec_set else "spec": spec}
    mock = kind(parent=_parent, _new_parent=_parent, _new_name=_name or "", name=_name, unsafe=unsafe, **options, **kwargs)
    mock._mock.checked = is_type and not instance
    if is_type and not instance:
        mock.return_value = create_autospec(spec, spec_set, instance=True, _name="()", _parent=mock)
    for name in dir(spec):
        if name.startswith("__") and name.endswith("__"):
            continue
        try:
            original = getattr(spec, name)
        except AttributeError:
            continue
        mock._mock.children[name] = LateSpec(_maker(spec, original, is_type, instance, spec_set))
    return mock


def _maker(spec, original, is_type, instance, spec_set):
    def make(parent, name):
        if not (inspect.isfunction(original) or inspect.ismethod(original)):
            return create_autospec(original, spec_set, instance=not isinstance(original, type), _parent=parent, _name=name)
        kind = AsyncMock if is_async(original) else MagicMock
        child = kind(parent=parent, name=name, _new_name=name, _new_parent=parent)
        held = spec if is_type else type(spec)
        static = isinstance(inspect_static(held, name), staticmethod)
        bound = inspect.isfunction(original) and instance and is_type and not static
        child._mock.signature = signature_of(original, bound)
        child._mock.spec_class = type(original)
        child._mock.checked = True
        return child

    return make


def inspect_static(cls, name):
    """What a class has under a name, as it was defined."""
    for each in cls.__mro__:
        if name in vars(each):
            return vars(each)[name]
    return None


def _function_before(mock, spec):
    """A function with the signature of `spec` that calls the mock and shows what that knows."""
    signature = mock._mock.signature

    def check(args, kwargs):
        if signature is not None:
            signature.bind(*args, **kwargs)

    if is_async(spec):

        @wraps(spec)
        async def funcopy(*args, **kwargs):
            check(args, kwargs)
            return await mock(*args, **kwargs)

    else:

        @wraps(spec)
        def funcopy(*args, **kwargs):
            check(args, kwargs)
            return mock(*args, **kwargs)

    for name in _shared:
        setattr(funcopy, name, getattr(mock._mock, name))
    for name in dir(type(mock)):
        if name.startswith("assert_") or name in ("reset_mock", "attach_mock", "configure_mock"):
            setattr(funcopy, name, getattr(mock, name))
    funcopy.mock = mock
    mock._mock.delegate = funcopy
    funcopy.return_value = mock.return_value
    return funcopy
