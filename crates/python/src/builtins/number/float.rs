//! Floats.

use crate::Result;
use crate::builtins::fault::Fault;
use crate::bytecode::BinaryOp;
use crate::value::Value;

/// Whether floats have the operator.
pub(super) fn has(op: BinaryOp) -> bool {
    use BinaryOp::*;
    matches!(op, Add | Sub | Mul | TrueDiv | FloorDiv | Mod | Pow)
}

/// `a op b`; `None` for an operator that floats don't have.
#[inline]
pub(super) fn binary(op: BinaryOp, a: f64, b: f64) -> Result<Option<Value>, Fault> {
    let number = match op {
        BinaryOp::Add => a + b,
        BinaryOp::Sub => a - b,
        BinaryOp::Mul => a * b,
        BinaryOp::TrueDiv if b == 0.0 => return Err(Fault::zero_division("float division by zero")),
        BinaryOp::TrueDiv => a / b,
        BinaryOp::FloorDiv => divmod(a, b).ok_or(Fault::zero_division("float floor division by zero"))?.0,
        BinaryOp::Mod => divmod(a, b).ok_or(Fault::zero_division("float modulo"))?.1,
        BinaryOp::Pow => power(a, b)?,
        _ => return Ok(None),
    };
    Ok(Some(Value::Float(number)))
}

/// Floor division and remainder; `None` if `b` is 0. The remainder has the sign of `b`.
pub(super) fn divmod(a: f64, b: f64) -> Option<(f64, f64)> {
    if b == 0.0 {
        return None;
    }
    let mut remainder = a % b;
    let mut quotient = (a - remainder) / b;
    if remainder == 0.0 {
        remainder = 0.0_f64.copysign(b);
    } else if (b < 0.0) != (remainder < 0.0) {
        remainder += b;
        quotient -= 1.0;
    }
    if quotient == 0.0 {
        return Some((0.0_f64.copysign(a / b), remainder));
    }
    // The division may have missed the whole number by a rounding error.
    let floor = quotient.floor();
    Some((if quotient - floor > 0.5 { floor + 1.0 } else { floor }, remainder))
}

/// `a ** b`
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`, and [`Fault::complex`].
pub(super) fn power(a: f64, b: f64) -> Result<f64, Fault> {
    let finite = a.is_finite() && b.is_finite();
    if a == 0.0 && b < 0.0 {
        return Err(Fault::zero_division("0.0 cannot be raised to a negative power"));
    }
    if finite && a < 0.0 && b.trunc() != b {
        return Err(Fault::complex());
    }
    let result = a.powf(b);
    if finite && result.is_infinite() { Err(Fault::out_of_range()) } else { Ok(result) }
}
