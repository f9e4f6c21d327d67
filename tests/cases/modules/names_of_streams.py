import asyncio
import pickle

error = asyncio.IncompleteReadError(b"abc", 10)
print(error, error.partial, error.expected, isinstance(error, EOFError), asyncio.IncompleteReadError(b"", None))
other = asyncio.LimitOverrunError("too long", 5)
print(repr(other), other.consumed, asyncio.SendfileNotAvailableError.__mro__[1])
again = pickle.loads(pickle.dumps([error, other]))
print(again, again[0].partial, again[1].consumed)
