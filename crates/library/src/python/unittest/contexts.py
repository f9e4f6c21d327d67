"""Assertions about what happens within a `with` block."""

import re
import warnings


class _Expecting:
    def __init__(self, case, expected, regex=None):
        self._case = case
        self.expected = expected
        self._regex = None if regex is None else re.compile(regex)
        self._message = None
        self._called = None

    def handle(self, name, args, kwargs):
        """The context itself, or `None` after a call of what was given."""
        classes = self.expected if isinstance(self.expected, tuple) else (self.expected,)
        if not all(isinstance(cls, type) and issubclass(cls, self._base) for cls in classes):
            raise TypeError(f"{name}() arg 1 must be {self._base_text}")
        if not args:
            self._message = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *args = args
        self._called = getattr(function, "__name__", str(function))
        with self:
            function(*args, **kwargs)

    def _fail(self, message):
        raise self._case.failureException(self._case._formatMessage(self._message, message))

    def _fail_without(self, verb):
        name = getattr(self.expected, "__name__", str(self.expected))
        self._fail(f"{name} not {verb} by {self._called}" if self._called else f"{name} not {verb}")


class AssertRaises(_Expecting):
    _base = BaseException
    _base_text = "an exception type or tuple of exception types"

    def __enter__(self):
        return self

    def __exit__(self, cls, value, traceback):
        if cls is None:
            self._fail_without("raised")
        if not issubclass(cls, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self._regex is not None and not self._regex.search(str(value)):
            self._fail(f'"{self._regex.pattern}" does not match "{value}"')
        return True


class AssertWarns(_Expecting):
    _base = Warning
    _base_text = "a warning type or tuple of warning types"

    def __enter__(self):
        self._catching = warnings.catch_warnings(record=True)
        self.warnings = self._catching.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, cls, value, traceback):
        self._catching.__exit__(cls, value, traceback)
        if cls is not None:
            return
        first = None
        for given in self.warnings:
            if not isinstance(given.message, self.expected):
                continue
            first = first or given.message
            if self._regex is not None and not self._regex.search(str(given.message)):
                continue
            self.warning, self.filename, self.lineno = given.message, given.filename, given.lineno
            return
        if first is not None:
            self._fail(f'"{self._regex.pattern}" does not match "{first}"')
        self._fail_without("triggered")


class AssertLogs:
    def __init__(self, case, logger, level, none):
        import logging

        self._case = case
        self._logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self._level = logging._check_level(level) if level else logging.INFO
        self._none = none

    def __enter__(self):
        import logging

        handler = _collecting()
        handler.setFormatter(logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        logger = self._logger
        self._before = logger.handlers, logger.level, logger.propagate
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(self._level)
        self._handler = handler
        self.records, self.output = handler.records, handler.output
        return None if self._none else self

    def __exit__(self, cls, value, traceback):
        import logging

        logger = self._logger
        logger.handlers, level, logger.propagate = self._before
        logger.setLevel(level)
        if cls is not None:
            return False
        if self._none and self.records:
            raise self._case.failureException(f"Unexpected logs found: {self.output!r}")
        if not self._none and not self.records:
            level = logging.getLevelName(self._level)
            raise self._case.failureException(f"no logs of level {level} or higher triggered on {logger.name}")


def _collecting():
    import logging

    class Collecting(logging.Handler):
        def __init__(self):
            super().__init__()
            self.records = []
            self.output = []

        def emit(self, record):
            self.records.append(record)
            self.output.append(self.format(record))

    return Collecting()
