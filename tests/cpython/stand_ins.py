"""What CPython's tests of asyncio import and Loopscope lacks, or what reaches outside of the program: stand-ins for
`test.support` and for modules of sockets, of which the tests that are run need the names only."""

import asyncio
import contextlib
import gc
import os
import sys
import types
import unittest

# The classes under test are those that C gives CPython; of those in Python only the names are needed.
asyncio.tasks._CTask = asyncio.tasks._PyTask = asyncio.Task
asyncio.futures._CFuture = asyncio.futures._PyFuture = asyncio.Future
for _language in ("c", "py"):
    for _name in ("register_task", "unregister_task", "enter_task", "leave_task"):
        setattr(asyncio.tasks, f"_{_language}_{_name}", getattr(asyncio.tasks, f"_{_name}", None))
    for _name in ("_get_running_loop", "_set_running_loop", "get_running_loop", "get_event_loop"):
        setattr(asyncio.events, f"_{_language}_{_name}", getattr(asyncio.events, _name, None))


def _module(name, **names):
    module = types.ModuleType(name)
    module.__dict__.update(names)
    sys.modules[name] = module
    parent, _, last = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], last, module)
    return module


def _missing(name, **names):
    """A module where Loopscope has none."""
    try:
        __import__(name)
    except ImportError:
        _module(name, **names)


def _classes(*names):
    return {name: type(name, (), {}) for name in names}


def _same(function):
    return function


def _gc_collect():
    gc.collect()
    gc.collect()
    gc.collect()


@contextlib.contextmanager
def _disable_gc():
    yield


def _join_thread(thread, timeout=None):
    thread.join(timeout)
    if thread.is_alive():
        raise AssertionError(f"failed to join the thread in {timeout} seconds")


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _Extreme:
    def __init__(self, is_largest):
        self._is_largest = is_largest

    def __eq__(self, other):
        return isinstance(other, _Extreme) and self._is_largest == other._is_largest

    def __lt__(self, other):
        return not self._is_largest and self != other

    def __gt__(self, other):
        return self._is_largest and self != other

    def __le__(self, other):
        return not self._is_largest or self == other

    def __ge__(self, other):
        return self._is_largest or self == other


def _skip(reason):
    return lambda *args: unittest.skip(reason)


def _assert_python_ok(*args, **env):
    raise unittest.SkipTest("starts another interpreter")


_module("test")
_module("test.test_asyncio")
_module(
    "test.support",
    ALWAYS_EQ=_AlwaysEqual(),
    LARGEST=_Extreme(True),
    SMALLEST=_Extreme(False),
    LONG_TIMEOUT=300.0,
    LOOPBACK_TIMEOUT=5.0,
    SHORT_TIMEOUT=30.0,
    TEST_HOME_DIR="",
    cpython_only=_same,
    disable_gc=_disable_gc,
    gc_collect=_gc_collect,
    get_attribute=getattr,
    maybe_get_event_loop_policy=lambda: getattr(asyncio.events, '_event_loop_policy', None),
    reap_children=lambda: None,
    refcount_test=_same,
    requires_mac_ver=_skip("macOS"),
    skip_if_broken_multiprocessing_synchronize=lambda: None,
)
_module("test.support.os_helper", TESTFN="@test")
_module("test.support.script_helper", assert_python_ok=_assert_python_ok)
_module(
    "test.support.socket_helper",
    HOST="localhost",
    IPV6_ENABLED=False,
    skip_if_tcp_blackhole=_same,
    skip_unless_bind_unix_socket=_skip("sockets"),
)
_module(
    "test.support.threading_helper",
    join_thread=_join_thread,
    threading_cleanup=lambda *values: None,
    threading_setup=lambda: (),
)

_missing("asyncio.log", logger=__import__("logging").getLogger("asyncio"))
_missing("asyncio.constants", DEBUG_STACK_DEPTH=10)
_missing("asyncio.proactor_events")
_missing("asyncio.selector_events")
_missing("http")
_missing("http.server", **_classes("HTTPServer"))
_missing("multiprocessing")
_missing("multiprocessing.util", _cleanup_tests=lambda: None)
_missing("selectors", **_classes("BaseSelector", "EpollSelector", "PollSelector", "SelectSelector", "SelectorKey"))
_missing("socket", AF_INET=2, AF_INET6=10, IPPROTO_TCP=6, SOCK_DGRAM=2, SOCK_STREAM=1, **_classes("socket"))
_missing("socketserver", **_classes("ThreadingMixIn", "UnixStreamServer"))
_missing("subprocess")
_missing("tempfile")
_missing("tty")
_missing("wsgiref")
_missing("wsgiref.simple_server", **_classes("WSGIRequestHandler", "WSGIServer"))
for _name in ("BaseProtocol", "DatagramProtocol", "Protocol", "SubprocessProtocol"):
    if not hasattr(asyncio, _name):
        setattr(asyncio, _name, type(_name, (), {}))


def load_utilities(source, path):
    """Makes `test.test_asyncio.utils` of its source; the files of certificates that it looks for nobody opens."""
    module = _module("test.test_asyncio.utils", __file__=path)
    isfile = getattr(os.path, "isfile", None)
    os.path.isfile = lambda path: True
    exec(compile(source, path, "exec"), module.__dict__)
    if isfile is None:
        del os.path.isfile
    else:
        os.path.isfile = isfile


def run_test(name):
    """Runs one `Class.method` of the program and says how it went: a word, and the last line of a failure."""
    suite = unittest.defaultTestLoader.loadTestsFromName(name, sys.modules["__main__"])
    result = unittest.TestResult()
    suite.run(result)
    for test, text in result.errors + result.failures:
        print(text, file=sys.stderr)
    outcome = "passed"
    if not result.wasSuccessful():
        outcome = "failed"
    elif result.skipped:
        outcome = "skipped"
    print("\noutcome:", outcome)
