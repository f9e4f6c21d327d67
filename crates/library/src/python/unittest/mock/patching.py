"""What replaces attributes for a while."""

import inspect
from functools import wraps

from .autospec import create_autospec
from .awaited import AsyncMock
from .magic import MagicMock
from .mocks import is_async
from .values import DEFAULT, MISSING

_started = []


def _resolve(path):
    """The module, or what is in it, that a dotted name says."""
    first, *rest = path.split(".")
    found = __import__(first)
    way = first
    for name in rest:
        way += f".{name}"
        try:
            found = getattr(found, name)
        except AttributeError:
            __import__(way)
            found = getattr(found, name)
    return found


def _split(target):
    try:
        owner, attribute = target.rsplit(".", 1)
    except (TypeError, ValueError, AttributeError):
        raise TypeError(f"Need a valid target to patch. You supplied: {target!r}") from None
    return (lambda: _resolve(owner)), attribute


class _Replacing:
    """What both kinds share: as a decorator, in a `with` block, and from `start` to `stop`."""

    def __call__(self, decorated):
        if isinstance(decorated, type):
            return self._decorate_class(decorated)
        patchings = getattr(decorated, "patchings", None)
        if patchings is not None:
            patchings.append(self)
            return decorated
        patchings = [self]

        if inspect.iscoroutinefunction(decorated):

            @wraps(decorated)
            async def patched(*args, **keywords):
                with _All(patchings, args, keywords) as args:
                    return await decorated(*args, **keywords)

        else:

            @wraps(decorated)
            def patched(*args, **keywords):
                with _All(patchings, args, keywords) as args:
                    return decorated(*args, **keywords)

        patched.patchings = patchings
        return patched

    def _decorate_class(self, cls):
        for name in dir(cls):
            value = getattr(cls, name)
            if name.startswith(patch.TEST_PREFIX) and hasattr(value, "__call__"):
                setattr(cls, name, self._copy()(value))
        return cls

    def start(self):
        result = self.__enter__()
        _started.append(self)
        return result

    def stop(self):
        if self not in _started:
            return None
        _started.remove(self)
        return self.__exit__(None, None, None)


class _All:
    """All patches of a function, in the order in which they are to be done."""

    def __init__(self, patchings, args, keywords):
        self._patchings = patchings
        self._args = args
        self._keywords = keywords

    def __enter__(self):
        self._entered = []
        more = []
        try:
            for patching in self._patchings:
                given = patching.__enter__()
                self._entered.append(patching)
                more += patching._arguments(given, self._keywords)
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return (*self._args, *more)

    def __exit__(self, *exc_info):
        while self._entered:
            self._entered.pop().__exit__(*exc_info)


