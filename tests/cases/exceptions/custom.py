class AppError(Exception):
    """Base of this program's errors."""


class NotFound(AppError):
    def __init__(self, key, where="here"):
        super().__init__(f"{key} is not {where}")
        self.key = key


class Quiet(AppError):
    def __str__(self):
        return "quiet please"


for make in (
    lambda: AppError(),
    lambda: AppError("one", 2),
    lambda: NotFound("x"),
    lambda: Quiet(1),
    lambda: Quiet,
):
    try:
        raise make()
    except NotFound as error:
        print("NotFound", error, error.key, error.args)
    except AppError as error:
        print(repr(error), "|", error, "|", error.args)
print(
    AppError("a").args, repr(AppError("a", 1)), str(KeyError("k")), str(ValueError("v")), repr(NotFound("y"))
)
for bad in (5, int, None):
    try:
        raise bad
    except TypeError as error:
        print("TypeError:", error)
    except Exception as error:
        print("raised", type(error))
try:
    raise
except RuntimeError as error:
    print("RuntimeError:", error)
try:
    try:
        1 / 0
    except 5:
        pass
except TypeError as error:
    print("TypeError:", error)
error = ValueError("noted")
error.add_note("a note")
print(error.__notes__, error.with_traceback(None) is error)
