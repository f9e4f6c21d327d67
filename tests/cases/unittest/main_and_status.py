"""`unittest.main()`: arguments, and the status with which the program ends."""

import io
import re
import unittest


class First(unittest.TestCase):
    def test_one(self):
        pass

    def test_two(self):
        self.assertIn("x", "abc")


class Second(unittest.TestCase):
    def test_one(self):
        pass


class Replaced(unittest.TextTestRunner):
    def __init__(self, **options):
        super().__init__(io.StringIO(), **options)

    def run(self, tests):
        result = super().run(tests)
        print(re.sub(r"in \d+\.\d+s", "in no time", self.stream.getvalue()), end="")
        return result


def tried(**options):
    try:
        program = unittest.main(testRunner=Replaced, **options)
        print("went on", program.result)
    except SystemExit as ended:
        print("exit", ended.code)


tried(argv=["program", "Second"])
tried(argv=["program", "-v", "First.test_one", "Second"])
tried(argv=["program", "-q"])
tried(argv=["program", "-k", "two"])
tried(argv=["program", "-f"], verbosity=2)
tried(argv=["program"], exit=False, defaultTest="First")
unittest.main(argv=["program"], testRunner=Replaced)
