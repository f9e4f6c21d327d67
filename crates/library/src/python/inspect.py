"""What functions, classes and coroutines are."""

# Lacks: ArgInfo Arguments Attribute BlockFinder CO_NESTED CO_NEWLOCALS CO_NOFREE CO_OPTIMIZED CO_VARARGS
#     CO_VARKEYWORDS ClassFoundException ClosureVars EndOfBlock TPFLAGS_IS_ABSTRACT
#     classify_class_attrs formatannotationrelativeto formatargvalues
#     get_annotations getabsfile getargs getargvalues getattr_static getcallargs getclasstree
#     getclosurevars getcomments getcoroutinelocals getgeneratorlocals
#     getinnerframes getlineno getmembers_static getmodulename
#     indentsize isgetsetdescriptor ismemberdescriptor ismethoddescriptor
#     ismethodwrapper trace walktree

from types import _awaiting

from _library import is_awaitable as _is_awaitable
from _library import kind as _kind
from _library import parameters as _parameters

CO_GENERATOR, CO_COROUTINE, CO_ITERABLE_COROUTINE, CO_ASYNC_GENERATOR = 32, 128, 256, 512
GEN_CREATED, GEN_RUNNING, GEN_SUSPENDED, GEN_CLOSED = "GEN_CREATED", "GEN_RUNNING", "GEN_SUSPENDED", "GEN_CLOSED"
CORO_CREATED, CORO_RUNNING, CORO_SUSPENDED, CORO_CLOSED = (
    "CORO_CREATED", "CORO_RUNNING", "CORO_SUSPENDED", "CORO_CLOSED",
)


def _of_type(name):
    return lambda object: type(object).__name__ == name


isfunction = _of_type("function")
ismethod = _of_type("method")
isbuiltin = _of_type("builtin_function_or_method")
ismodule = _of_type("module")
isgenerator = _of_type("generator")
iscoroutine = _of_type("coroutine")
isasyncgen = _of_type("async_generator")
iscode = _of_type("code")
istraceback = _of_type("traceback")
isframe = _of_type("frame")


def currentframe():
    from sys import _getframe

    return _getframe()


def isclass(object):
    return isinstance(object, type)


def isroutine(object):
    return isfunction(object) or ismethod(object) or isbuiltin(object)


def isawaitable(object):
    return _is_awaitable(object) or hasattr(type(object), "__await__")


def isabstract(object):
    return isinstance(object, type) and bool(getattr(object, "__abstractmethods__", None))


def isdatadescriptor(object):
    return hasattr(type(object), "__set__") or isinstance(object, property)


def _plain(function):
    while True:
        if ismethod(function):
            function = function.__func__
        elif type(function).__name__ == "partial":
            function = function.func
        else:
            return function


def iscoroutinefunction(obj):
    return _kind(_plain(obj)) == "coroutine"


def isgeneratorfunction(obj):
    function = _plain(obj)
    if getattr(function, "__code__", None) is _awaiting:
        function = function.__wrapped__
    return _kind(function) == "generator"


def isasyncgenfunction(obj):
    return _kind(_plain(obj)) == "async generator"


def getgeneratorstate(generator):
    return f"GEN_{_kind(generator)}"


def getcoroutinestate(coroutine):
    return f"CORO_{_kind(coroutine)}"


def getmembers(object, predicate=None):
    found = []
    for name in sorted(dir(object)):
        try:
            value = getattr(object, name)
        except AttributeError:
            continue
        if predicate is None or predicate(value):
            found.append((name, value))
    return found


def getmro(cls):
    return cls.__mro__


def getmodule(object):
    import sys

    return sys.modules.get(getattr(object, "__module__", None))


def cleandoc(doc):
    lines = doc.expandtabs().split("\n")
    margins = [len(line) - len(line.lstrip()) for line in lines[1:] if line.strip()]
    margin = min(margins, default=0)
    lines = [lines[0].lstrip(), *[line[margin:] for line in lines[1:]]]
    while lines and not lines[-1]:
        lines.pop()
    while lines and not lines[0]:
        lines.pop(0)
    return "\n".join(lines)


def getdoc(object):
    doc = getattr(object, "__doc__", None)
    return cleandoc(doc) if isinstance(doc, str) else None


def unwrap(func, *, stop=None):
    while hasattr(func, "__wrapped__") and not (stop is not None and stop(func)):
        func = func.__wrapped__
    return func


class _empty:
    pass


class _ParameterKind(int):
    def __new__(cls, value, name, description):
        made = int.__new__(cls, value)
        made.name = name
        made.description = description
        return made

    def __repr__(self):
        return f"<_ParameterKind.{self.name}: {int(self)}>"

    def __str__(self):
        return self.name


