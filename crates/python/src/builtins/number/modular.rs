//! `pow(base, exponent, modulus)`, in pieces where it takes long.

use num_bigint::{BigInt, Sign};
use num_traits::{One, Signed, Zero};

use super::{Number, long};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::native::{Flow, NativeFrame, NativeStep, Resumed};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// So many products of two words are done at once.
const AT_ONCE: u64 = 1 << 18;
/// An inverse may take so many, which is done at once.
const MOST_OF_INVERSE: u64 = 1 << 24;

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
        // As many steps as the modulus has bits.
        let products = square.saturating_mul(words.saturating_mul(64));
        if products > MOST_OF_INVERSE {
            return Err(Fault::memory("Loopscope limits the modulus of pow() with a negative exponent"));
        }
        work::charge(products / 16);
        let inverse = base.modinv(&modulus.abs());
        base = inverse.ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
    }
    let exponent = exponent.abs();
    let products = square.saturating_mul(exponent.bits().saturating_mul(2));
    if products <= AT_ONCE {
        work::charge(products / 16);
        return Ok(Some(Flow::Value(Value::big(base.modpow(&exponent, &modulus)))));
    }
    let modulus = modulus.into_owned();
    work::quotient(base.bits(), modulus.bits());
    let base = long::div_mod_floor(&base, &modulus).1;
    let bit = exponent.bits();
    Ok(Some(Flow::Frame(Box::new(Power { result: BigInt::one(), base, exponent, modulus, bit }))))
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
        let words = self.modulus.bits() / 64 + 1;
        for _ in 0..(AT_ONCE / words.saturating_mul(words)).max(1) {
            if self.bit == 0 {
                return Ok(NativeStep::Return(Value::big(std::mem::take(&mut self.result))));
            }
            self.bit -= 1;
            self.multiply(true);
            if self.exponent.magnitude().bit(self.bit) && self.exponent.sign() == Sign::Plus {
                self.multiply(false);
            }
        }
        Ok(NativeStep::Again)
    }
}
