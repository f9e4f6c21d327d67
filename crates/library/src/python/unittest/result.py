"""How tests went."""

from traceback import format_exception


def _text(err):
    """The traceback without frames of this package: where there are no others, it has none."""
    exception, seen = err[1], []
    waiting = [exception]
    while waiting:
        each = waiting.pop()
        if each is not None and not any(each is other for other in seen):
            seen.append(each)
            if each.__traceback__ is None:
                each.__traceback__ = None
            waiting += [each.__cause__, each.__context__]
    return "".join(format_exception(exception))


class TestResult:
    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = False
        self.shouldStop = False
        self.testsRun = 0
        self.errors = []
        self.failures = []
        self.skipped = []
        self.expectedFailures = []
        self.unexpectedSuccesses = []

    def printErrors(self):
        pass

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def stop(self):
        self.shouldStop = True

    def _failed(self, into, test, err):
        into.append((test, _text(err)))
        if self.failfast:
            self.stop()

    def addError(self, test, err):
        self._failed(self.errors, test, err)

    def addFailure(self, test, err):
        self._failed(self.failures, test, err)

    def addSubTest(self, test, subtest, err):
        if err is not None:
            self._failed(self.failures if issubclass(err[0], test.failureException) else self.errors, subtest, err)

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, _text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        if self.failfast:
            self.stop()

    def wasSuccessful(self):
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def __repr__(self):
        return (
            f"<{type(self).__module__}.{type(self).__qualname__} run={self.testsRun} "
            f"errors={len(self.errors)} failures={len(self.failures)}>"
        )