class _Patch(_Replacing):
    def __init__(self, getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs, unsafe=False):
        if new_callable is not None:
            if new is not DEFAULT:
                raise ValueError("Cannot use 'new' and 'new_callable' together")
            if autospec is not None:
                raise ValueError("Cannot use 'autospec' and 'new_callable' together")
        self.getter = getter
        self.attribute = attribute
        self.new = new
        self._spec = spec
        self._create = create
        self._spec_set = spec_set
        self._autospec = autospec
        self._new_callable = new_callable
        self._kwargs = kwargs
        self._more = []
        self.attribute_name = None

    def _copy(self):
        copied = _Patch(
            self.getter, self.attribute, self.new, self._spec, self._create, self._spec_set, self._autospec,
            self._new_callable, self._kwargs,
        )
        copied.attribute_name = self.attribute_name
        copied._more = [each._copy() for each in self._more]
        return copied

    def _arguments(self, given, keywords):
        if self.attribute_name is not None:
            keywords.update(given)
            return []
        return [given] if self.new is DEFAULT else []

    def _original(self):
        target, name = self.target, self.attribute
        try:
            original, local = vars(target)[name], True
        except (TypeError, KeyError):
            original, local = getattr(target, name, DEFAULT), False
        create = self._create or not local and isinstance(target, type(inspect)) and hasattr(_builtins, name)
        if original is DEFAULT and not create:
            raise AttributeError(f"{target} does not have the attribute {name!r}")
        return original, local

    def __enter__(self):
        self.target = self.getter()
        if self._kwargs and self.new is not DEFAULT:
            raise TypeError(f"{'patch'} can't take keyword arguments if 'new' is given")
        if self._autospec is not None and self.new is not DEFAULT:
            raise TypeError("autospec creates the mock for you. Can't specify autospec and new.")
        original, self._local = self._original()
        new = self._make(original) if self.new is DEFAULT else self.new
        self._before = original
        setattr(self.target, self.attribute, new)
        self._done = []
        if self.attribute_name is None:
            return new
        given = {self.attribute_name: new} if self.new is DEFAULT else {}
        try:
            for each in self._more:
                given.update(each.__enter__())
                self._done.append(each)
        except BaseException as error:
            self.__exit__(type(error), error, error.__traceback__)
            raise
        return given

    def _make(self, original):
        spec = original if self._spec is True else self._spec
        spec_set = original if self._spec_set is True else self._spec_set
        if self._autospec is not None:
            seen = original if self._autospec is True else self._autospec
            return create_autospec(seen, spec_set=bool(spec_set), _name=self.attribute, **self._kwargs)
        if self._new_callable is not None:
            kind = self._new_callable
        else:
            kind = AsyncMock if is_async(original if spec is None else spec) else MagicMock
        options = dict(self._kwargs)
        if spec is not None:
            options["spec"] = spec
        if spec_set is not None:
            options["spec_set"] = spec_set
        if isinstance(kind, type) and issubclass(kind, (MagicMock, AsyncMock)) or kind.__module__ == "unittest.mock":
            options.setdefault("name", self.attribute)
        new = kind(**options)
        seen = spec if spec_set is None else spec_set
        if isinstance(seen, type):
            # What a class makes is an instance of it.
            new.return_value = kind(seen, name=None, _new_name="()", _new_parent=new)
        return new

    def __exit__(self, *exc_info):
        while self._done:
            self._done.pop().__exit__(*exc_info)
        if self._local and self._before is not DEFAULT:
            setattr(self.target, self.attribute, self._before)
            return
        delattr(self.target, self.attribute)
        if self._before is not DEFAULT and not hasattr(self.target, self.attribute):
            setattr(self.target, self.attribute, self._before)


class _PatchDict(_Replacing):
    def __init__(self, in_dict, values=(), clear=False, **kwargs):
        self._in_dict = in_dict
        self._values = {**dict(values), **kwargs}
        self._clear = clear

    def _copy(self):
        return _PatchDict(self._in_dict, self._values, self._clear)

    def _arguments(self, given, keywords):
        return []

    def __enter__(self):
        if isinstance(self._in_dict, str):
            self._in_dict = _resolve(self._in_dict)
        target = self._in_dict
        self._before = {key: target[key] for key in target}
        if self._clear:
            _clear(target)
        for key, value in self._values.items():
            target[key] = value
        return target

    def __exit__(self, *exc_info):
        _clear(self._in_dict)
        for key, value in self._before.items():
            self._in_dict[key] = value
        return False


def _clear(mapping):
    for key in list(mapping):
        del mapping[key]


def patch(
    target, new=DEFAULT, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, *, unsafe=False, **kwargs
):
    getter, attribute = _split(target)
    return _Patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_object(
    target,
    attribute,
    new=DEFAULT,
    spec=None,
    create=False,
    spec_set=None,
    autospec=None,
    new_callable=None,
    *,
    unsafe=False,
    **kwargs,
):
    if isinstance(target, str):
        raise TypeError(f"{target!r} must be the actual object to be patched, not a str")
    return _Patch(lambda: target, attribute, new, spec, create, spec_set, autospec, new_callable, kwargs)


def _patch_multiple(target, spec=None, create=False, spec_set=None, autospec=None, new_callable=None, **kwargs):
    getter = (lambda: _resolve(target)) if isinstance(target, str) else (lambda: target)
    if not kwargs:
        raise ValueError("Must supply at least one keyword argument with patch.multiple")
    patches = []
    for attribute, new in kwargs.items():
        each = _Patch(getter, attribute, new, spec, create, spec_set, autospec, new_callable, {})
        each.attribute_name = attribute
        patches.append(each)
    patches[0]._more = patches[1:]
    return patches[0]


def _stop_all():
    for each in reversed(list(_started)):
        each.stop()


import builtins as _builtins

patch.object = _patch_object
patch.dict = _PatchDict
patch.multiple = _patch_multiple
patch.stopall = _stop_all
patch.TEST_PREFIX = "test"
