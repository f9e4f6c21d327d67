"""Logging to streams."""

# Lacks: BufferingFormatter GenericAlias Manager PlaceHolder
#     Template currentframe logMultiprocessing logProcesses logThreads

from _library import generic as _generic
import sys
from _library import format_exception as _format_exception
from _library import missing_attribute as _missing_attribute
from _library import stack_entries as _stack_entries
from _thread import RLock
from time import time_ns as _time_ns

CRITICAL = FATAL = 50
ERROR = 40
WARNING = WARN = 30
INFO = 20
DEBUG = 10
NOTSET = 0
BASIC_FORMAT = "%(levelname)s:%(name)s:%(message)s"
raiseExceptions = True
_names = {50: "CRITICAL", 40: "ERROR", 30: "WARNING", 20: "INFO", 10: "DEBUG", 0: "NOTSET"}
_levels = {"CRITICAL": 50, "FATAL": 50, "ERROR": 40, "WARN": 30, "WARNING": 30, "INFO": 20, "DEBUG": 10, "NOTSET": 0}
_start = _time_ns() // 1_000


def getLevelName(level):
    return _names[level] if level in _names else _levels.get(level, f"Level {level}")


def getLevelNamesMapping():
    return dict(_levels)


def addLevelName(level, levelName):
    _names[level] = levelName
    _levels[levelName] = level


def _check_level(level):
    if isinstance(level, int):
        return level
    if not isinstance(level, str):
        raise TypeError(f"Level not an integer or a valid string: {level!r}")
    if level not in _levels:
        raise ValueError(f"Unknown level: {level!r}")
    return _levels[level]


class LogRecord:
    def __init__(self, name, level, pathname, lineno, msg, args, exc_info, func=None, sinfo=None, **options):
        now = _time_ns() // 1_000
        if args and len(args) == 1 and isinstance(args[0], dict) and args[0]:
            args = args[0]
        self.name = name
        self.msg = msg
        self.args = args
        self.levelname = getLevelName(level)
        self.levelno = level
        self.pathname = pathname
        self.filename = pathname.rpartition("/")[2]
        self.module = self.filename.rpartition(".")[0] or self.filename
        self.exc_info = exc_info
        self.exc_text = None
        self.stack_info = sinfo
        self.lineno = lineno
        self.funcName = func
        self.created = now / 1e6
        self.msecs = now % 1000000 // 1000 + 0.0
        self.relativeCreated = (now - _start) / 1000
        self.thread, self.threadName = _current_thread()
        self.processName = "MainProcess"
        self.process = 1
        self.taskName = None

    def __repr__(self):
        return f'<LogRecord: {self.name}, {self.levelno}, {self.pathname}, {self.lineno}, "{self.msg}">'

    def getMessage(self):
        message = str(self.msg)
        return message % self.args if self.args else message


def _current_thread():
    threading = sys.modules.get("threading")
    if threading is None:
        return 1, "MainThread"
    thread = threading.current_thread()
    return thread.ident, thread.name


_record_factory = LogRecord
# Of a message by the library, whose own frames nobody sees: file, line and function in CPython 3.11.
_place = None


def _log_at(place, log, *args, **keywords):
    global _place
    _place = place
    try:
        log(*args, **keywords)
    finally:
        _place = None


def _tell_of_selector():
    place = "asyncio/selector_events.py", 54, "__init__"
    _log_at(place, getLogger("asyncio").debug, "Using selector: %s", "EpollSelector")


def getLogRecordFactory():
    return _record_factory


def setLogRecordFactory(factory):
    global _record_factory
    _record_factory = factory


def makeLogRecord(dict):
    record = _record_factory(None, NOTSET, "", 0, "", (), None, None)
    record.__dict__.update(dict)
    return record


class PercentStyle:
    default_format = "%(message)s"
    asctime_search = "%(asctime)"

    def __init__(self, fmt, *, defaults=None):
        self._fmt = fmt or self.default_format
        self._defaults = defaults

    def usesTime(self):
        return self._fmt.find(self.asctime_search) >= 0

    def validate(self):
        import re

        if not re.search(r"%\(\w+\)[#0+ -]*(\*|\d+)?(\.(\*|\d+))?[diouxefgcrsa%]", self._fmt, re.I):
            raise ValueError(f"Invalid format '{self._fmt}' for '{self.default_format[0]}' style")

    def _values(self, record):
        return {**self._defaults, **record.__dict__} if self._defaults else record.__dict__

    def _format(self, record):
        return self._fmt % self._values(record)

    def format(self, record):
        try:
            return self._format(record)
        except KeyError as error:
            raise ValueError(f"Formatting field not found in record: {error}")


