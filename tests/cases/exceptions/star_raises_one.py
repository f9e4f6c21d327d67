# One exception out of an except* block, with nothing left of the group, is raised as it is.
def tell(function):
    try:
        function()
    except BaseException as error:
        print(repr(error), "|", error, "|", repr(error.__context__))


def one_of_two():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("r")


def one_of_one():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise RuntimeError("r")


def naked():
    try:
        raise ValueError(1)
    except* ValueError:
        raise RuntimeError("r")


def again():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise


def two():
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2)])
    except* ValueError:
        raise RuntimeError("r")
    except* TypeError as error:
        raise KeyError("k") from error


def group():
    try:
        raise ExceptionGroup("g", [ValueError(1)])
    except* ValueError:
        raise ExceptionGroup("new", [OSError(3)])


for function in (one_of_two, one_of_one, naked, again, two, group):
    tell(function)
