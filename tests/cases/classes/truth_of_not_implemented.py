"""`NotImplemented` where a truth is asked for, and lengths that are none."""
import warnings

print("yes" if NotImplemented else "no", not NotImplemented, NotImplemented and 1, bool(NotImplemented))
warnings.simplefilter("error")
for ask in (lambda: not NotImplemented, lambda: 1 if NotImplemented else 2, lambda: NotImplemented or 1):
    try:
        print(ask())
    except DeprecationWarning as warning:
        print(warning)


class Negative:
    def __len__(self):
        return -1


for ask in (lambda: not Negative(), lambda: len(Negative()), lambda: Negative() or 1, lambda: bool(Negative())):
    try:
        print(ask())
    except ValueError as error:
        print(error)