class StrFormatStyle(PercentStyle):
    default_format = "{message}"
    asctime_search = "{asctime"

    def _format(self, record):
        return self._fmt.format(**self._values(record))

    def validate(self):
        import re
        from string import Formatter

        fields = set()
        try:
            for _, name, spec, conversion in Formatter().parse(self._fmt):
                if name:
                    if not re.match(r"^(\d+|\w+)(\.\w+|\[[^]]+\])*$", name):
                        raise ValueError(f"invalid field name/expression: {name!r}")
                    fields.add(name)
                if conversion and conversion not in "rsa":
                    raise ValueError(f"invalid conversion: {conversion!r}")
                if spec and not re.match(
                    r"^(.?[<=>^])?[+ -]?#?0?(\d+|{\w+})?[,_]?(\.(\d+|{\w+}))?[bcdefgnosx%]?$", spec, re.I
                ):
                    raise ValueError(f"bad specifier: {spec!r}")
        except ValueError as error:
            raise ValueError(f"invalid format: {error}")
        if not fields:
            raise ValueError("invalid format: no fields")


class StringTemplateStyle(PercentStyle):
    default_format = "${message}"

    def usesTime(self):
        return self._fmt.find("$asctime") >= 0 or self._fmt.find("${asctime}") >= 0

    def _format(self, record):
        from string import Template

        return Template(self._fmt).substitute(**self._values(record))

    def validate(self):
        import re

        fields = False
        for found in re.finditer(r"\$(?:\$|([_a-z][_a-z0-9]*)|{([_a-z][_a-z0-9]*)}|)", self._fmt, re.I):
            if found[1] or found[2]:
                fields = True
            elif found[0] == "$":
                raise ValueError("invalid format: bare '$' not allowed")
        if not fields:
            raise ValueError("invalid format: no fields")


_STYLES = {
    "%": (PercentStyle, BASIC_FORMAT),
    "{": (StrFormatStyle, "{levelname}:{name}:{message}"),
    "$": (StringTemplateStyle, "${levelname}:${name}:${message}"),
}


class Formatter:
    default_time_format = "%Y-%m-%d %H:%M:%S"
    default_msec_format = "%s,%03d"

    def __init__(self, fmt=None, datefmt=None, style="%", validate=True, *, defaults=None):
        if style not in _STYLES:
            raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
        kind, usual = _STYLES[style]
        self._style = kind(fmt, defaults=defaults)
        if validate and fmt is not None and fmt != usual:
            self._style.validate()
        self._fmt = self._style._fmt
        self.datefmt = datefmt

    def usesTime(self):
        return self._style.usesTime()

    def formatTime(self, record, datefmt=None):
        from datetime import datetime, timezone

        when = datetime.fromtimestamp(record.created, timezone.utc)
        if datefmt:
            return when.strftime(datefmt)
        shown = when.strftime(self.default_time_format)
        return self.default_msec_format % (shown, record.msecs) if self.default_msec_format else shown

    def formatException(self, ei):
        return _format_exception(ei[1]).rstrip("\n")

    def formatStack(self, stack_info):
        return stack_info

    def formatMessage(self, record):
        return self._style.format(record)

    def format(self, record):
        record.message = record.getMessage()
        if self.usesTime():
            record.asctime = self.formatTime(record, self.datefmt)
        text = self.formatMessage(record)
        if record.exc_info and not record.exc_text:
            record.exc_text = self.formatException(record.exc_info)
        for more in (record.exc_text, self.formatStack(record.stack_info) if record.stack_info else None):
            if more:
                text = f"{text}{'' if text.endswith(chr(10)) else chr(10)}{more}"
        return text


class Filter:
    def __init__(self, name=""):
        self.name = name

    def filter(self, record):
        return not self.name or record.name == self.name or record.name.startswith(self.name + ".")


