"""Logging as a dict describes it."""

# Lacks: DEFAULT_LOGGING_CONFIG_PORT ThreadingTCPServer StreamRequestHandler fileConfig listen stopListening

import logging
from re import match as _match


def _resolve(name):
    parts = name.split(".")
    module = parts.pop(0)
    found = __import__(module)
    for part in parts:
        module += "." + part
        try:
            found = getattr(found, part)
        except AttributeError:
            __import__(module)
            found = getattr(found, part)
    return found


class BaseConfigurator:
    def __init__(self, config):
        self.config = config

    def resolve(self, s):
        try:
            return _resolve(s)
        except ImportError as error:
            raise ValueError(f"Cannot resolve {s!r}: {error}") from error

    def convert(self, value):
        """What `ext://` and `cfg://` stand for, at any depth."""
        if isinstance(value, dict):
            return {key: self.convert(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return type(value)([self.convert(each) for each in value])
        if isinstance(value, str):
            if value.startswith("ext://"):
                return self.resolve(value[6:])
            if value.startswith("cfg://"):
                return self._of_config(value[6:])
        return value

    def _of_config(self, rest):
        found = _match(r"^\s*(\w+)\s*", rest)
        if found is None:
            raise ValueError(f"Unable to convert {rest!r}")
        value = self.config[found[1]]
        rest = rest[found.end() :]
        while rest:
            found = _match(r"^\.\s*(\w+)\s*", rest)
            if found is not None:
                value = value[found[1]]
            else:
                found = _match(r"^\[\s*(\w+)\s*\]\s*", rest)
                if found is None:
                    raise ValueError(f"Unable to convert {rest!r} at {rest!r}")
                key = found[1]
                value = value[int(key)] if key.isdigit() and not isinstance(value, dict) else value[key]
            rest = rest[found.end() :]
        return self.convert(value)

    def configure_custom(self, config):
        factory = config.pop("()")
        if not callable(factory):
            factory = self.resolve(factory)
        attributes = config.pop(".", None)
        made = factory(**{key: self.convert(config[key]) for key in config if key.isidentifier()})
        for name, value in (attributes or {}).items():
            setattr(made, name, value)
        return made


class DictConfigurator(BaseConfigurator):
    def configure(self):
        config = self.config
        if "version" not in config:
            raise ValueError("dictionary doesn't specify a version")
        if config["version"] != 1:
            raise ValueError(f"Unsupported version: {config['version']}")
        if config.pop("incremental", False):
            self._change(config)
            return
        keeps = not config.pop("disable_existing_loggers", True)
        root = logging.getLogger()
        for handler in root.handlers[:]:
            root.removeHandler(handler)
        formatters = self._make(config.get("formatters", {}), "formatter", self.configure_formatter)
        self._filters = self._make(config.get("filters", {}), "filter", self.configure_filter)
        self._formatters, self._handlers = formatters, {}
        waiting = dict(sorted(config.get("handlers", {}).items()))
        while waiting:
            put_off = {}
            for name, each in waiting.items():
                targets = each.get("target"), *each.get("handlers", ())
                if any(target in waiting and target != name for target in targets if isinstance(target, str)):
                    put_off[name] = each
                    continue
                try:
                    handler = self.configure_handler(dict(each))
                    handler.name = name
                except Exception as error:
                    raise ValueError(f"Unable to configure handler {name!r}") from error
                self._handlers[name] = handler
            if len(put_off) == len(waiting):
                raise ValueError(f"Unable to configure handler {next(iter(put_off))!r}")
            waiting = put_off
        known = set(logging._loggers)
        given = config.get("loggers", {})
        for name, each in given.items():
            try:
                self.configure_logger(name, each)
            except Exception as error:
                raise ValueError(f"Unable to configure logger {name!r}") from error
        for name in sorted(known.difference(given)):
            logger = logging._loggers[name]
            if any(name.startswith(other + ".") for other in given):
                logger.setLevel(logging.NOTSET)
                logger.handlers = []
                logger.propagate = True
            else:
                logger.disabled = not keeps
        if config.get("root"):
            try:
                self.configure_root(config["root"])
            except Exception as error:
                raise ValueError("Unable to configure root logger") from error

    def _make(self, described, what, configure):
        made = {}
        for name, each in described.items():
            try:
                made[name] = configure(dict(each))
            except Exception as error:
                raise ValueError(f"Unable to configure {what} {name!r}") from error
        return made

    def _change(self, config):
        by_name = {handler.name: handler for handler in _all_handlers() if handler.name}
        for name, each in config.get("handlers", {}).items():
            if name not in by_name:
                raise ValueError(f"No handler found with name {name!r}")
            if each.get("level"):
                by_name[name].setLevel(each["level"])
        for name, each in config.get("loggers", {}).items():
            self.configure_logger(name, each, True)
        if config.get("root"):
            self.configure_root(config["root"], True)

    def configure_formatter(self, config):
        if "()" in config:
            return self.configure_custom(config)
        kind = self.resolve(config["class"]) if config.get("class") else logging.Formatter
        options = {"validate": config["validate"]} if "validate" in config else {}
        return kind(config.get("format"), config.get("datefmt"), config.get("style", "%"), **options)

    def configure_filter(self, config):
        return self.configure_custom(config) if "()" in config else logging.Filter(config.get("name", ""))

    def add_filters(self, filterer, filters):
        for each in filters:
            try:
                known = callable(each) or callable(getattr(each, "filter", None))
                filterer.addFilter(each if known else self._filters[each])
            except Exception as error:
                raise ValueError(f"Unable to add filter {each!r}") from error

    def configure_handler(self, config):
        formatter = config.pop("formatter", None)
        if formatter:
            try:
                formatter = self._formatters[formatter]
            except Exception as error:
                raise ValueError(f"Unable to set formatter {formatter!r}") from error
        level = config.pop("level", None)
        filters = config.pop("filters", None)
        if "()" in config:
            handler = self.configure_custom(config)
        else:
            kind = self.resolve(config.pop("class"))
            target = config.get("target")
            if isinstance(target, str) and target in self._handlers:
                config["target"] = self._handlers[target]
            attributes = config.pop(".", None)
            handler = kind(**{key: self.convert(config[key]) for key in config if key.isidentifier()})
            for name, value in (attributes or {}).items():
                setattr(handler, name, value)
        if formatter:
            handler.setFormatter(formatter)
        if level is not None:
            handler.setLevel(level)
        if filters:
            self.add_filters(handler, filters)
        return handler

    def add_handlers(self, logger, handlers):
        for each in handlers:
            try:
                logger.addHandler(self._handlers[each])
            except Exception as error:
                raise ValueError(f"Unable to add handler {each!r}") from error

    def common_logger_config(self, logger, config, incremental=False):
        level = config.get("level")
        if level is not None:
            logger.setLevel(level)
        if incremental:
            return
        for handler in logger.handlers[:]:
            logger.removeHandler(handler)
        if config.get("handlers"):
            self.add_handlers(logger, config["handlers"])
        if config.get("filters"):
            self.add_filters(logger, config["filters"])

    def configure_logger(self, name, config, incremental=False):
        logger = logging.getLogger(name)
        self.common_logger_config(logger, config, incremental)
        logger.disabled = False
        if config.get("propagate") is not None:
            logger.propagate = config["propagate"]

    def configure_root(self, config, incremental=False):
        self.common_logger_config(logging.getLogger(), config, incremental)


def _all_handlers():
    return [handler for logger in (logging.root, *logging._loggers.values()) for handler in logger.handlers]


dictConfigClass = DictConfigurator


def dictConfig(config):
    dictConfigClass(dict(config)).configure()
