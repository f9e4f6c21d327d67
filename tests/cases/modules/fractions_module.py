"""Quotients of whole numbers."""

from fractions import Fraction as F
import copy
import math


def show(f):
    try:
        print(repr(f()))
    except Exception as e:
        print(type(e).__name__, e)


for a in ('F()', 'F(3)', 'F(6,-4)', 'F("1/3")', 'F(" -3.5e2 ")', 'F("1_0/3")', 'F("1/0")', 'F("x")', 'F("")', 'F(0.1)', 'F(1,0)', 'F(1.5,2)', 'F(F(1,2),F(3,4))', 'F("-1/0")', 'F([1])', 'F(float("inf"))', 'F(float("nan"))', 'F("3.")', 'F(".5")', 'F("1e-3")', 'F("1/3 ")', 'F("1 /3")', 'F(True)', 'F(1,3)+F(1,6)', 'F(1,3)-1', '1-F(1,3)', 'F(1,3)*3', 'F(2,3)/F(4,5)', '1/F(0)', 'F(1)/0', 'F(7,2)//1', 'F(7,2)%1', 'divmod(F(7,2),F(2,3))', '-F(7,2)//2', 'F(-7,2)%2', 'F(1,2)+0.5', '0.5-F(1,4)', 'F(1,2)**3', 'F(1,2)**-3', 'F(0)**-1', 'F(1,4)**0.5', 'F(1,4)**F(1,2)', '2**F(3)', '2**F(1,2)', 'F(2,3)**F(2)', '2.0**F(2)', 'F(1,2)==0.5', 'F(1,2)==F(2,4)', 'F(2)==2', 'F(1,3)==1/3', 'F(1,2)<1', 'F(1,2)<0.4', 'F(1,2)>=F(1,2)', 'F(1,2)<float("nan")', 'F(1,2)<"x"', 'F(1,2)=="x"', 'hash(F(1,2))==hash(0.5)', 'hash(F(3))==hash(3)', 'hash(F(-1,3))', 'hash(F(1,2**61-1))', 'int(F(-7,2))', 'math.floor(F(-7,2))', 'math.ceil(F(-7,2))', 'math.trunc(F(7,2))', 'round(F(5,2))', 'round(F(7,2))', 'round(F(1,3),3)', 'round(F(12345,10),-2)', 'float(F(1,3))', 'bool(F(0))', 'abs(F(-1,2))', '-F(1,2)', '+F(1,2)', 'str(F(3,1))', 'str(F(-3,7))', 'repr(F(3,7))', 'F(1,3).limit_denominator(2)', 'F(math.pi).limit_denominator(100)', 'F(math.pi).limit_denominator(0)', 'F(1,2).as_integer_ratio()', 'F.from_float(0.5)', 'F.from_float("x")', 'F(1,2).numerator', 'F(1,2).denominator', 'copy.copy(F(1,2))', 'copy.deepcopy([F(1,2)])', 'sum([F(1,2),F(1,3)])', 'max(F(1,2),F(2,3))', 'F(1,2)+"x"', '{F(1,2):1}[0.5]', 'sorted([F(3,4),0.5,1,F(1,3)])', 'F(1,2).real', 'F(1,2).imag', '"%s %.2f" % (F(1,2), F(1,3))', 'F(5,1)//F(0)', 'F(1,2)%0', 'isinstance(F(1),int)', 'F(1,2).x'):
    print(a, end=' ')
    show(lambda: eval(a))
try:
    F(1, 2).numerator = 3
except AttributeError as e:
    print('no')
