//! `round()`

use num_bigint::BigInt;
use num_integer::Integer;
use num_traits::{FromPrimitive, Signed};

use super::{Number, convert, long};
use crate::Result;
use crate::builtins::fault::{Fault, type_name};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// `round(number)` and `round(number, digits)`; `None` if `number` isn't one.
///
/// # Errors
/// `OverflowError`, `ValueError`
pub fn round(number: &Value, digits: Option<i64>) -> Result<Option<Value>, Fault> {
    Ok(match (Number::of(number), digits) {
        (Some(Number::Float(number)), None) => Some(convert::float_to_int(number.round_ties_even())?),
        (Some(Number::Float(number)), Some(digits)) => Some(Value::Float(float(number, digits)?)),
        (Some(Number::Int(number)), None | Some(0..)) => Some(Value::Int(number)),
        (Some(Number::Int(number)), Some(digits)) => Some(int(&BigInt::from(number), digits)),
        (Some(Number::Big(number)), None | Some(0..)) => Some(Value::big(number.clone())),
        (Some(Number::Big(number)), Some(digits)) => Some(int(number, digits)),
        (None, _) => None,
    })
}

/// The second argument of `round()`, cut to 64 bits.
///
/// # Errors
/// `TypeError` if it isn't an integer.
pub fn digits(vm: &Vm, value: &Value) -> Result<i64> {
    match Number::of(value) {
        Some(Number::Int(digits)) => Ok(digits),
        Some(Number::Big(digits)) if digits.is_negative() => Ok(i64::MIN),
        Some(Number::Big(_)) => Ok(i64::MAX),
        _ => {
            let given = type_name(&vm.types, value);
            Err(vm.type_error(format!("'{given}' object cannot be interpreted as an integer")))
        }
    }
}

/// To a multiple of `10**-digits`, ties to the even one. `digits` is negative.
fn int(number: &BigInt, digits: i64) -> Value {
    let places = digits.unsigned_abs();
    // A number of n bits has at most n / 3 + 1 digits.
    if places > number.bits() / 3 + 2 {
        return Value::Int(0);
    }
    let unit = BigInt::from(10).pow(places as u32);
    work::product(unit.bits(), unit.bits());
    work::quotient(number.bits(), unit.bits());
    let (quotient, remainder) = long::div_mod_floor(number, &unit);
    let twice: BigInt = remainder * 2;
    let up = twice > unit || (twice == unit && quotient.is_odd());
    Value::big((quotient + i32::from(up)) * unit)
}

fn float(number: f64, digits: i64) -> Result<f64, Fault> {
    if !number.is_finite() || number == 0.0 || digits > 323 {
        return Ok(number);
    }
    let rounded = match digits {
        ..-308 => 0.0_f64.copysign(number),
        -308..0 => float_to_tens(number, digits.unsigned_abs() as u32),
        _ => format!("{number:.*}", digits as usize).parse().unwrap_or(number),
    };
    if rounded.is_infinite() {
        return Err(Fault::overflow("rounded value too large to represent"));
    }
    Ok(rounded)
}

/// To a multiple of `10**places`.
fn float_to_tens(number: f64, places: u32) -> f64 {
    let whole = number.trunc();
    let unit = BigInt::from(10).pow(places);
    let Some(digits) = BigInt::from_f64(whole.abs()) else { return number };
    let (quotient, remainder) = digits.div_rem(&unit);
    let twice: BigInt = remainder * 2;
    let up = match twice.cmp(&unit) {
        std::cmp::Ordering::Equal => whole != number || quotient.is_odd(),
        order => order.is_gt(),
    };
    let rounded: BigInt = (quotient + i32::from(up)) * unit;
    let result = convert::big_to_float(&rounded.abs()).unwrap_or(f64::INFINITY);
    result.copysign(number)
}
