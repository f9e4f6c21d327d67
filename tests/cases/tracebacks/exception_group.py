def fail(kind, text):
    raise kind(text)


def collect():
    errors = []
    for kind, text in ((ValueError, "first"), (KeyError, "second")):
        try:
            fail(kind, text)
        except Exception as error:
            errors.append(error)
    raise ExceptionGroup("collected", errors)


collect()
