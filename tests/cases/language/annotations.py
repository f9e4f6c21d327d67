from __future__ import annotations

from typing import Any, Callable, Generic, Iterable, Optional, Protocol, TypeVar, Union

T = TypeVar("T")


def first(items: Iterable[T], default: Optional[T] = None) -> T | None:
    for item in items:
        return item
    return default


class Box(Generic[T]):
    content: T
    size: int = 1

    def __init__(self, content: T) -> None:
        self.content: T = content


class Speaker(Protocol):
    def speak(self) -> str: ...


Handler = Callable[[int], str]
count: int = 3
later: Undefined
print(first([1, 2]), first([]), Box[int](5).content, Box.size, count)
print(first.__annotations__, Box.__annotations__)


def typed(a: int, *args: str, key: dict[str, list[int]] = {}, **kw: Any) -> Union[int, str]:
    nothing: int
    return a


print(typed("not checked"), list(typed.__annotations__))
