"""What `typing` says of what can and cannot be subscripted, and how that is shown."""
import collections.abc
import typing
from typing import *

T = TypeVar("T")
P = ParamSpec("P")
K = TypeVar("K", bound=int)
V = TypeVar("V", int, str, covariant=True)
Ts = TypeVarTuple("Ts")


def tell(label, function):
    try:
        result = function()
    except Exception as error:
        print(label, "!", type(error).__name__, error)
    else:
        print(label, "=", repr(result) if " at 0x" not in repr(result) else "")


EXPRESSIONS = """
T; P; K; V; Ts; Optional[int]; Union[int,str]; Union[int,None]; Union[int]; Union[int,int]; Optional[None]; List[int]
Dict[str,int]; Callable[[int],str]; Callable[...,int]; Callable[P,int]; Callable; Tuple[int,...]; Tuple[()]; tuple[()]
Tuple; Type[int]; Any; NoReturn; Never; Self; LiteralString; Literal[1,'a',None]; Literal[1,1,True]; ClassVar[int]
Final[int]; Annotated[int,'x',3]; Annotated[Annotated[int,1],2]; Concatenate[int,P]; TypeGuard[int]; Required[int]
NotRequired[int]; Unpack[Ts]; Generator[int,None,str]; AsyncGenerator[int,None]; Coroutine[int,str,None]; Awaitable[int]
Iterable[T]; Mapping[str,T]; List; Deque[int]; DefaultDict[str,int]; OrderedDict[str,int]; Counter[int]
ChainMap[int,str]; Pattern[str]; Match[str]; ContextManager[int]; AsyncContextManager[int]; Hashable; Sized; SupportsInt
Text; IO[str]; NewType('N',int); ForwardRef('x'); List['int']; Dict[T,K][str,int]; Union[T,int][str]
Callable[[T],K][int,int]; List[T][int]; get_origin(List[int]); get_args(Dict[str,int]); get_args(Callable[[int],str])
get_origin(Union[int,str]); get_args(Literal[1]); List[int]==List[int]; hash(List[int])==hash(List[int])
Optional[int]==Union[int,None]; Union[int,str]==Union[str,int]; list[int]==list[int]; list[T][int]; dict[T,int][str]
list[T].__parameters__; list[int].__args__; list[int].__origin__; isinstance([],list[int]); isinstance(1,Optional[int])
isinstance(1,List[int]); isinstance([],List); isinstance(1,Any); isinstance(1,int|str); isinstance(1,Union[int,str])
issubclass(int,Union[int,str]); List[1]; List[int,str]; Dict[int]; Union[()]; Union[1]; Optional[1]; Optional[int,str]
Literal[()]; Literal; ClassVar[1]; Callable[int]; Callable[int,str]; Callable[[int],1]; Type[1]; Tuple[1]
Annotated[int]; Any(); Union(); List(); List[int](); Optional(); TypeVar('X', int); TypeVar('X', bound=1)
TypeVar('X', covariant=True, contravariant=True); TypeVar('X', int, bound=int); NewType('N',int)(5)|int|None
(int|str)|int|str|int|'x'|int|1|None|int; (list[int]|None); type(int|str); (int|str).__args__
(int|str)==(str|int)|int|int; cast(int,'x'); Generic[T]; Generic[int]; Generic[T,T]; Generic[()]; Protocol[T]
Protocol[int]; Self[int]; Any[int]; NoReturn[int]; Final; Final[int,str]; get_type_hints(1); no_type_check(int)
overload(int); assert_type(1,int); TYPE_CHECKING; list[int].append; list[int](); dict[str,int](a=1); type[int]
tuple[int,...]; collections.abc.Callable[[int],str]; collections.abc.Iterable[int]; collections.deque[int]
collections.OrderedDict[int,str]; collections.Counter[int]; collections.ChainMap[int]
collections.defaultdict[int,str]|int[str]|str[int]; range[int]; object[int]; type[int][str]; list[int][str]; slice[int]
property[int]; set[int]; frozenset[int]; zip[int]; map[int]; filter[int]; reversed[int]; BaseException[int]
memoryview[int]; bytes[int]; float[int]; bool[int]; complex[int]; staticmethod[int]; classmethod[int]; super[int]
dict[int]; is_typeddict(int); ParamSpec('Q').args; ParamSpec('Q').kwargs; final(int); runtime_checkable(int)
"""
for expression in EXPRESSIONS.replace("\n", "; ").split("; "):
    if expression:
        tell(expression, lambda: eval(expression))
for expression in (
    "int|None", "int|str", "int|'x'", "int|1", "None|int", "list[int]|None", "type(int|str)", "(int|str).__args__",
    "(int|str)==(str|int)", "int|int", "int|T", "T|int", "T|None", "List[int]|None", "None|List[int]", "'x'|T", "T|'x'", "int|list",
    "int|Any", "int|Callable[[int],str]", "int|Literal[1]", "(int|str)|float", "isinstance(1,int|list[int])", "issubclass(int,int|None)",
    "bool|int", "(int|str)[0]", "list[T]|int", "(list[T]|int)[str]", "dict[T, list[K]][str, int]", "[*list[int]]",
    "list[T].__parameters__", "tuple[T, ...][int]", "1 in list[int]", "set(list[int])", "list[int].nope", "setattr(list[int], 'x', 1)",
):
    tell(expression, lambda: eval(expression))
