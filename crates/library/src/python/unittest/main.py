"""The tests of a program, run from its command line."""

import sys

from .loader import defaultTestLoader
from .runner import TextTestRunner


class TestProgram:
    def __init__(
        self,
        module="__main__",
        defaultTest=None,
        argv=None,
        testRunner=None,
        testLoader=defaultTestLoader,
        exit=True,
        verbosity=1,
        failfast=None,
        catchbreak=None,
        buffer=None,
        warnings=None,
        *,
        tb_locals=False,
    ):
        self.module = sys.modules[module] if isinstance(module, str) else module
        self.testLoader = testLoader
        self.verbosity = verbosity
        self.failfast = failfast
        self.warnings = "default" if warnings is None and not sys.warnoptions else warnings
        names = self._parse(list(sys.argv if argv is None else argv)[1:])
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        if names:
            self.test = testLoader.loadTestsFromNames(names, self.module)
        else:
            self.test = testLoader.loadTestsFromModule(self.module)
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(
                verbosity=self.verbosity, failfast=bool(self.failfast), buffer=bool(buffer), warnings=self.warnings
            )
        self.result = runner.run(self.test)
        if exit:
            sys.exit(not self.result.wasSuccessful())

    def _parse(self, arguments):
        """The names of tests among the arguments; the rest is heeded."""
        names = []
        arguments.reverse()
        while arguments:
            argument = arguments.pop()
            if argument in ("-v", "--verbose"):
                self.verbosity = 2
            elif argument in ("-q", "--quiet"):
                self.verbosity = 0
            elif argument in ("-f", "--failfast"):
                self.failfast = True
            elif argument == "-k" and arguments:
                pattern = arguments.pop()
                patterns = self.testLoader.testNamePatterns or []
                self.testLoader.testNamePatterns = [*patterns, pattern if "*" in pattern else f"*{pattern}*"]
            elif argument.startswith("-"):
                raise NotImplementedError(f"Loopscope's unittest does not have '{argument}' yet")
            else:
                names.append(argument)
        return names


main = TestProgram
