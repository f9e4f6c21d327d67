# Making classes, and imports of packages.

def _finish_class(cls, **keywords):
    for name, value in _own_attributes(cls):
        method = _lookup(type(value), '__set_name__')
        if method is not None:
            try:
                method(value, cls, name)
            except BaseException as error:
                _import_one('_seldom').set_name_failed(value, cls, name, error)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def _fill_namespace(namespace, variables):
    for name, value in variables.items():
        if name not in namespace or namespace[name] is not value:
            namespace[name] = value
    for name in [name for name in namespace if name not in variables]:
        del namespace[name]
    return namespace


def _resolve_bases(bases):
    resolved = []
    for base in bases:
        entries = None if isinstance(base, type) else _lookup(type(base), '__mro_entries__')
        if entries is None:
            resolved.append(base)
            continue
        classes = entries(base, bases)
        if not isinstance(classes, tuple):
            raise TypeError('__mro_entries__ must return a tuple')
        resolved.extend(classes)
    return tuple(resolved)


def _last_word(object, *args):
    function = object
    try:
        if args:
            function(*args)
        else:
            function = getattr(type(object), '__del__', None)
            if function is not None:
                function(object)
    except BaseException as error:
        _unraisable(error, function)


def _doc(object):
    return _import_one('_docs').of(object)


def _unraisable(error, object):
    _import_one('sys')._unraisable(error, object)


class _Unshareable:
    def __get__(self, instance, owner):
        raise RuntimeError(self._message)


def _import_pieces(pieces, wanted):
    for piece in pieces:
        _import_one(piece)
    return _import_one(wanted)


def _import_attribute(module, name):
    value = getattr(module, name, _import_attribute)
    if value is _import_attribute:
        its = getattr(module, '__name__', None)
        error = ImportError(f"cannot import name {name!r} from {its or '<unknown module name>'!r} (unknown location)")
        error.name = its
        raise error
    return value


def _first_step(hook, generator, step):
    hook(generator)
    return step

