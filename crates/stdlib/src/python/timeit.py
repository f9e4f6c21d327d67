"""How long small pieces of code take."""

# Lacks: main reindent template

import time as _time
from textwrap import indent as _indent

default_timer = _time.perf_counter
default_number = 1000000
default_repeat = 5
dummy_src_name = "<timeit-src>"
_itself = globals


class Timer:
    def __init__(self, stmt="pass", setup="pass", timer=default_timer, globals=None):
        self.timer = timer
        names = dict(_itself() if globals is None else globals)
        before, lines = [], []
        for given, name in ((setup, "setup"), (stmt, "stmt")):
            if isinstance(given, str):
                compile("\n".join([*before, given]), dummy_src_name, "exec")
                before.append(given)
                lines.append(given)
            elif callable(given):
                names[f"_{name}"] = given
                lines.append(f"_{name}()")
            else:
                raise ValueError(f"{name} is neither a string nor callable")
        source = (
            f"def inner(_it, _timer):\n{_indent(lines[0], '    ')}\n    _t0 = _timer()\n"
            f"    for _i in _it:\n{_indent(lines[1], '        ')}\n        pass\n"
            "    _t1 = _timer()\n    return _t1 - _t0\n"
        )
        self.src = source
        exec(compile(source, dummy_src_name, "exec"), names)
        self.inner = names["inner"]

    def timeit(self, number=default_number):
        return self.inner(iter(range(number)), self.timer)

    def repeat(self, repeat=default_repeat, number=default_number):
        return [self.timeit(number) for _ in range(repeat)]

    def autorange(self, callback=None):
        number = 1
        while True:
            for times in (1, 2, 5):
                count = number * times
                took = self.timeit(count)
                if callback:
                    callback(count, took)
                if took >= 0.2:
                    return count, took
            number *= 10

    def print_exc(self, file=None):
        import traceback

        traceback.print_exc(file=file)


def timeit(stmt="pass", setup="pass", timer=default_timer, number=default_number, globals=None):
    return Timer(stmt, setup, timer, globals).timeit(number)


def repeat(
    stmt="pass", setup="pass", timer=default_timer, repeat=default_repeat, number=default_number, globals=None
):
    return Timer(stmt, setup, timer, globals).repeat(repeat, number)