class Filterer:
    def __init__(self):
        self.filters = []

    def addFilter(self, filter):
        if filter not in self.filters:
            self.filters.append(filter)

    def removeFilter(self, filter):
        if filter in self.filters:
            self.filters.remove(filter)

    def filter(self, record):
        return all(
            each.filter(record) if hasattr(each, "filter") else each(record) for each in self.filters
        )


_HEADING = "Traceback (most recent call last):\n"


def _shown_stack(entries):
    return "".join([
        f'  File "{file}", line {line}, in {function}\n' + (f"    {text}\n" if text else "")
        for file, line, function, text in entries
    ])


class Handler(Filterer):
    def __init__(self, level=NOTSET):
        super().__init__()
        self.level = _check_level(level)
        self.formatter = None
        self.name = None
        self.createLock()

    def get_name(self):
        return self.name

    def set_name(self, name):
        self.name = name

    def createLock(self):
        self.lock = RLock()

    def acquire(self):
        if self.lock:
            self.lock.acquire()

    def release(self):
        if self.lock:
            self.lock.release()

    def setLevel(self, level):
        self.level = _check_level(level)

    def setFormatter(self, fmt):
        self.formatter = fmt

    def format(self, record):
        return (self.formatter or _default_formatter).format(record)

    def emit(self, record):
        raise NotImplementedError("emit must be implemented by Handler subclasses")

    def handle(self, record):
        passed = self.filter(record)
        if passed:
            self.acquire()
            try:
                self.emit(record)
            finally:
                self.release()
        return passed

    def handleError(self, record):
        if raiseExceptions:
            text = _format_exception(sys.exc_info()[1])
            if not text.startswith(_HEADING):
                # It passed through frames of the library only, which are not shown.
                text = _HEADING + text
            sys.stderr.write(f"--- Logging error ---\n{text}Call stack:\n{_shown_stack(_stack_entries())}")
            sys.stderr.write(f"Message: {record.msg!r}\nArguments: {record.args}\n")

    def flush(self):
        pass

    def close(self):
        pass

    def __repr__(self):
        return f"<{type(self).__name__} ({getLevelName(self.level)})>"


class StreamHandler(Handler):
    __class_getitem__ = classmethod(_generic)

    terminator = "\n"

    def __init__(self, stream=None):
        super().__init__()
        self.stream = sys.stderr if stream is None else stream

    def flush(self):
        if hasattr(self.stream, "flush"):
            self.stream.flush()

    def setStream(self, stream):
        old = self.stream
        self.stream = stream
        return old

    def emit(self, record):
        try:
            self.stream.write(self.format(record) + self.terminator)
            self.flush()
        except RecursionError:
            raise
        except Exception:
            self.handleError(record)

    def __repr__(self):
        name = str(getattr(self.stream, "name", ""))
        return f"<{type(self).__name__} {name + ' ' if name else ''}({getLevelName(self.level)})>"


class NullHandler(Handler):
    def handle(self, record):
        pass

    def emit(self, record):
        pass


class _StderrHandler(StreamHandler):
    def __init__(self, level=NOTSET):
        Handler.__init__(self, level)

    @property
    def stream(self):
        return sys.stderr


_default_formatter = Formatter()
_defaultLastResort = lastResort = _StderrHandler(WARNING)


