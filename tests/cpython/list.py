"""Runs CPython's tests of asyncio with CPython and prints, for each, `module Class.method outcome`.

The arguments are modules of `test.test_asyncio`; the lines of standard input say which tests: `-PART` leaves out those whose
name has that part, `+PART` keeps only those whose name has it."""

import sys
import unittest


def walk(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from walk(test)
        else:
            yield test


class Outcomes(unittest.TestResult):
    def __init__(self):
        super().__init__()
        self.outcomes = {}

    def startTest(self, test):
        super().startTest(test)
        self.outcomes[test.id()] = "passed"

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self.outcomes[test.id()] = "skipped"

    def addError(self, test, error):
        super().addError(test, error)
        self.outcomes[test.id()] = "failed"

    addFailure = addError

    def addSubTest(self, test, subtest, error):
        super().addSubTest(test, subtest, error)
        if error is not None:
            self.outcomes[test.id()] = "failed"


def main():
    lines = sys.stdin.read().split("\n")
    without = [line[1:] for line in lines if line.startswith("-")]
    within = [line[1:] for line in lines if line.startswith("+")]
    for module in sys.argv[1:]:
        suite = unittest.TestSuite()
        for test in walk(unittest.defaultTestLoader.loadTestsFromName(f"test.test_asyncio.{module}")):
            name = test.id().removeprefix("test.test_asyncio.")
            if any(part in name for part in without) or not all(part in name for part in within):
                continue
            suite.addTest(test)
        result = Outcomes()
        suite.run(result)
        for name, outcome in result.outcomes.items():
            test_class, method = name.split(".")[-2:]
            print(module, f"{test_class}.{method}", outcome)


main()
