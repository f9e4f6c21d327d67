//! `**` and `pow()` of integers.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::big::{check_bits, too_large};
use super::{Number, float};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::value::Value;

/// Of a modular power, whose work grows with the exponent's bits and the square of the modulus' bits: about
/// a second's worth.
const MAX_MODULAR_STEPS: u64 = 1 << 40;

/// `base ** exponent`
pub(super) fn small(base: i64, exponent: i64) -> Result<Value, Fault> {
    if exponent < 0 {
        return float::power(base as f64, exponent as f64).map(Value::Float);
    }
    match u32::try_from(exponent).ok().and_then(|exponent| base.checked_pow(exponent)) {
        Some(result) => Ok(Value::Int(result)),
        None => big(&BigInt::from(base), &BigInt::from(exponent)),
    }
}

/// `base ** exponent`
pub(super) fn big(base: &BigInt, exponent: &BigInt) -> Result<Value, Fault> {
    if exponent.is_negative() {
        let (base, exponent) = (Number::Big(base).to_float()?, Number::Big(exponent).to_float()?);
        return float::power(base, exponent).map(Value::Float);
    }
    if exponent.is_zero() || base.is_one() {
        return Ok(Value::Int(1));
    }
    if base.is_zero() {
        return Ok(Value::Int(0));
    }
    if base.magnitude().is_one() {
        return Ok(Value::Int(if exponent.is_even() { 1 } else { -1 }));
    }
    let exponent = exponent.to_u32().ok_or_else(too_large)?;
    check_bits((base.bits() - 1).checked_mul(u64::from(exponent)))?;
    Ok(Value::big(base.pow(exponent)))
}

/// `pow(base, exponent, modulus)`; `None` if not all are numbers.
pub(crate) fn modular(base: &Value, exponent: &Value, modulus: &Value) -> Result<Option<Value>, Fault> {
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
    // An inverse takes as many steps as the modulus has bits.
    let turns = if exponent.is_negative() { exponent.bits().max(64) } else { exponent.bits() };
    let steps = turns.saturating_mul(modulus.bits().saturating_mul(modulus.bits()));
    if steps > MAX_MODULAR_STEPS {
        return Err(Fault::memory("Loopscope limits the numbers of pow() with a modulus"));
    }
    if exponent.sign() != Sign::Minus {
        return Ok(Some(Value::big(base.modpow(&exponent, &modulus))));
    }
    let positive = modulus.abs();
    let inverse = base.modinv(&positive);
    let inverse = inverse.ok_or_else(|| Fault::value("base is not invertible for the given modulus"))?;
    Ok(Some(Value::big(inverse.modpow(&-&*exponent, &modulus))))
}