class Logger(Filterer):
    def __init__(self, name, level=NOTSET):
        super().__init__()
        self.name = name
        self.level = _check_level(level)
        self.parent = None
        self.propagate = True
        self.handlers = []
        self.disabled = False

    def setLevel(self, level):
        self.level = _check_level(level)

    def debug(self, msg, *args, **keywords):
        if self.isEnabledFor(DEBUG):
            self._log(DEBUG, msg, args, **keywords)

    def info(self, msg, *args, **keywords):
        if self.isEnabledFor(INFO):
            self._log(INFO, msg, args, **keywords)

    def warning(self, msg, *args, **keywords):
        if self.isEnabledFor(WARNING):
            self._log(WARNING, msg, args, **keywords)

    warn = warning

    def error(self, msg, *args, **keywords):
        if self.isEnabledFor(ERROR):
            self._log(ERROR, msg, args, **keywords)

    def exception(self, msg, *args, exc_info=True, **keywords):
        self.error(msg, *args, exc_info=exc_info, **keywords)

    def critical(self, msg, *args, **keywords):
        if self.isEnabledFor(CRITICAL):
            self._log(CRITICAL, msg, args, **keywords)

    fatal = critical

    def log(self, level, msg, *args, **keywords):
        if not isinstance(level, int):
            raise TypeError("level must be an integer")
        if self.isEnabledFor(level):
            self._log(level, msg, args, **keywords)

    def _log(self, level, msg, args, exc_info=None, extra=None, stack_info=False, stacklevel=1):
        filename, lineno, function, sinfo = self.findCaller(stack_info, stacklevel)
        if exc_info:
            if isinstance(exc_info, BaseException):
                exc_info = (type(exc_info), exc_info, exc_info.__traceback__)
            elif not isinstance(exc_info, tuple):
                exc_info = sys.exc_info()
        self.handle(
            self.makeRecord(
                self.name, level, filename, lineno, msg, args, exc_info, function, extra, sinfo
            )
        )

    def findCaller(self, stack_info=False, stacklevel=1):
        global _place
        frames = _stack_entries()
        if _place is not None:
            place, _place = _place, None
            return *place, "Stack (most recent call last):\n" + _shown_stack(frames)[:-1] if stack_info else None
        if not frames:
            return "(unknown file)", 0, "(unknown function)", None
        at = max(len(frames) - stacklevel, 0)
        filename, lineno, function, _ = frames[at]
        shown = "Stack (most recent call last):\n" + _shown_stack(frames[: at + 1]) if stack_info else None
        return filename, lineno, function, shown and shown[:-1]

    def makeRecord(
        self, name, level, fn, lno, msg, args, exc_info, func=None, extra=None, sinfo=None
    ):
        record = _record_factory(name, level, fn, lno, msg, args, exc_info, func, sinfo)
        if extra is not None:
            for key, value in extra.items():
                if key in ("message", "asctime") or key in record.__dict__:
                    raise KeyError(f"Attempt to overwrite {key!r} in LogRecord")
                record.__dict__[key] = value
        return record

    def handle(self, record):
        if not self.disabled and self.filter(record):
            self.callHandlers(record)

    def addHandler(self, hdlr):
        if hdlr not in self.handlers:
            self.handlers.append(hdlr)

    def removeHandler(self, hdlr):
        if hdlr in self.handlers:
            self.handlers.remove(hdlr)

    def hasHandlers(self):
        logger = self
        while logger is not None:
            if logger.handlers:
                return True
            logger = logger.parent if logger.propagate else None
        return False

    def callHandlers(self, record):
        logger = self
        found = False
        while logger is not None:
            for handler in logger.handlers:
                found = True
                if record.levelno >= handler.level:
                    handler.handle(record)
            logger = logger.parent if logger.propagate else None
        if not found and lastResort is not None and record.levelno >= lastResort.level:
            lastResort.handle(record)

    def getEffectiveLevel(self):
        logger = self
        while logger is not None:
            if logger.level:
                return logger.level
            logger = logger.parent
        return NOTSET

    def isEnabledFor(self, level):
        return not self.disabled and _disabled < level >= self.getEffectiveLevel()

    def getChild(self, suffix):
        return getLogger(suffix if self is root else f"{self.name}.{suffix}")

    def __repr__(self):
        return f"<{type(self).__name__} {self.name} ({getLevelName(self.getEffectiveLevel())})>"


class RootLogger(Logger):
    def __init__(self, level):
        super().__init__("root", level)


class LoggerAdapter:
    __class_getitem__ = classmethod(_generic)

    def __init__(self, logger, extra=None):
        self.logger = logger
        self.extra = extra

    def process(self, msg, kwargs):
        kwargs["extra"] = self.extra
        return msg, kwargs

    def log(self, level, msg, *args, **keywords):
        if self.logger.isEnabledFor(level):
            msg, keywords = self.process(msg, keywords)
            self.logger.log(level, msg, *args, **keywords)

    def debug(self, msg, *args, **keywords):
        self.log(DEBUG, msg, *args, **keywords)

    def info(self, msg, *args, **keywords):
        self.log(INFO, msg, *args, **keywords)

    def warning(self, msg, *args, **keywords):
        self.log(WARNING, msg, *args, **keywords)

    def error(self, msg, *args, **keywords):
        self.log(ERROR, msg, *args, **keywords)

    def exception(self, msg, *args, exc_info=True, **keywords):
        self.log(ERROR, msg, *args, exc_info=exc_info, **keywords)

    def critical(self, msg, *args, **keywords):
        self.log(CRITICAL, msg, *args, **keywords)


