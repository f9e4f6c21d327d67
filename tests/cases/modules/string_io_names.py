import io

for use in (lambda: io.StringIO().missing, lambda: len(io.StringIO()), lambda: io.StringIO() + 1, lambda: io.BytesIO().missing,
            lambda: io.StringIO()[0]):
    try:
        use()
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
print(io.StringIO, type(io.BytesIO()).__module__, isinstance(io.StringIO(), io.TextIOBase))


class Mine(io.StringIO):
    pass


try:
    Mine().missing
except AttributeError as error:
    print(error)
