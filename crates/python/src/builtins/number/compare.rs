//! Comparing numbers exactly, across types.

use std::cmp::Ordering;

use num_bigint::{BigInt, Sign};
use num_traits::FromPrimitive;

use super::Number;
use crate::bytecode::CompareOp;
use crate::value::Value;
use crate::work;

/// `a op b`; `None` if not both are numbers.
#[inline]
pub fn compare(op: CompareOp, a: &Value, b: &Value) -> Option<bool> {
    let ordering = match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a.cmp(b)),
        _ => order(Number::of(a)?, Number::of(b)?),
    };
    Some(matches(op, ordering))
}

/// Whether an ordering satisfies a comparison; `None` is that with a NaN.
#[inline]
pub fn matches(op: CompareOp, ordering: Option<Ordering>) -> bool {
    match op {
        CompareOp::Eq => ordering == Some(Ordering::Equal),
        CompareOp::Ne => ordering != Some(Ordering::Equal),
        CompareOp::Lt => ordering == Some(Ordering::Less),
        CompareOp::Le => ordering.is_some_and(Ordering::is_le),
        CompareOp::Gt => ordering == Some(Ordering::Greater),
        CompareOp::Ge => ordering.is_some_and(Ordering::is_ge),
    }
}

/// How two numbers are ordered; `None` if one is a NaN.
pub fn order(a: Number, b: Number) -> Option<Ordering> {
    match (a, b) {
        (Number::Int(a), Number::Int(b)) => Some(a.cmp(&b)),
        (Number::Big(a), Number::Big(b)) => {
            work::bits(a.bits().min(b.bits()));
            Some(a.cmp(b))
        }
        (Number::Float(a), Number::Float(b)) => a.partial_cmp(&b),
        (Number::Int(_), Number::Big(b)) => {
            Some(if is_negative(b) { Ordering::Greater } else { Ordering::Less })
        }
        (Number::Int(a), Number::Float(b)) => small_and_float(a, b),
        (Number::Big(a), Number::Float(b)) => big_and_float(a, b),
        (a, b) => order(b, a).map(Ordering::reverse),
    }
}

fn small_and_float(a: i64, b: f64) -> Option<Ordering> {
    const LIMIT: f64 = 9_223_372_036_854_775_808.0;
    if b.is_nan() {
        None
    } else if b >= LIMIT {
        Some(Ordering::Less)
    } else if b < -LIMIT {
        Some(Ordering::Greater)
    } else {
        let whole = b.trunc();
        a.cmp(&(whole as i64)).then_with(|| whole.partial_cmp(&b).unwrap_or(Ordering::Equal)).into()
    }
}

/// A big integer is beyond the floats that have a fraction.
fn big_and_float(a: &BigInt, b: f64) -> Option<Ordering> {
    if b.is_nan() {
        return None;
    }
    match BigInt::from_f64(b) {
        Some(b) => Some(a.cmp(&b)),
        None => Some(if b > 0.0 { Ordering::Less } else { Ordering::Greater }),
    }
}

fn is_negative(number: &BigInt) -> bool {
    number.sign() == Sign::Minus
}
