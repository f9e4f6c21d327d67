from __future__ import annotations, division
from __future__ import generator_stop as stop

print(annotations)
print(annotations.optional, annotations.mandatory, annotations.compiler_flag)
print(division.getMandatoryRelease(), stop is None)


def f(x: Undefined) -> Nope:
    pass


print(f.__annotations__)
