"""Tests in an order, with what comes before and after those of a class or module."""

import sys

from . import case as _case


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (_case.TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum(test.countTestCases() for test in self._tests)

    def __iter__(self):
        return iter(self._tests)

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} tests={list(self)}>"

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        for test in self:
            test.debug()

    def run(self, result, debug=False):
        fixtures = _Fixtures(result)
        self._run(result, fixtures)
        fixtures.go_to(None, None)
        return result

    def _run(self, result, fixtures):
        for test in self:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test._run(result, fixtures)
            elif not isinstance(test, _case.TestCase) or fixtures.go_to(type(test), type(test).__module__):
                test(result)


class _Fixtures:
    """The class and the module whose tests run."""

    def __init__(self, result):
        self._result = result
        self._class = self._module = None
        self._class_ready = self._module_ready = True

    def go_to(self, cls, module):
        """Whether tests of the class may run."""
        if cls is self._class:
            return self._class_ready
        self._leave_class()
        if module != self._module:
            self._leave_module()
            self._module, self._module_ready = module, True
            self._enter_module()
        self._class, self._class_ready = cls, self._module_ready
        if cls is not None and self._module_ready and not getattr(cls, "__unittest_skip__", False):
            self._enter_class()
        return self._class_ready

    def _enter_module(self):
        function = getattr(sys.modules.get(self._module), "setUpModule", None)
        if function is not None:
            self._module_ready = self._call(function, "setUpModule", self._module)
            if not self._module_ready:
                self._tell(_case.run_all(_case._module_cleanups), "setUpModule", self._module)

    def _leave_module(self):
        if self._module is None or not self._module_ready:
            return
        function = getattr(sys.modules.get(self._module), "tearDownModule", None)
        if function is not None:
            self._call(function, "tearDownModule", self._module)
        self._tell(_case.run_all(_case._module_cleanups), "tearDownModule", self._module)

    def _enter_class(self):
        cls = self._class
        name = f"{cls.__module__}.{cls.__qualname__}"
        self._class_ready = self._call(cls.setUpClass, "setUpClass", name)
        if not self._class_ready:
            self._clean_class("setUpClass", name)

    def _leave_class(self):
        cls = self._class
        if cls is None or not self._class_ready or getattr(cls, "__unittest_skip__", False):
            return
        name = f"{cls.__module__}.{cls.__qualname__}"
        self._call(cls.tearDownClass, "tearDownClass", name)
        self._clean_class("tearDownClass", name)

    def _clean_class(self, fixture, name):
        self._class.doClassCleanups()
        self._tell(self._class.tearDown_exceptions, fixture, name)

    def _call(self, function, fixture, of):
        try:
            function()
            return True
        except Exception:
            self._tell([sys.exc_info()], fixture, of)
            return False

    def _tell(self, errors, fixture, of):
        for info in errors:
            holder = _ErrorHolder(f"{fixture} ({of})")
            if isinstance(info[1], _case.SkipTest):
                self._result.addSkip(holder, str(info[1]))
            else:
                self._result.addError(holder, info)


class _ErrorHolder:
    """Stands for a test where something else has failed."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def countTestCases(self):
        return 0

    def __str__(self):
        return self.description

    def __repr__(self):
        return f"<ErrorHolder description={self.description!r}>"
