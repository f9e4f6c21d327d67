import dataclasses, copy, pickle, traceback


@dataclasses.dataclass(frozen=True, slots=True)
class Frozen:
    x: int
    y: list


frozen = Frozen(1, [2])
print(copy.copy(frozen), copy.deepcopy(frozen), pickle.loads(pickle.dumps(frozen)))
for code in "def f():\n  return 1/0\nf()", "1/0":
    try:
        exec(code)
    except ZeroDivisionError:
        print(traceback.format_exc().rstrip())
exec(compile("\nraise ValueError(2)", "<made>", "exec"))
