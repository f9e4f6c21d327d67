"""The warning of a coroutine that was never awaited goes through `warnings`, its filters and what the program puts there."""
import warnings


async def forgotten():
    pass


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    forgotten()
    warnings.warn("another")
for each in seen:
    print(each.category.__name__, each.message, each.lineno, each.source is None)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    forgotten()
print("ignored")


def show(message, category, filename, lineno, file=None, line=None):
    print("shown", category.__name__, message, lineno)


with warnings.catch_warnings():
    warnings.simplefilter("always")
    warnings.showwarning = show
    forgotten()

with warnings.catch_warnings():
    warnings.simplefilter("error")
    forgotten()
print("an exception that nobody can catch")


def hook(coroutine):
    print("asked about", coroutine.__name__, coroutine.cr_frame is None)


old = warnings._warn_unawaited_coroutine
warnings._warn_unawaited_coroutine = hook
forgotten()
warnings._warn_unawaited_coroutine = old

forgotten()
warnings.filterwarnings("ignore", message="coroutine .* was never")
forgotten()
print("end")
