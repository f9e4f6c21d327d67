"""What the interpreter says about itself. The streams and what asks the interpreter are native."""

# Lacks: abiflags addaudithook audit call_tracing flags get_coroutine_origin_tracking_depth
#     get_int_max_str_digits getallocatedblocks getdlopenflags getfilesystemencodeerrors getprofile
#     getrefcount getsizeof gettrace hash_info meta_path path_hooks path_importer_cache platlibdir
#     pycache_prefix set_coroutine_origin_tracking_depth set_int_max_str_digits setdlopenflags setprofile
#     settrace stdlib_module_names thread_info

from _library import attach as _attach
from _library import format_exception as _format_exception
from _library import missing_attribute as _missing_attribute
from _library import write as _write

maxsize = (1 << 63) - 1
maxunicode = 0x10FFFF
byteorder = "little"
platform = "loopscope"
executable = ""
version = "3.11.7 (Loopscope)"
hexversion = 0x030B07F0
api_version = 1013
copyright = "Loopscope is licensed under MIT or Apache-2.0."
prefix = base_prefix = exec_prefix = base_exec_prefix = ""
builtin_module_names = ()
dont_write_bytecode = True
float_repr_style = "short"
orig_argv = ["loopscope", *argv]
warnoptions = []
_switch_interval = 0.005


def _record(name, fields, shown=True):
    """A class of tuples whose items have names, as the interpreter's own."""

    def __repr__(self):
        return f"{name}({', '.join(f'{field}={value!r}' for field, value in zip(fields, self))})"

    namespace = {"__repr__": __repr__, "__module__": "sys", "__slots__": ()}
    for index, field in enumerate(fields):
        namespace[field] = _item(index)
    return type(name.rpartition(".")[2], (tuple,), namespace)


def _item(index):
    return property(lambda self: self[index])


version_info = _record("sys.version_info", ("major", "minor", "micro", "releaselevel", "serial"))(
    (3, 11, 7, "final", 0)
)
_asyncgen_hooks_type = _record("asyncgen_hooks", ("firstiter", "finalizer"))
float_info = _record(
    "sys.float_info",
    (
        "max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp", "dig", "mant_dig", "epsilon", "radix",
        "rounds",
    ),
)((1.7976931348623157e308, 1024, 308, 2.2250738585072014e-308, -1021, -307, 15, 53, 2.220446049250313e-16, 2, 1))
int_info = _record(
    "sys.int_info", ("bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold")
)((30, 4, 4300, 640))


class _Implementation:
    name = "loopscope"
    version = version_info
    hexversion = hexversion
    cache_tag = None

    def __repr__(self):
        return f"namespace(name={self.name!r}, version={self.version!r}, hexversion={self.hexversion!r})"


implementation = _Implementation()


class _Modules(dict):
    __module__ = "builtins"
    __qualname__ = "dict"

    def __setitem__(self, name, module):
        _set_module(name, module)
        dict.__setitem__(self, name, module)

    def __delitem__(self, name):
        dict.__delitem__(self, name)
        _set_module(name)

    def pop(self, name, *default):
        module = dict.pop(self, name, *default)
        _set_module(name)
        return module

    def setdefault(self, name, default=None):
        if name not in self:
            self[name] = default
        return self[name]

    def update(self, *args, **keywords):
        for name, module in dict(*args, **keywords).items():
            self[name] = module


def __getattr__(name):
    if name == "modules":
        return _Modules(_modules())
    if name in ("stdin", "__stdin__"):
        from _stdin import stdin

        return stdin
    if name in ("breakpointhook", "__breakpointhook__"):
        from _breakpoint import breakpointhook

        return breakpointhook
    return _missing_attribute("sys", name)


def get_asyncgen_hooks():
    return _asyncgen_hooks_type(_asyncgen_hooks())


def getswitchinterval():
    return _switch_interval


def setswitchinterval(interval, /):
    global _switch_interval
    if interval <= 0:
        raise ValueError("switch interval must be strictly positive")
    _switch_interval = float(interval)


def getdefaultencoding():
    return "utf-8"


def getfilesystemencoding():
    return "utf-8"


def is_finalizing():
    return False


def displayhook(value, /):
    if value is None:
        return
    import builtins

    builtins._ = None
    stdout.write(f"{value!r}\n")
    builtins._ = value


def excepthook(exctype, value, traceback, /):
    _write(True, _format_exception(value))


class UnraisableHookArgs:
    __slots__ = ("exc_type", "exc_value", "exc_traceback", "err_msg", "object")

    def __init__(self, error, object):
        self.exc_type, self.exc_value, self.exc_traceback = type(error), error, error.__traceback__
        self.err_msg, self.object = None, object


def unraisablehook(unraisable, /):
    where, error = unraisable.err_msg or "Exception ignored in", unraisable.exc_value
    chain = error.__cause__, error.__context__, error.__suppress_context__
    error.__cause__ = error.__context__ = None
    _write(True, f"{where}: {unraisable.object!r}\n{_format_exception(error)}")
    error.__cause__, error.__context__, error.__suppress_context__ = chain


def _unraisable(error, object):
    try:
        unraisablehook(UnraisableHookArgs(error, object))
    except BaseException as raised:
        _write(True, f"Exception ignored in sys.unraisablehook: {unraisablehook!r}\n{_format_exception(raised)}")


__unraisablehook__ = unraisablehook
__excepthook__ = excepthook
__displayhook__ = displayhook


def _flush(self):
    pass


def _writelines(self, lines):
    for line in lines:
        self.write(line)


def _no(self):
    return False


def _yes(self):
    return True


def _repr(self):
    return f"<_io.TextIOWrapper name={self.name!r} mode='w' encoding='utf-8'>"


for _name, _function in (
    ("flush", _flush),
    ("writelines", _writelines),
    ("isatty", _no),
    ("readable", _no),
    ("seekable", _no),
    ("writable", _yes),
    ("close", _flush),
    ("__repr__", _repr),
    ("encoding", "utf-8"),
    ("errors", "strict"),
    ("mode", "w"),
    ("closed", False),
    ("line_buffering", True),
):
    _attach(_Stream, _name, _function)
