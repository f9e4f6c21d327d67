"""Flags of any value: which are members, which are put together, which are none."""
import enum
def t(f):
    try: r=f()
    except Exception as e: return type(e).__name__, str(e), repr(e.__context__)
    return repr(r)
sets=[dict(R=4),dict(A=1,B=2,C=4),dict(A=1,C=4),dict(Z=0,A=1),dict(A=8)]
for base in (enum.Flag, enum.IntFlag):
    for members in sets:
        F=base('F', members)
        print(base.__name__, members, list(F), len(F))
        for v in (-9,-8,-5,-4,-3,-2,-1,0,1,2,3,4,5,7,8,9,12,99,-99,'x',1.5):
            print(v, t(lambda: F(v)))
        for m in F.__members__.values():
            print(m, t(lambda: ~m), t(lambda: m|m), t(lambda: m^m), t(lambda: ~~m), t(lambda: m & ~m), t(lambda: list(m)), t(lambda: m in F), t(lambda: str(~m)))
