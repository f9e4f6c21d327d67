from collections.abc import AsyncIterator as AbstractAsyncIterator
from typing import *

T = TypeVar("T")
K = TypeVar("K")
P = ParamSpec("P")


class Box(Generic[T]):
    def __init__(self, value: T):
        self.value = value

    @classmethod
    def of(cls, value):
        return cls(value)


class Pair(Box[K], Generic[K, T]):
    pass


class IntBox(Box[int]):
    pass


class Names(List[str]):
    pass


class Source(Protocol[T]):
    def get(self) -> T: ...


print(Box[int], Pair[int, str], Box["later"], Box[None], Box[T], Box[List[int]])
print(Generic[T], Box[int] == Box[int], hash(Box[int]) == hash(Box[int]), Box[int] == Box[str])
print(Box[int](3).value, Box[int].of(4).value, vars(Box[int](5))["__orig_class__"])
print(Box.__parameters__, Pair.__parameters__, IntBox.__parameters__, Box[T][int])
print(IntBox.__mro__, [base.__name__ for base in Pair.__mro__], IntBox.__orig_bases__)
print(Names(["a"]), Names.__mro__[1], isinstance(Names(), list))
print(Callable[P, T], Callable[Concatenate[int, P], T], Callable[[int], str], Callable[..., T])
print(get_args(Callable[P, T]), get_args(Callable[[int], str]), get_origin(Box[int]), get_args(Pair[int, str]))
print(Dict[str, List[T]][int], Union[T, None][int], Dict[K, T].__parameters__, Source[int])
for wrong in (lambda: Box[int, str], lambda: Pair[int], lambda: Generic[int], lambda: IntBox[int], lambda: Generic[T, T],
              lambda: isinstance(3, Box[int])):
    try:
        print(wrong())
    except TypeError as error:
        print(error)


class Numbers(AsyncIterator[int]):
    async def __anext__(self):
        raise StopAsyncIteration


print(issubclass(Numbers, AbstractAsyncIterator), Numbers().__aiter__() is not None)
