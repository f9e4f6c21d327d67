//! `**` of integers.

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{One, Signed, ToPrimitive, Zero};

use super::big::{check_bits, too_large};
use super::{Number, float};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::value::Value;
use crate::work;

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
    let bits = (base.bits() - 1).checked_mul(u64::from(exponent));
    check_bits(bits)?;
    work::product(bits.unwrap_or_default(), bits.unwrap_or_default());
    Ok(Value::big(base.pow(exponent)))
}
