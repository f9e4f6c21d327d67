"""Decimal numbers: what is made, computed, rounded, compared and formatted."""

from decimal import *
import asyncio
import copy
import math

D = Decimal


def show(f):
    try:
        return repr(f())
    except Exception as e:
        return f'{type(e).__module__}.{type(e).__name__}: {e}'


for a in 'D() D("1.10") D(" -3.5e+2 ") D("1_000.5") D("inf") D("-Infinity") D("nan") D("NaN123") D("sNaN") D("x") D("") D("1e") D(".") D("1.") D(".5") D(5) D(-0.1) D(0.5) D(True) D((0,(1,2,3),-2)) D((1,(),"F")) D((0,(1,),"n")) D((0,(1,2))) D((2,(1,),0)) D([0,[1,2],1]) D(None) D(D("1.0")) D(1.5) D("0E+3") D("-0") D("1E-7") D("0.000001") D("0.0000001") D("123E+5") D("1e1000000") D("12345678901234567890123456789012345")\nD("0.1")+D("0.2") D("1.10")+1 1+D("1.10") D(1)-D("1.00") D("1.3")*D("1.20") D(1)/D(3) D(2)/D(3) D(10)/D(2) D("1.00")/D(4) D(1)/0 D(0)/0 D("inf")-D("inf") D("inf")*0 D("inf")/D("inf") 1/D("inf") D(7)//2 D(-7)//2 D(7)%D("2.5") D(-7)%3 divmod(D("7.5"),2) D(7)%0 D(0)%0 D(1)//0 D("1e30")//3 -D("1.5") +D("1.23456789012345678901234567890123") abs(D("-2.50")) D("1E+20")+D("1E-20") D("1E+30")+1 D("9.9999999999999999999999999999")+D("0.00000000000000000000000000009") D(1)-D(1) D("-0")+D("-0") D("-0")+0 D(1)**D("2.5") D(4)**D("1.5") D(27)**D("0.3333333333333333333333333333") D("nan")+1 D("snan")+1\nD(2)**10 D(2)**-2 D(2)**D("0.5") D("1.1")**5 D(4)**D("0.5") D(-8)**3 D(-8)**D("0.5") D(0)**0 D(0)**2 D(0)**-1 D(10)**30 D(3)**100 D(2)**D("1.5") pow(D(7),3,5) 2**D(3) D("inf")**2 D(2)**D("inf") D("0.5")**D("inf") D(1)**D("0.3") D("1.0001")**10000\nD(2).sqrt() D(4).sqrt() D("0.01").sqrt() D(-1).sqrt() D(0).sqrt() D("1E+5").sqrt() D("152.2756").sqrt() D(1).exp() D(0).exp() D("-2.5").exp() D(50).exp() D("1e-10").exp() D(10).ln() D(1).ln() D(0).ln() D(-1).ln() D("0.5").ln() D("1.00001").ln() D(100).log10() D(2).log10() D("0.001").log10() D("123.45").log10() D(7).ln()\nD("1.5").quantize(D("1")) D("2.5").quantize(D("1")) D("2.675").quantize(D("0.01")) D("2.675").quantize(D("0.01"),ROUND_HALF_UP) D("2.671").quantize(D("0.01"),rounding=ROUND_UP) D("-2.5").quantize(D("1"),ROUND_FLOOR) D("-2.5").quantize(D("1"),ROUND_CEILING) D("-2.5").quantize(D("1"),ROUND_DOWN) D("2.5").quantize(D("1"),ROUND_HALF_DOWN) D("2.5").quantize(D("1"),ROUND_05UP) D("1e30").quantize(D("0.01")) D("inf").quantize(D(1)) D("3").quantize(D("0.000")) D(1).quantize("0.1") D("7.325").quantize(D("1e2")) D(1).quantize(D("0.1"),"ROUND_BAD")\nround(D("2.5")) round(D("3.5")) round(D("2.675"),2) round(D(1234),-2) round(D("inf")) round(D("nan")) int(D("-3.7")) int(D("inf")) int(D("nan")) float(D("0.1")) float(D("inf")) math.floor(D("-3.5")) math.ceil(D("-3.5")) math.trunc(D("3.9")) bool(D("0.00")) D("3.7").to_integral_value() D("2.5").to_integral_value(ROUND_HALF_UP) D("1e3").to_integral_value() D("1.500").normalize() D("100").normalize() D("0.00").normalize() D("-0.0").normalize()\nD("1.0")==D("1") D(1)==1 D("0.5")==0.5 D("0.1")==0.1 D(1)<2 D(1)>0.5 D(1)=="1" D("nan")==D("nan") D("nan")<1 D("inf")>10**100 D("-inf")<D("inf") hash(D("0.5"))==hash(0.5) hash(D(3))==hash(3) hash(D("inf"))==hash(float("inf")) hash(D("snan")) hash(D("-1.25"))==hash(-1.25) D("1.0").compare(D("2")) D(1).max(D(2)) D(1).min(D("nan")) max(D(1),D(2)) sorted([D(3),1,D("2.5")]) sum([D("0.1")]*10) D(1)!=D(1) D("1.0") in {1}\nD("1.23").as_tuple() D("-inf").as_tuple() D("nan").as_tuple() D("1.25").as_integer_ratio() D("inf").as_integer_ratio() D("-3e2").as_integer_ratio() D("12.3").adjusted() D("1.5").is_nan() D("nan").is_nan() D("inf").is_infinite() D(1).is_finite() D("-0").is_signed() D("0.0").is_zero() D("-1.5").copy_abs() D(1).copy_negate() D(1).copy_sign(D(-2)) D("1.5").same_quantum(D("2.7")) D(7).remainder_near(D(4)) D(2).fma(3,5) D("1.5").scaleb(3) D(250).logb() D("1.5").to_eng_string() D("123E+1").to_eng_string() D("1.2E+7").to_eng_string() D.from_float(0.1) D.from_float("x") D(5).real D(5).imag\nstr(D("1E+2")) str(D("1.5E-10")) repr(D("-0.00")) "%s"%D("1.50") "%.2f"%D("1.005") f"{D(\'1234567.891\'):,.2f}" f"{D(\'1234567.891\'):_}" f"{D(\'1.5\'):10}|" f"{D(\'1.5\'):<10}|" f"{D(\'1.5\'):^+10}|" f"{D(\'-1.5\'):010.3f}" f"{D(\'0.256\'):.1%}" f"{D(\'12345\'):.2e}" f"{D(\'12345\'):E}" f"{D(\'12345.678\'):.3g}" f"{D(\'0.00001\'):g}" f"{D(5):f}" f"{D(\'1e3\'):f}" f"{D(\'nan\'):5}|" f"{D(\'inf\'):*>12}" f"{D(\'1.5\'):x}" f"{D(\'2.5\'):.0f}" f"{D(\'1234.5\'):012,.2f}" f"{D(\'0\'):.2f}" f"{D(\'0\'):e}" f"{D(\'1.50\')!s}" f"{D(\'1E+5\')}" f"{D(\'-0.001\'):.1f}" f"{D(\'1234\'):,}" f"{D(\'3\'):+}" f"{D(\'0.5\'):%}" f"{D(\'1.23\'):.5f}"\ngetcontext() getcontext().copy().prec Context(prec=0) Context(rounding="x") Context(prec="a") Context(prec=5,rounding=ROUND_DOWN) BasicContext ExtendedContext DefaultContext.prec Context(prec=3).divide(D(1),D(3)) Context(prec=3).create_decimal("1.23456") Context(prec=5).sqrt(2) Context(traps=[]).divide(1,0) Context(traps=[]).divide(D(0),D(0)) ExtendedContext.create_decimal("x") setcontext(5) Context(prec=4).power(D(3),D(7)) Context(prec=2,Emax=3).multiply(D(99),D(999)) Context(prec=3,Emin=-5,Emax=5,traps=[]).divide(D(1),D(3000000)) Context(prec=3,Emin=-5,Emax=5).multiply(D("1e5"),D(10))\ncopy.copy(D(1)) copy.deepcopy([D("1.0")]) isinstance(D(1),int) issubclass(DivisionByZero,ZeroDivisionError) InvalidOperation.__mro__[1] ROUND_HALF_UP Overflow.__mro__ FloatOperation D.__name__'.split('\n'):
    depth = 0
    cur = ''
    quote = None
    out = []
    for ch in a:
        if quote:
            quote = None if ch == quote else quote
            cur += ch
            continue
        if ch in '"\'':
            quote = ch
            cur += ch
            continue
        if ch in '([{':
            depth += 1
        if ch in ')]}':
            depth -= 1
        if ch == ' ' and depth == 0:
            out.append(cur)
            cur = ''
        else:
            cur += ch
    for e in out + [cur]:
        print(e, '->', show(lambda: eval(e)))
