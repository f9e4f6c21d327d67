"""logging: dictConfig, its errors, record factories, styles, captured warnings, stacks."""
import io
import logging
import logging.config
import sys
import warnings


class Short(logging.Filter):
    def __init__(self, longest):
        super().__init__()
        self.longest = longest

    def filter(self, record):
        return len(record.getMessage()) <= self.longest


def short(longest):
    return Short(longest)


before = logging.getLogger("before")
kept = logging.getLogger("app.db")
config = {
    "version": 1,
    "formatters": {
        "plain": {"format": "%(levelname)s [%(name)s] %(message)s"},
        "braces": {"format": "{name}:{funcName}:{message}", "style": "{"},
    },
    "filters": {"short": {"()": "__main__.short", "longest": 9}},
    "handlers": {
        "out": {"class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "plain", "level": "INFO"},
        "few": {
            "class": "logging.StreamHandler", "stream": "ext://sys.stdout", "formatter": "braces", "filters": ["short"],
        },
    },
    "loggers": {"app": {"handlers": ["few"], "level": "DEBUG", "propagate": False}, "loud": {"level": "ERROR"}},
    "root": {"handlers": ["out"], "level": "INFO"},
}
logging.config.dictConfig(config)
logging.getLogger("app").debug("fits")
logging.getLogger("app").warning("does not fit")
kept.info("child")
logging.getLogger("loud").warning("no")
logging.getLogger("loud").error("yes")
logging.info("root")
print(before.disabled, kept.disabled, logging.getLogger("app").handlers, logging.root.handlers)

for wrong in (
    {}, {"version": 2}, {"version": 1, "handlers": {"h": {"class": "logging.Nothing"}}},
    {"version": 1, "root": {"handlers": ["missing"]}}, {"version": 1, "root": {"level": "LOUD"}},
):
    try:
        logging.config.dictConfig(wrong)
    except ValueError as error:
        print(error, "|", type(error.__cause__).__name__, error.__cause__)

for style, form in (("%", "no fields"), ("%", "{message}"), ("{", "plain"), ("{", "{a!x}"), ("$", "$$"), ("!", "x")):
    try:
        logging.Formatter(form, style=style)
        print("fine")
    except ValueError as error:
        print(error)
print(logging.Formatter("no fields", validate=False).format(logging.makeLogRecord({"msg": "m"})))
print(logging.Formatter("%(who)s %(message)s", defaults={"who": "I"}).format(logging.makeLogRecord({"msg": "m"})))

logging.basicConfig(stream=sys.stdout, format="%(module)s %(funcName)s %(lineno)d %(message)s", force=True)
try:
    logging.basicConfig(force=True, stream=sys.stdout, colour=True)
except ValueError as error:
    print(error)
logging.basicConfig(stream=sys.stdout, format="%(tag)s %(funcName)s %(message)s", force=True)
old = logging.getLogRecordFactory()


def make(*args, **keywords):
    record = old(*args, **keywords)
    record.tag = "<tag>"
    return record


logging.setLogRecordFactory(make)


def work():
    logging.warning("from %s", "work")
    logging.error("with its stack", stack_info=True)


work()
logging.root.handlers[0].setFormatter(logging.Formatter("%(name)s %(levelname)s"))
logging.captureWarnings(True)
warnings.warn("caught")
logging.captureWarnings(False)
print(logging.getLogger("py.warnings").handlers)
print(logging.StreamHandler(io.StringIO()), logging.lastResort, logging.NullHandler())
print(logging.getLogger("x").makeRecord("x", 20, "dir/file.py", 3, "m %s", (1,), None, "f", {"own": 5}).own)
