"""What the runner of tests tells, for each way in which a test can go."""

import io
import re
import sys
import unittest

log = []


def setUpModule():
    log.append("setUpModule")
    unittest.addModuleCleanup(log.append, "module cleanup")


def tearDownModule():
    log.append("tearDownModule")


class Ways(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        log.append("setUpClass")
        cls.addClassCleanup(log.append, "class cleanup")

    @classmethod
    def tearDownClass(cls):
        log.append("tearDownClass")

    def setUp(self):
        log.append(f"setUp {self._testMethodName}")

    def tearDown(self):
        log.append(f"tearDown {self._testMethodName}")

    def test_passes(self):
        """What it does.

        And more."""
        self.addCleanup(log.append, "cleanup 1")
        self.addCleanup(log.append, "cleanup 2")
        self.assertEqual(1 + 1, 2)

    def test_fails(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "of the lists")

    def test_raises(self):
        helper()

    def test_raises_from_another(self):
        try:
            {}["key"]
        except KeyError as error:
            raise ValueError("no such thing") from error

    @unittest.skip("not today")
    def test_skipped(self):
        log.append("never")

    @unittest.skipIf(True, "a reason")
    def test_skipped_if(self):
        log.append("never")

    @unittest.skipUnless(True, "no reason")
    def test_not_skipped(self):
        pass

    def test_skips_itself(self):
        self.skipTest("seen late")

    @unittest.expectedFailure
    def test_expected_failure(self):
        self.fail("as expected")

    @unittest.expectedFailure
    def test_unexpected_success(self):
        pass

    def test_subtests(self):
        for number in range(4):
            with self.subTest(number=number):
                if number == 3:
                    raise RuntimeError("three")
                self.assertEqual(number % 2, 0)
        with self.subTest("with a message", number=9):
            self.fail("nine")
        with self.subTest("skipped"):
            self.skipTest("this one")
        log.append("after the subtests")


def helper():
    raise LookupError("nothing found")


class SetUpFails(unittest.TestCase):
    def setUp(self):
        self.addCleanup(log.append, "cleaned all the same")
        raise OSError("no set up")

    def tearDown(self):
        log.append("never")

    def test_one(self):
        log.append("never")


class TearDownFails(unittest.TestCase):
    def tearDown(self):
        raise OSError("no tear down")

    def test_one(self):
        pass

    def test_two(self):
        self.fail("both")


class ClassFails(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise OSError("no class")

    def test_one(self):
        log.append("never")


@unittest.skip("the whole class")
class SkippedClass(unittest.TestCase):
    def test_one(self):
        log.append("never")

    def test_two(self):
        log.append("never")


class CleanupFails(unittest.TestCase):
    def test_one(self):
        self.addCleanup(int, "not a number")
        self.addCleanup(log.append, "the other one")


def run(verbosity, tests, **options):
    log.clear()
    stream = io.StringIO()
    result = unittest.TextTestRunner(stream, verbosity=verbosity, **options).run(tests)
    print(re.sub(r"in \d+\.\d+s", "in no time", stream.getvalue()))
    print(log)
    print(result.wasSuccessful(), len(result.errors), len(result.failures), len(result.skipped), result.shouldStop)


load = unittest.defaultTestLoader
for verbosity in range(3):
    run(verbosity, load.loadTestsFromModule(sys.modules["__main__"]))
run(2, load.loadTestsFromName("Ways.test_passes", sys.modules["__main__"]), descriptions=False)
run(1, unittest.TestSuite([Ways("test_not_skipped")]))
run(1, load.loadTestsFromTestCase(Ways), failfast=True)
run(1, unittest.TestSuite())
run(1, unittest.FunctionTestCase(helper))
print(load.getTestCaseNames(Ways))
print(Ways("test_fails").run())
print(load.loadTestsFromTestCase(SkippedClass), load.loadTestsFromTestCase(Ways).countTestCases())
for wrong in (lambda: Ways("nothing"), lambda: unittest.TestSuite("x"), lambda: unittest.TestSuite([Ways])):
    try:
        wrong()
    except Exception as error:
        print(type(error).__name__, error)
