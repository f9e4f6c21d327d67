try:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second")
except ValueError as error:
    twice = error
raise ExceptionGroup("both", [twice, twice, TypeError("other")])
