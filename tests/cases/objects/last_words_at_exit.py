"""What global variables hold ends when the program does: what has a last word first, then what containers hold."""

import asyncio
class N:
    def __init__(s,n): s.n=n
    def __del__(s): print(s.n)
def g(n):
    try: yield
    finally: print("gen",n)
a=N("a"); b=N("b")
_p=N("_p")
G=g(1); next(G)
_G=g(2); next(_G)
lst=[N("l0"),N("l1")]
c=N("c")
async def main(): pass
asyncio.run(main())
