try:
    try:
        raise ExceptionGroup("first", [ValueError(1)])
    except* ValueError:
        raise KeyError("second")
except BaseExceptionGroup as error:
    raise ExceptionGroup("third", [error, TypeError("beside")])