getcontext().clear_flags()
D(1) / D(3)
print(getcontext().flags[Inexact], getcontext().flags[Rounded], getcontext().flags[Overflow])
with localcontext() as ctx:
    ctx.prec = 5
    print(D(1) / 7, ctx.prec)
    with localcontext(prec=2):
        print(D(1) / 7)
print(D(1) / 7)
with localcontext() as ctx:
    ctx.traps[Inexact] = True
    print(show(lambda: D(1) / 3))
with localcontext() as ctx:
    ctx.traps[FloatOperation] = True
    print(show(lambda: D(1.5)), show(lambda: D(1) < 1.5), show(lambda: D(1) == 1.5))
getcontext().prec = 6
getcontext().rounding = ROUND_DOWN
print(D(2) / 3, D('1.23456789') + 0, show(lambda: setattr(getcontext(), 'prec', -1)), show(lambda: setattr(getcontext(), 'nope', 1)))


async def worker(p):
    with localcontext() as c:
        c.prec = p
        await asyncio.sleep(0.01)
        return D(1) / 3


async def main():
    print(await asyncio.gather(worker(3), worker(9)), D(1) / 3)


asyncio.run(main())


class Money(D):
    pass


m = Money('1.50')
print(repr(m), type(m + 1).__name__, m * 2, isinstance(m, D))
