"""Logging configuration."""

import logging
from logging import _log_at as log_at

logger = logging.getLogger("asyncio")


def log_error(own_logger, text, exception):
    exc_info = exception is not None and (type(exception), exception, exception.__traceback__)
    function, line = "default_exception_handler", 1771
    if text == "Exception in default exception handler":
        function, line = "call_exception_handler", 1804
    place = "asyncio/base_events.py", line, function
    log_at(place, (own_logger or logger).error, text, exc_info=exc_info)
