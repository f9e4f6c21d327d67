# Making classes, and imports of packages.

def _finish_class(cls, **keywords):
    for name, value in _own_attributes(cls):
        method = _lookup(type(value), '__set_name__')
        if method is not None:
            method(value, cls, name)
    super(cls, cls).__init_subclass__(**keywords)
    return cls


def _import_pieces(pieces, wanted):
    for piece in pieces:
        _import_one(piece)
    return _import_one(wanted)


def _first_anext(hook, generator, step):
    hook(generator)
    return step