root = RootLogger(WARNING)
Logger.root = root
_loggers = {}
_disabled = NOTSET
_logger_class = Logger


def getLogger(name=None):
    if not name or name == "root":
        return root
    if not isinstance(name, str):
        raise TypeError("A logger name must be a string")
    logger = _loggers.get(name)
    if logger is None:
        logger = _loggers[name] = _logger_class(name)
        for known in [logger, *_loggers.values()]:
            known.parent = _parent(known.name)
    return logger


def _parent(name):
    while "." in name:
        name = name.rpartition(".")[0]
        if name in _loggers:
            return _loggers[name]
    return root


def getLoggerClass():
    return _logger_class


def setLoggerClass(klass):
    global _logger_class
    _logger_class = klass


def basicConfig(
    *,
    filename=None,
    filemode="a",
    format=None,
    datefmt=None,
    style="%",
    level=None,
    stream=None,
    handlers=None,
    force=False,
    encoding=None,
    errors="backslashreplace",
    **others,
):
    if force:
        for handler in root.handlers[:]:
            root.removeHandler(handler)
            handler.close()
    if root.handlers:
        return
    if handlers is None and stream is not None and filename is not None:
        raise ValueError("'stream' and 'filename' should not be specified together")
    if handlers is not None and (stream is not None or filename is not None):
        raise ValueError("'stream' or 'filename' should not be specified together with 'handlers'")
    if style not in _STYLES:
        raise ValueError(f"Style must be one of: {','.join(_STYLES)}")
    formatter = Formatter(_STYLES[style][1] if format is None else format, datefmt, style)
    if handlers is None and filename:
        from logging import FileHandler

        handlers = [FileHandler(filename, filemode, encoding, errors=errors)]
    for handler in [StreamHandler(stream)] if handlers is None else handlers:
        if handler.formatter is None:
            handler.setFormatter(formatter)
        root.addHandler(handler)
    if level is not None:
        root.setLevel(level)
    if others:
        raise ValueError(f"Unrecognised argument(s): {', '.join(others)}")


def _ready():
    if not root.handlers:
        basicConfig()
    return root


def debug(msg, *args, **keywords):
    _ready().debug(msg, *args, **keywords)


def info(msg, *args, **keywords):
    _ready().info(msg, *args, **keywords)


def warning(msg, *args, **keywords):
    _ready().warning(msg, *args, **keywords)


def warn(msg, *args, **keywords):
    _ready().warning(msg, *args, **keywords)


def error(msg, *args, **keywords):
    _ready().error(msg, *args, **keywords)


def exception(msg, *args, exc_info=True, **keywords):
    _ready().error(msg, *args, exc_info=exc_info, **keywords)


def critical(msg, *args, **keywords):
    _ready().critical(msg, *args, **keywords)


fatal = critical


def log(level, msg, *args, **keywords):
    _ready().log(level, msg, *args, **keywords)


def disable(level=CRITICAL):
    global _disabled
    _disabled = _check_level(level)


_showwarning_before = None


def _showwarning(message, category, filename, lineno, file=None, line=None):
    if file is not None:
        _showwarning_before(message, category, filename, lineno, file, line)
        return
    import warnings

    logger = getLogger("py.warnings")
    if not logger.handlers:
        logger.addHandler(NullHandler())
    logger.warning(warnings.formatwarning(message, category, filename, lineno, line))


def captureWarnings(capture):
    global _showwarning_before
    import warnings

    if capture and _showwarning_before is None:
        _showwarning_before = warnings.showwarning
        warnings.showwarning = _showwarning
    elif not capture and _showwarning_before is not None:
        warnings.showwarning = _showwarning_before
        _showwarning_before = None


# Handlers of files that have not been closed.
_opened = []


def shutdown(handlerList=None):
    for handler in reversed(_opened[:]):
        handler.close()


def __getattr__(name):
    if name == "FileHandler":
        from logging._files import FileHandler

        return FileHandler
    return _missing_attribute("logging", name)
