# Raising, exception groups, and the text of uncaught exceptions.

def _raise(what, *cause):
    exception = what() if isinstance(what, type) else what
    if not isinstance(exception, BaseException):
        raise TypeError('exceptions must derive from BaseException')
    if cause:
        origin = cause[0]
        if isinstance(origin, type):
            origin = origin()
        if origin is not None and not isinstance(origin, BaseException):
            raise TypeError('exception causes must derive from BaseException')
        exception.__cause__ = origin
    return exception


def _throw_made(throw, cls, *args):
    if args and isinstance(args[0], tuple):
        return throw(cls(*args[0]))
    return throw(cls(*args))


def _check_eg_match(exception, cls):
    classes = cls if isinstance(cls, tuple) else (cls,)
    for each in classes:
        if not (isinstance(each, type) and issubclass(each, BaseException)):
            raise TypeError('catching classes that do not inherit from BaseException is not allowed')
        if issubclass(each, BaseExceptionGroup):
            raise TypeError('catching ExceptionGroup with except* is not allowed. Use except instead.')
    if exception is None:
        return (None, None)
    if isinstance(exception, cls):
        if isinstance(exception, BaseExceptionGroup):
            return (exception, None)
        return (BaseExceptionGroup('', (exception,)), None)
    if isinstance(exception, BaseExceptionGroup):
        return exception.split(cls)
    return (None, exception)


def _prep_reraise_star(original, caught):
    caught = [each for each in caught if each is not None]
    if not caught:
        return None
    if not isinstance(original, BaseExceptionGroup):
        return caught[0]
    reraised = []
    raised = []
    for each in caught:
        (reraised if _comes_from(each, original) else raised).append(each)
    rest = _project(original, reraised) if reraised else None
    if not raised:
        return rest
    if rest is not None:
        raised.append(rest)
    if len(raised) == 1:
        return raised[0]
    return BaseExceptionGroup('', raised)


def _leaves(exception):
    if isinstance(exception, BaseExceptionGroup):
        found = []
        for each in exception.exceptions:
            found.extend(_leaves(each))
        return found
    return [exception]


def _comes_from(exception, original):
    if exception is original:
        return True
    if not isinstance(exception, BaseExceptionGroup):
        return False
    return exception.__traceback__ is not None and _same_traceback(exception, original)


def _project(original, parts):
    kept = []
    for part in parts:
        kept.extend(_leaves(part))
    return original.subgroup(lambda each: _is_in(each, kept))


def _is_in(exception, kept):
    for each in kept:
        if each is exception:
            return True
    return False


def _text_of(exception):
    try:
        return str(exception)
    except Exception:
        return '<exception str() failed>'


def _format_exception(exception):
    found = _in_traceback(exception)
    return _format_with_texts(exception, found, [_text_of(each) for each in found])
