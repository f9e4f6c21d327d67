try:
    try:
        raise KeyboardInterrupt("alone")
    except* KeyboardInterrupt as group:
        print(repr(group))
        raise SystemExit("from the handler")
except BaseException as error:
    print(repr(error), repr(error.__context__))

try:
    try:
        raise BaseExceptionGroup("many", [KeyboardInterrupt(), ValueError(1)])
    except* ValueError:
        raise
    except* KeyboardInterrupt:
        raise GeneratorExit
except BaseException as error:
    print(repr(error))