_kinds = (
    _ParameterKind(0, "POSITIONAL_ONLY", "positional-only"),
    _ParameterKind(1, "POSITIONAL_OR_KEYWORD", "positional or keyword"),
    _ParameterKind(2, "VAR_POSITIONAL", "variadic positional"),
    _ParameterKind(3, "KEYWORD_ONLY", "keyword-only"),
    _ParameterKind(4, "VAR_KEYWORD", "variadic keyword"),
)


def formatannotation(annotation):
    if isinstance(annotation, type):
        if annotation.__module__ in ("builtins", "__main__") and annotation.__module__ == "builtins":
            return annotation.__qualname__
        return f"{annotation.__module__}.{annotation.__qualname__}"
    return repr(annotation).replace("typing.", "")


class Parameter:
    empty = _empty
    POSITIONAL_ONLY, POSITIONAL_OR_KEYWORD, VAR_POSITIONAL, KEYWORD_ONLY, VAR_KEYWORD = _kinds

    def __init__(self, name, kind, *, default=_empty, annotation=_empty):
        self.name = name
        self.kind = _kinds[kind]
        self.default = default
        self.annotation = annotation

    def replace(self, **changes):
        values = {"name": self.name, "kind": self.kind, "default": self.default, "annotation": self.annotation}
        values.update(changes)
        return Parameter(values.pop("name"), values.pop("kind"), **values)

    def __str__(self):
        text = self.name
        if self.annotation is not _empty:
            text += f": {formatannotation(self.annotation)}"
        if self.default is not _empty:
            text += f" = {self.default!r}" if self.annotation is not _empty else f"={self.default!r}"
        return {2: "*", 4: "**"}.get(int(self.kind), "") + text

    def __repr__(self):
        return f'<Parameter "{self}">'

    def __eq__(self, other):
        return isinstance(other, Parameter) and vars(self) == vars(other)


class BoundArguments:
    def __init__(self, signature, arguments):
        self.signature = signature
        self.arguments = arguments

    @property
    def args(self):
        args = []
        for name, parameter in self.signature.parameters.items():
            if parameter.kind >= 3 or name not in self.arguments:
                break
            if parameter.kind == 2:
                args.extend(self.arguments[name])
            else:
                args.append(self.arguments[name])
        return tuple(args)

    @property
    def kwargs(self):
        keywords = {}
        for name, parameter in self.signature.parameters.items():
            if parameter.kind == 3 and name in self.arguments:
                keywords[name] = self.arguments[name]
            elif parameter.kind == 4:
                keywords.update(self.arguments.get(name, {}))
        return keywords

    def apply_defaults(self):
        filled = {}
        for name, parameter in self.signature.parameters.items():
            if name in self.arguments:
                filled[name] = self.arguments[name]
            elif parameter.default is not _empty:
                filled[name] = parameter.default
            elif parameter.kind == 2:
                filled[name] = ()
            elif parameter.kind == 4:
                filled[name] = {}
        self.arguments = filled

    def __repr__(self):
        return f"<BoundArguments ({', '.join(f'{key}={value!r}' for key, value in self.arguments.items())})>"


class Signature:
    empty = _empty

    def __init__(self, parameters=None, *, return_annotation=_empty):
        self._parameters = {each.name: each for each in parameters or ()}
        self.return_annotation = return_annotation

    @property
    def parameters(self):
        # CPython's is a mappingproxy around an ordered dict.
        from collections import OrderedDict
        from types import MappingProxyType

        return MappingProxyType(OrderedDict(self._parameters))

    @classmethod
    def from_callable(cls, obj, **options):
        return signature(obj)

    def replace(self, *, parameters=None, return_annotation=None):
        return Signature(
            self.parameters.values() if parameters is None else parameters,
            return_annotation=self.return_annotation if return_annotation is None else return_annotation,
        )

    def bind(self, *args, **keywords):
        return self._bind(args, keywords, False)

    def bind_partial(self, *args, **keywords):
        return self._bind(args, keywords, True)

    def _bind(self, args, keywords, partial):
        bound = {}
        args = list(args)
        for name, parameter in self.parameters.items():
            if parameter.kind == 2:
                if args:
                    bound[name] = tuple(args)
                args = []
            elif parameter.kind == 4:
                if keywords:
                    bound[name] = keywords
                keywords = {}
            elif args and parameter.kind < 2:
                if name in keywords and parameter.kind == 1:
                    raise TypeError(f"multiple values for argument {name!r}")
                bound[name] = args.pop(0)
            elif name in keywords and parameter.kind != 0:
                bound[name] = keywords.pop(name)
            elif parameter.default is _empty and not partial:
                raise TypeError(f"missing a required argument: {name!r}")
        if args:
            raise TypeError("too many positional arguments")
        if keywords:
            raise TypeError(f"got an unexpected keyword argument {next(iter(keywords))!r}")
        return BoundArguments(self, bound)

    def __str__(self):
        shown = []
        star = False
        parameters = list(self.parameters.values())
        for at, parameter in enumerate(parameters):
            if parameter.kind == 3 and not star:
                shown.append("*")
                star = True
            star = star or parameter.kind == 2
            shown.append(str(parameter))
            if parameter.kind == 0 and (at + 1 == len(parameters) or parameters[at + 1].kind != 0):
                shown.append("/")
        text = f"({', '.join(shown)})"
        return text if self.return_annotation is _empty else f"{text} -> {formatannotation(self.return_annotation)}"

    def __repr__(self):
        return f"<Signature {self}>"

    def __eq__(self, other):
        return isinstance(other, Signature) and str(self) == str(other)


