//! Integers of any size.

use num_bigint::{BigInt, Sign};
use num_traits::{ToPrimitive, Zero};

use super::{convert, long, power};
use crate::Result;
use crate::builtins::fault::Fault;
use crate::bytecode::BinaryOp;
use crate::value::Value;
use crate::work;

/// The most bits that an `int` may have. A division of such a number takes a fraction of a second, in
/// which nothing else runs.
pub const MAX_BITS: u64 = 1 << 20;

/// `a op b`; `None` for an operator that integers don't have.
pub(super) fn binary(op: BinaryOp, a: &BigInt, b: &BigInt) -> Result<Option<Value>, Fault> {
    match op {
        BinaryOp::Mul => work::product(a.bits(), b.bits()),
        BinaryOp::FloorDiv | BinaryOp::Mod => work::quotient(a.bits(), b.bits()),
        _ => work::bits(a.bits().max(b.bits())),
    }
    let number = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => {
            check_bits(Some(a.bits().saturating_add(b.bits()).saturating_sub(1)))?;
            a * b
        }
        BinaryOp::FloorDiv | BinaryOp::Mod if b.is_zero() => return Err(division_by_zero(op)),
        BinaryOp::FloorDiv => long::div_mod_floor(a, b).0,
        BinaryOp::Mod => long::div_mod_floor(a, b).1,
        BinaryOp::And => a & b,
        BinaryOp::Or => a | b,
        BinaryOp::Xor => a ^ b,
        BinaryOp::TrueDiv => return convert::divide(a, b).map(|quotient| Some(Value::Float(quotient))),
        BinaryOp::Pow => return power::big(a, b).map(Some),
        BinaryOp::LShift => shift_left(a, b)?,
        BinaryOp::RShift => shift_right(a, b)?,
        BinaryOp::MatMul => return Ok(None),
    };
    Ok(Some(Value::big(number)))
}

/// Checks that an `int` of `bits` bits may be made.
///
/// # Errors
/// `MemoryError` if it is too large.
pub fn check_bits(bits: Option<u64>) -> Result<(), Fault> {
    match bits {
        Some(bits) if bits <= MAX_BITS => Ok(()),
        _ => Err(too_large()),
    }
}

pub(crate) fn too_large() -> Fault {
    Fault::memory(format!("Loopscope limits an int to {MAX_BITS} bits"))
}

pub(super) fn division_by_zero(op: BinaryOp) -> Fault {
    Fault::zero_division(match op {
        BinaryOp::Mod => "integer modulo by zero",
        _ => "integer division or modulo by zero",
    })
}

pub(super) fn negative_shift() -> Fault {
    Fault::value("negative shift count")
}

fn shift_left(a: &BigInt, b: &BigInt) -> Result<BigInt, Fault> {
    if b.sign() == Sign::Minus {
        return Err(negative_shift());
    }
    if a.is_zero() {
        return Ok(BigInt::ZERO);
    }
    let Some(count) = b.to_i64() else { return Err(Fault::overflow("too many digits in integer")) };
    check_bits(a.bits().checked_add(count as u64))?;
    work::bits(count as u64);
    Ok(a << count)
}

fn shift_right(a: &BigInt, b: &BigInt) -> Result<BigInt, Fault> {
    if b.sign() == Sign::Minus {
        return Err(negative_shift());
    }
    match b.to_u64() {
        Some(count) if count < a.bits() => Ok(a >> count),
        _ if a.sign() == Sign::Minus => Ok(BigInt::from(-1)),
        _ => Ok(BigInt::ZERO),
    }
}
