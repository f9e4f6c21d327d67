//! `pow(base, exponent, modulus)`, in pieces where it takes long.

use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, Zero};

use super::{Number, long};
use crate::Result;
use crate::builtins::fault::{Fault, OrRaise};
use crate::builtins::pieces::{Piece, in_pieces};
use crate::native::{Flow, NativeFrame, NativeStep, Resumed};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// So many products of two words are done at once.
const AT_ONCE: u64 = 1 << 18;

/// Inverses for a modulus of so many words are found at once.
const SHORT_INVERSE: u64 = 16;
const NOT_INVERTIBLE: &str = "base is not invertible for the given modulus";

/// `pow(base, exponent, modulus)`; `None` if not all are numbers.
pub(crate) fn power(base: &Value, exponent: &Value, modulus: &Value) -> Result<Option<Flow>, Fault> {
    let numbers = [base, exponent, modulus].map(Number::of);
    if numbers.iter().any(|number| matches!(number, Some(Number::Float(_)))) {
        return Err(Fault::type_error("pow() 3rd argument not allowed unless all arguments are integers"));
    }
    let [Some(base), Some(exponent), Some(modulus)] = numbers.map(|number| number.and_then(Number::to_big))
    else {
        return Ok(None);
    };
    if modulus.is_zero() {
        return Err(Fault::value("pow() 3rd argument cannot be 0"));
    }
    let words = modulus.bits() / 64 + 1;
    let square = words.saturating_mul(words);
    let mut base = base.into_owned();
    if exponent.is_negative() {
        if words > SHORT_INVERSE {
            let inverse = Inverse::new(&base, &modulus.abs());
            let (exponent, modulus) = (exponent.into_owned(), modulus.into_owned());
            return Ok(Some(inverse.then_power(-exponent, modulus)));
        }
        work::charge(square);
        let inverse = base.modinv(&modulus.abs());
        base = inverse.ok_or_else(|| Fault::value(NOT_INVERTIBLE))?;
    }
    let exponent = exponent.abs();
    let products = square.saturating_mul(exponent.bits().saturating_mul(2));
    if products <= AT_ONCE {
        work::charge(products / 16);
        return Ok(Some(Flow::Value(Value::big(base.modpow(&exponent, &modulus)))));
    }
    Ok(Some(Flow::Frame(Box::new(Power::new(&base, exponent, modulus.into_owned())))))
}

/// Euclid's way to an inverse, a quotient at a time: `base * factors[i] ≡ rests[i]` for the modulus.
struct Inverse {
    modulus: BigInt,
    rests: [BigInt; 2],
    factors: [BigInt; 2],
}

impl Inverse {
    fn new(base: &BigInt, modulus: &BigInt) -> Inverse {
        let base = long::div_mod_floor(base, modulus).1;
        Inverse {
            modulus: modulus.clone(),
            rests: [modulus.clone(), base],
            factors: [BigInt::zero(), BigInt::one()],
        }
    }

    /// One step; the inverse when it is known.
    fn step(&mut self) -> Option<Result<BigInt, Fault>> {
        let [last, rest] = &self.rests;
        if rest.is_zero() {
            let inverse = || long::div_mod_floor(&self.factors[0], &self.modulus).1;
            return Some(if last.is_one() { Ok(inverse()) } else { Err(Fault::value(NOT_INVERTIBLE)) });
        }
        work::quotient(last.bits(), rest.bits());
        let (quotient, next) = long::div_mod_floor(last, rest);
        work::product(quotient.bits(), self.factors[1].bits());
        let factor = &self.factors[0] - quotient * &self.factors[1];
        self.rests.swap(0, 1);
        self.factors.swap(0, 1);
        (self.rests[1], self.factors[1]) = (next, factor);
        None
    }

    /// The inverse to the power of `exponent`.
    fn then_power(mut self, exponent: BigInt, modulus: BigInt) -> Flow {
        let mut power: Option<Power> = None;
        in_pieces(move |vm| {
            if let Some(power) = &mut power {
                return Ok(power.step().map_or(Piece::More, Piece::Done));
            }
            let words = self.modulus.bits() / 64 + 1;
            for _ in 0..(AT_ONCE / 4 / words).max(1) {
                if let Some(inverse) = self.step() {
                    let base = inverse.or_raise(vm)?;
                    power = Some(Power::new(&base, exponent.clone(), modulus.clone()));
                    break;
                }
            }
            Ok(Piece::More)
        })
    }
}

/// A power under way, by squares and products from the exponent's highest bit on.
struct Power {
    result: BigInt,
    base: BigInt,
    exponent: BigInt,
    modulus: BigInt,
    /// How many bits of the exponent are left.
    bit: u64,
}

impl Power {
    fn new(base: &BigInt, exponent: BigInt, modulus: BigInt) -> Power {
        work::quotient(base.bits(), modulus.bits());
        let base = long::div_mod_floor(base, &modulus).1;
        let bit = exponent.bits();
        Power { result: BigInt::one(), base, exponent, modulus, bit }
    }

    /// Some bits more; the power when there are no more.
    fn step(&mut self) -> Option<Value> {
        let words = self.modulus.bits() / 64 + 1;
        for _ in 0..(AT_ONCE / words.saturating_mul(words)).max(1) {
            if self.bit == 0 {
                let power = long::div_mod_floor(&self.result, &self.modulus).1;
                return Some(Value::big(power));
            }
            self.bit -= 1;
            self.multiply(true);
            if self.exponent.magnitude().bit(self.bit) && self.exponent.sign() == Sign::Plus {
                self.multiply(false);
            }
        }
        None
    }

    fn multiply(&mut self, square: bool) {
        let bits = self.modulus.bits();
        work::product(bits, bits);
        work::quotient(2 * bits, bits);
        let product = if square { &self.result * &self.result } else { &self.result * &self.base };
        self.result = long::div_mod_floor(&product, &self.modulus).1;
    }
}

impl NativeFrame for Power {
    fn resume(&mut self, _vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        Ok(self.step().map_or(NativeStep::Again, NativeStep::Return))
    }
}
