def handle(errors):
    try:
        raise ExceptionGroup("several", errors)
    except* ValueError as group:
        print("values", len(group.exceptions))
    except* TypeError:
        print("types")
    print("handled")


handle([ValueError(1), ValueError(2)])
handle([ValueError(1), TypeError(2)])
try:
    handle([KeyError(1)])
except ExceptionGroup as group:
    print(group)
try:
    raise KeyError("a") from ValueError("b")
except KeyError as error:
    print(repr(error.__cause__))
