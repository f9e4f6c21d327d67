//! Integers that fit 64 bits.

use num_bigint::BigInt;
use num_integer::Integer;

use super::{big, convert, power};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::bytecode::BinaryOp;
use crate::value::Value;

/// `a op b`; `None` for an operator that integers don't have.
#[inline]
pub(super) fn binary(op: BinaryOp, a: i64, b: i64) -> Result<Option<Value>, Fault> {
    let small = match op {
        BinaryOp::Add => a.checked_add(b),
        BinaryOp::Sub => a.checked_sub(b),
        BinaryOp::Mul => a.checked_mul(b),
        BinaryOp::FloorDiv if b == 0 => return Err(big::division_by_zero(op)),
        BinaryOp::Mod if b == 0 => return Err(big::division_by_zero(op)),
        BinaryOp::FloorDiv => a.checked_div(b).map(|_| Integer::div_floor(&a, &b)),
        BinaryOp::Mod => Some(if b == -1 { 0 } else { a.mod_floor(&b) }),
        BinaryOp::And => Some(a & b),
        BinaryOp::Or => Some(a | b),
        BinaryOp::Xor => Some(a ^ b),
        BinaryOp::TrueDiv => return true_divide(a, b).map(|quotient| Some(Value::Float(quotient))),
        BinaryOp::Pow => return power::small(a, b).map(Some),
        BinaryOp::LShift if b < 0 => return Err(big::negative_shift()),
        BinaryOp::RShift if b < 0 => return Err(big::negative_shift()),
        BinaryOp::LShift => shift_left(a, b),
        BinaryOp::RShift => Some(a >> b.min(63)),
        BinaryOp::MatMul => return Ok(None),
    };
    match small {
        Some(number) => Ok(Some(Value::Int(number))),
        None => big::binary(op, &BigInt::from(a), &BigInt::from(b)),
    }
}

fn shift_left(a: i64, b: i64) -> Option<i64> {
    if a == 0 {
        return Some(0);
    }
    let shifted = a.checked_shl(u32::try_from(b).ok()?)?;
    (shifted >> b == a).then_some(shifted)
}

fn true_divide(a: i64, b: i64) -> Result<f64, Fault> {
    /// Integers up to this magnitude are exact as floats, so that one division rounds once.
    const EXACT: u64 = 1 << f64::MANTISSA_DIGITS;
    if b == 0 {
        return Err(Fault::zero_division("division by zero"));
    }
    if a.unsigned_abs() <= EXACT && b.unsigned_abs() <= EXACT {
        return Ok(a as f64 / b as f64);
    }
    convert::divide(&BigInt::from(a), &BigInt::from(b))
}
