//! Arithmetic of `int`, `float` and `bool`.
//!
//! Integers that fit 64 bits stay machine integers; beyond, [`big`] takes over, and [`crate::Value::big`]
//! brings results back. Everything here computes without a VM and fails with a [`Fault`]; only the
//! functions that the VM calls turn that into an exception.

pub mod big;
pub mod compare;
pub mod convert;
pub mod float;
pub mod long;
pub mod methods;
pub mod modular;
pub mod parse;
pub mod power;
pub mod repr;
pub mod round;
pub mod small;

use std::borrow::Cow;

use num_bigint::BigInt;

use crate::Result;
use crate::builtins::fault::{Fault, OrRaise};
use crate::bytecode::{BinaryOp, UnaryOp};
use crate::native::{Args, Flow};
use crate::object::Payload;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

pub use compare::compare;

/// A number, whichever type it has in Python.
#[derive(Clone, Copy)]
pub enum Number<'a> {
    /// An `int` or `bool`.
    Int(i64),
    /// An `int` beyond 64 bits.
    Big(&'a BigInt),
    /// A `float`.
    Float(f64),
}

/// `a op b`, or the call that gives it; `None` if not both are numbers, or numbers don't have the operator.
///
/// # Errors
/// See [`binary`].
#[inline]
pub fn operation(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Flow>> {
    match compute(op, a, b) {
        Ok(number) => Ok(number.map(Flow::Value)),
        Err(fault) if fault.is_complex() => Ok(Some(complex_power(vm, a, b))),
        Err(fault) => Err(fault.raise(vm)),
    }
}

/// A negative number to a fractional power.
#[cold]
fn complex_power(vm: &Vm, base: &Value, exponent: &Value) -> Flow {
    Flow::call(vm.prelude("_complex_power"), Args::new([base.clone(), exponent.clone()]))
}

/// `a op b`; `None` if not both are numbers, or numbers don't have the operator.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`, `ValueError`, `MemoryError`, and `NotImplementedError` for what would be complex.
pub fn binary(vm: &Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>> {
    compute(op, a, b).or_raise(vm)
}

/// `divmod(a, b)`; `None` if not both are numbers.
///
/// # Errors
/// `ZeroDivisionError`, `OverflowError`
pub fn divmod(vm: &Vm, a: &Value, b: &Value) -> Result<Option<Value>> {
    compute_divmod(a, b).or_raise(vm)
}

/// `pow(base, exponent, modulus)`; `None` if not all are numbers.
///
/// # Errors
/// `TypeError` for floats, `ValueError`
pub fn pow_mod(vm: &Vm, base: &Value, exponent: &Value, modulus: &Value) -> Result<Option<Flow>> {
    modular::power(base, exponent, modulus).or_raise(vm)
}

/// `abs(a)`; `None` if it is not a number.
pub fn abs(a: &Value) -> Option<Value> {
    pay_for(a);
    Some(match Number::of(a)? {
        Number::Int(number) => match number.checked_abs() {
            Some(positive) => Value::Int(positive),
            None => Value::big(-BigInt::from(number)),
        },
        Number::Big(number) => Value::big(number.magnitude().clone().into()),
        Number::Float(number) => Value::Float(number.abs()),
    })
}

/// The value inside an instance of a subclass of a builtin type, or the value itself.
#[inline]
pub fn plain(value: &Value) -> &Value {
    match value {
        Value::Instance(instance) => match instance.payload() {
            Payload::Value(inner) => inner,
            _ => value,
        },
        _ => value,
    }
}

/// [`binary`] without a VM.
pub(crate) fn compute(op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>, Fault> {
    match (a, b) {
        (Value::Int(x), Value::Int(y)) => small::binary(op, *x, *y),
        (Value::Float(x), Value::Float(y)) => float::binary(op, *x, *y),
        (Value::Bool(x), Value::Bool(y)) => match op {
            BinaryOp::And => Ok(Some(Value::Bool(x & y))),
            BinaryOp::Or => Ok(Some(Value::Bool(x | y))),
            BinaryOp::Xor => Ok(Some(Value::Bool(x ^ y))),
            _ => small::binary(op, i64::from(*x), i64::from(*y)),
        },
        _ => compute_mixed(op, a, b),
    }
}

fn compute_mixed(op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Value>, Fault> {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(None) };
    match (x, y) {
        (Number::Int(x), Number::Int(y)) => small::binary(op, x, y),
        (Number::Float(_), _) | (_, Number::Float(_)) => {
            if float::has(op) {
                float::binary(op, x.to_float()?, y.to_float()?)
            } else {
                Ok(None)
            }
        }
        _ => match (x.to_big(), y.to_big()) {
            (Some(x), Some(y)) => big::binary(op, &x, &y),
            _ => Ok(None),
        },
    }
}

/// `op a`; `None` if `a` is not a number, or numbers of its type don't have the operator.
pub fn unary(op: UnaryOp, a: &Value) -> Option<Value> {
    pay_for(a);
    Some(match (op, Number::of(a)?) {
        (UnaryOp::Pos, Number::Int(number)) => Value::Int(number),
        (UnaryOp::Pos, Number::Big(_) | Number::Float(_)) => plain(a).clone(),
        (UnaryOp::Neg, Number::Int(number)) => match number.checked_neg() {
            Some(negated) => Value::Int(negated),
            None => Value::big(-BigInt::from(number)),
        },
        (UnaryOp::Neg, Number::Big(number)) => Value::big(-number),
        (UnaryOp::Neg, Number::Float(number)) => Value::Float(-number),
        (UnaryOp::Invert, Number::Int(number)) => Value::Int(!number),
        (UnaryOp::Invert, Number::Big(number)) => Value::big(!number),
        (UnaryOp::Invert, Number::Float(_)) => return None,
    })
}

/// [`divmod`] without a VM.
pub(crate) fn compute_divmod(a: &Value, b: &Value) -> Result<Option<Value>, Fault> {
    let (Some(x), Some(y)) = (Number::of(a), Number::of(b)) else { return Ok(None) };
    let (quotient, remainder) = match (x, y) {
        (Number::Float(_), _) | (_, Number::Float(_)) => {
            let (quotient, remainder) =
                float::divmod(x.to_float()?, y.to_float()?).ok_or(Fault::zero_division("float divmod()"))?;
            (Value::Float(quotient), Value::Float(remainder))
        }
        _ => {
            let fault = Fault::zero_division("integer division or modulo by zero");
            let quotient = compute(BinaryOp::FloorDiv, a, b).map_err(|_| fault)?;
            let remainder = compute(BinaryOp::Mod, a, b)?;
            (quotient.unwrap_or_default(), remainder.unwrap_or_default())
        }
    };
    Ok(Some(Value::tuple(vec![quotient, remainder])))
}

/// Counts that all bits of a number were looked at.
fn pay_for(number: &Value) {
    if let Value::Big(number) = plain(number) {
        work::bits(number.bits());
    }
}

impl<'a> Number<'a> {
    /// The number that `value` is, also as an instance of a subclass.
    #[inline]
    pub fn of(value: &'a Value) -> Option<Number<'a>> {
        match plain(value) {
            Value::Int(number) => Some(Number::Int(*number)),
            Value::Float(number) => Some(Number::Float(*number)),
            Value::Bool(flag) => Some(Number::Int(i64::from(*flag))),
            Value::Big(number) => Some(Number::Big(number)),
            _ => None,
        }
    }

    /// As a `float`.
    ///
    /// # Errors
    /// `OverflowError` for an integer that no `float` can hold.
    pub fn to_float(self) -> Result<f64, Fault> {
        match self {
            Number::Int(number) => Ok(number as f64),
            Number::Float(number) => Ok(number),
            Number::Big(number) => convert::big_to_float(number)
                .ok_or_else(|| Fault::overflow("int too large to convert to float")),
        }
    }

    /// As a big integer; `None` for a `float`.
    pub fn to_big(self) -> Option<Cow<'a, BigInt>> {
        match self {
            Number::Int(number) => Some(Cow::Owned(BigInt::from(number))),
            Number::Big(number) => Some(Cow::Borrowed(number)),
            Number::Float(_) => None,
        }
    }
}

#[cfg(test)]
mod tests;
