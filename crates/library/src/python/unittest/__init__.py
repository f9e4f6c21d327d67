"""Tests of programs."""

# Lacks: BaseTestSuite findTestCases getTestCaseNames installHandler makeSuite registerResult removeHandler removeResult

from .case import (
    FunctionTestCase,
    SkipTest,
    TestCase,
    addModuleCleanup,
    doModuleCleanups,
    enterModuleContext,
    expectedFailure,
    skip,
    skipIf,
    skipUnless,
)
from .loader import TestLoader, defaultTestLoader
from .main import TestProgram, main
from .result import TestResult
from .runner import TextTestResult, TextTestRunner
from .suite import TestSuite
from _library import missing_attribute as _missing_attribute


def __getattr__(name):
    # asyncio comes only when it is needed.
    if name == "IsolatedAsyncioTestCase":
        global IsolatedAsyncioTestCase
        from .async_case import IsolatedAsyncioTestCase

        return IsolatedAsyncioTestCase
    return _missing_attribute("unittest", name)
