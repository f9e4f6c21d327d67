//! Exact conversions between integers and floats.

use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_traits::{FromPrimitive, ToPrimitive, Zero};

use crate::Result;
use crate::builtins::fault::Fault;
use crate::value::Value;
use crate::work;

/// The nearest `float`; `None` if that is infinite.
pub fn big_to_float(number: &BigInt) -> Option<f64> {
    let magnitude = number.magnitude();
    let drop = number.bits().saturating_sub(64);
    if drop > 1024 {
        return None;
    }
    let top = (magnitude >> drop).to_u64().unwrap_or(u64::MAX);
    let sticky = drop > 0 && magnitude.trailing_zeros().is_some_and(|zeros| zeros < drop);
    let result = round(top, sticky, drop as i32);
    result.is_finite().then_some(if number.sign() == Sign::Minus { -result } else { result })
}

/// `a / b`, rounded once.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`
pub fn divide(a: &BigInt, b: &BigInt) -> Result<f64, Fault> {
    if b.is_zero() {
        return Err(Fault::zero_division("division by zero"));
    }
    if a.is_zero() {
        return Ok(if b.sign() == Sign::Minus { -0.0 } else { 0.0 });
    }
    // A quotient of 63 or 64 bits and a note of what lies below is enough to round.
    let shift = 63 - (a.bits() as i64 - b.bits() as i64);
    let negative = (a.sign() == Sign::Minus) != (b.sign() == Sign::Minus);
    let too_large = || Fault::overflow("integer division result too large for a float");
    if shift < -1100 {
        return Err(too_large());
    }
    if shift > 1300 {
        return Ok(if negative { -0.0 } else { 0.0 });
    }
    let (a, b) = (a.magnitude(), b.magnitude());
    // The quotient is short, so this is quick.
    work::bits(a.bits().max(b.bits()));
    let (quotient, remainder) = if shift >= 0 { (a << shift).div_rem(b) } else { a.div_rem(&(b << -shift)) };
    let result = round(quotient.to_u64().unwrap_or(u64::MAX), !remainder.is_zero(), -shift as i32);
    if result.is_infinite() {
        return Err(too_large());
    }
    Ok(if negative { -result } else { result })
}

/// `int(number)`
///
/// # Errors
/// `ValueError`, `OverflowError`
pub fn float_to_int(number: f64) -> Result<Value, Fault> {
    if number.is_nan() {
        return Err(Fault::value("cannot convert float NaN to integer"));
    }
    match truncate(number) {
        Some(value) => Ok(value),
        None => Err(Fault::overflow("cannot convert float infinity to integer")),
    }
}

/// The integer part; `None` for infinities and NaN.
pub fn truncate(number: f64) -> Option<Value> {
    if number.abs() < 9.2e18 {
        return Some(Value::Int(number as i64));
    }
    BigInt::from_f64(number).map(Value::big)
}

/// `mantissa * 2**exponent`, rounded to the nearest, ties to even. `sticky` says that the exact number is
/// a little larger.
fn round(mantissa: u64, sticky: bool, exponent: i32) -> f64 {
    if mantissa == 0 {
        return 0.0;
    }
    let bits = 64 - mantissa.leading_zeros() as i32;
    let top = bits + exponent;
    // Numbers below 2**-1021 have fewer bits than 53.
    let precision = if top < -1021 { 53 - (-1021 - top) } else { 53 };
    let drop = bits - precision;
    let mantissa = match drop {
        ..=0 => mantissa,
        1..=63 => {
            let (kept, rest) = (mantissa >> drop, mantissa & ((1 << drop) - 1));
            let half = 1 << (drop - 1);
            let up = rest > half || (rest == half && (sticky || kept & 1 == 1));
            kept + u64::from(up)
        }
        64 => u64::from(mantissa > 1 << 63 || (mantissa == 1 << 63 && sticky)),
        _ => 0,
    };
    scale(mantissa as f64, exponent + drop.max(0))
}

/// `number * 2**exponent` where that needs no rounding, in steps that don't round either.
fn scale(mut number: f64, mut exponent: i32) -> f64 {
    let power = |exponent: i32| f64::from_bits(((exponent + 1023) as u64) << 52);
    while exponent > 1000 {
        number *= power(1000);
        exponent -= 1000;
    }
    if exponent < -1000 {
        // First down to a normal number, then once to the last place.
        number *= power(-900);
        exponent += 900;
    }
    number * power(exponent)
}

/// How many that are: none for less than nothing, and as many as can be counted for more than that. In a browser an
/// index has 32 bits.
pub(crate) fn saturating_size(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}
