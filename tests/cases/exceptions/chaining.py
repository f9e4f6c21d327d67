def convert(text):
    try:
        return int(text)
    except ValueError as error:
        raise RuntimeError(f"cannot convert {text!r}") from error


try:
    convert("x")
except RuntimeError as error:
    print(error, "| cause:", repr(error.__cause__), error.__context__ is error.__cause__)

try:
    try:
        {}["missing"]
    except KeyError:
        [][3]
except IndexError as error:
    print(
        error, "| cause:", error.__cause__, "| context:", repr(error.__context__), error.__suppress_context__
    )

try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("no context shown") from None
except ValueError as error:
    print(error, error.__suppress_context__, repr(error.__context__))


def cleanup():
    try:
        raise ValueError("first")
    finally:
        try:
            raise KeyError("second")
        except KeyError as error:
            print("in finally:", repr(error), repr(error.__context__))


try:
    cleanup()
except ValueError as error:
    print("outside:", error, error.__context__)