for _class in (Parameter, Signature):
    _class.empty.__name__ = _class.empty.__qualname__ = "_empty"


def signature(obj, *, follow_wrapped=True, **options):
    if not callable(obj):
        raise TypeError(f"{obj!r} is not a callable object")
    skip = 0
    if ismethod(obj):
        skip = 1
        obj = obj.__func__
    elif isbuiltin(obj) and obj.__name__ == "__init__" and _fields_of_init(type(obj.__self__).__init__) is not None:
        skip = 1
        obj = type(obj.__self__).__init__
    if follow_wrapped:
        obj = unwrap(obj, stop=lambda each: hasattr(each, "__signature__"))
    given = getattr(obj, "__signature__", None)
    if given is not None:
        if not isinstance(given, Signature):
            raise TypeError(f"unexpected object {given!r} in __signature__ attribute")
        return given
    if type(obj).__name__ == "partial":
        return _of_partial(signature(obj.func), obj)
    if isinstance(obj, type):
        obj = obj.__new__ if isfunction(obj.__new__) and not isfunction(obj.__init__) else obj.__init__
        skip = 1
        if not isfunction(obj) and _fields_of_init(obj) is None:
            return Signature()
    elif not isfunction(obj) and isfunction(getattr(type(obj), "__call__", None)):
        obj = type(obj).__call__
        skip = 1
    fields = _fields_of_init(obj)
    if fields is not None:
        return Signature([Parameter("self", 1), *_of_fields(fields)][skip:], return_annotation=None)
    described = _parameters(obj)
    if described is None:
        raise ValueError(f"no signature found for builtin {obj!r}")
    hints = getattr(obj, "__annotations__", {})
    parameters = [
        Parameter(name, kind, default=default if has else _empty, annotation=hints.get(name, _empty))
        for name, kind, has, default in described[skip:]
    ]
    return Signature(parameters, return_annotation=hints.get("return", _empty))


def _of_partial(whole, partial):
    """What is left of a signature: positional arguments are gone, from a keyword argument on all are keyword-only."""
    bound = whole.bind_partial(*partial.args, **partial.keywords)
    left, by_keyword = [], False
    for name, each in whole.parameters.items():
        if name not in bound.arguments:
            if not by_keyword or each.kind != 2:
                left.append(each.replace(kind=3) if by_keyword and each.kind == 1 else each)
        elif each.kind == 4 or each.kind == 2 and not by_keyword:
            left.append(each)
        elif name in partial.keywords:
            by_keyword = True
            left.append(each.replace(kind=3, default=partial.keywords[name]))
    left.sort(key=lambda each: each.kind)
    return Signature(left, return_annotation=whole.return_annotation)


def _fields_of_init(function):
    """The fields that are arguments of a function, if that is the `__init__` of a data class."""
    description = getattr(function, "__self__", None) if isbuiltin(function) else None
    return description[8] if isinstance(description, tuple) and len(description) == 9 else None


def _of_fields(fields):
    from dataclasses import MISSING

    fields = [each for each in fields if each.init]
    for each in sorted(fields, key=lambda each: each.kw_only):
        default = each.default
        if each.default_factory is not MISSING:
            default = _Factory()
        elif default is MISSING:
            default = _empty
        yield Parameter(each.name, 3 if each.kw_only else 1, default=default, annotation=each.type)


class _Factory:
    def __repr__(self):
        return "<factory>"


_SOURCES = frozenset(
    "FrameInfo FullArgSpec Traceback findsource getblock getfile getframeinfo getfullargspec getouterframes getsource "
    "getsourcefile getsourcelines stack".split()
)


def __getattr__(name):
    if name in _SOURCES:
        import _inspect_sources

        return getattr(_inspect_sources, name)
    raise AttributeError(f"module 'inspect' has no attribute {name!r}")
