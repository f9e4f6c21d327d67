def show(group, depth=0):
    for error in group.exceptions:
        print("  " * depth + repr(error))
        if isinstance(error, ExceptionGroup):
            show(error, depth + 1)


group = ExceptionGroup(
    "several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [KeyError("k"), ValueError(2)])]
)
print(group, group.message, len(group.exceptions))
show(group)
try:
    raise group
except* ValueError as errors:
    print("ValueErrors:", errors)
    show(errors)
except* (TypeError, KeyError) as errors:
    print("others:", errors.exceptions)

try:
    try:
        raise ExceptionGroup("partly handled", [OSError("a"), ValueError("b")])
    except* OSError:
        print("OSError handled")
except ExceptionGroup as rest:
    print("rest:", repr(rest))

try:
    raise ValueError("plain")
except* ValueError as errors:
    print("wrapped:", repr(errors))
matched, rest = group.split(KeyError)
print(matched.exceptions, len(rest.exceptions), group.subgroup(OSError))
print(group.derive([ValueError()]).message, isinstance(group, Exception))
