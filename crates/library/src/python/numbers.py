"""The abstract classes of numbers."""

# Lacks: ABCMeta abstractmethod

from abc import ABCMeta as _ABCMeta


class Number(metaclass=_ABCMeta):
    __slots__ = ()
    __hash__ = None


class Complex(Number):
    pass


class Real(Complex):
    pass


class Rational(Real):
    pass


class Integral(Rational):
    pass


Real.register(float)
Integral.register(int)
