//! `str`

pub mod arguments;
pub mod case;
pub mod chars;
pub mod codec;
pub mod construct;
pub mod iterator;
pub mod join;
pub mod pad;
pub mod predicates;
pub mod repr;
pub mod search;
pub mod split;
pub mod translate;

use std::rc::Rc;

use super::bytes;
use super::fault::{Fault, OrRaise, room_for, type_name};
use super::format;
use super::number::{Number, plain};
use crate::Result;
use crate::bytecode::BinaryOp;
use crate::native::{Args, Flow};
use crate::object::{PyStr, Type};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::Types;

pub use iterator::{char_value, iterate};
pub use repr::repr_str;

/// Defines the methods of `str`.
pub(crate) fn install(types: &Types) {
    let class: &Type = &types.str;
    construct::install(class);
    case::install(class);
    join::install(class);
    pad::install(class);
    predicates::install(class);
    search::install(class);
    split::install(class);
    translate::install(class);
    codec::install(class);
}

/// `a op b` where one is `str` or `bytes`: `+`, `*` and `%`; `None` for other operators and operands.
///
/// # Errors
/// `TypeError`, `MemoryError`, and what `%` raises.
pub fn binary(vm: &mut Vm, op: BinaryOp, a: &Value, b: &Value) -> Result<Option<Flow>> {
    let value = match (op, plain(a), plain(b)) {
        (BinaryOp::Add, Value::Str(x), Value::Str(y)) => concat(x, y).or_raise(vm)?,
        (BinaryOp::Add, Value::Bytes(x), Value::Bytes(y)) => bytes::concat(x, y).or_raise(vm)?,
        (BinaryOp::Add, Value::Str(_) | Value::Bytes(_), Value::Instance(_)) => return Ok(None),
        (BinaryOp::Add, Value::Str(_), _) => {
            let other = type_name(&vm.types, b);
            return Err(vm.type_error(format!("can only concatenate str (not \"{other}\") to str")));
        }
        (BinaryOp::Add, Value::Bytes(_), _) => {
            let other = type_name(&vm.types, b);
            return Err(vm.type_error(format!("can't concat {other} to bytes")));
        }
        (BinaryOp::Mul, Value::Str(text), count) | (BinaryOp::Mul, count, Value::Str(text)) => {
            match Number::of(count) {
                Some(Number::Float(_)) | None => return no_count(vm, a, b),
                Some(count) => repeat(text, count).or_raise(vm)?,
            }
        }
        (BinaryOp::Mul, Value::Bytes(data), count) | (BinaryOp::Mul, count, Value::Bytes(data)) => {
            match Number::of(count) {
                Some(Number::Float(_)) | None => return no_count(vm, a, b),
                Some(count) => bytes::repeat(data, count).or_raise(vm)?,
            }
        }
        (BinaryOp::Mod, Value::Str(_) | Value::Bytes(_), _) => {
            return format::percent::format(vm, a, b).map(Some);
        }
        _ => return Ok(None),
    };
    Ok(Some(value.into()))
}

/// Refuses `a * b` where neither is a count, unless an instance of a class may know better.
fn no_count(vm: &Vm, a: &Value, b: &Value) -> Result<Option<Flow>> {
    for (sequence, count) in [(a, b), (b, a)] {
        let Value::Instance(instance) = count else { continue };
        if instance.class.lookup(sym::INDEX).is_none() || instance.class.lookup(sym::RMUL).is_some() {
            return Ok(None);
        }
        let args = Args::new([plain(sequence).clone(), count.clone()]);
        return Ok(Some(Flow::call(vm.prelude("_repeat"), args)));
    }
    let is_sequence = matches!(a, Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_));
    let other = type_name(&vm.types, if is_sequence { b } else { a });
    Err(vm.type_error(format!("can't multiply sequence by non-int of type '{other}'")))
}

/// `a + b`
pub(crate) fn concat(a: &Rc<PyStr>, b: &Rc<PyStr>) -> Result<Value, Fault> {
    room_for_both(a, b)?;
    Ok(Value::Str(append(a.clone(), b)))
}

/// Checks that `a + b` may be made.
pub(crate) fn room_for_both(a: &PyStr, b: &PyStr) -> Result<(), Fault> {
    room_for(a.as_str().len().checked_add(b.as_str().len()))
}

/// `a + b`, for which there is room. If nobody else has `a`, it grows in place.
pub(crate) fn append(mut a: Rc<PyStr>, b: &Rc<PyStr>) -> Rc<PyStr> {
    if b.chars() == 0 {
        return a;
    }
    if a.chars() == 0 {
        return b.clone();
    }
    if let Some(text) = Rc::get_mut(&mut a) {
        text.append(b);
        return a;
    }
    let mut text = String::with_capacity(a.as_str().len() + b.as_str().len());
    text.push_str(a.as_str());
    text.push_str(b.as_str());
    Rc::new(PyStr::from(text))
}

fn repeat(text: &Rc<PyStr>, count: Number) -> Result<Value, Fault> {
    let count = repetitions(text.as_str().len(), count)?;
    Ok(if count == 1 { Value::Str(text.clone()) } else { Value::string(text.as_str().repeat(count)) })
}

/// How often to repeat something of `bytes` bytes.
///
/// # Errors
/// `MemoryError`, `OverflowError`
pub(crate) fn repetitions(bytes: usize, count: Number) -> Result<usize, Fault> {
    let count = match count {
        Number::Int(count) => usize::try_from(count.max(0)).unwrap_or(usize::MAX),
        _ => return Err(Fault::overflow("cannot fit 'int' into an index-sized integer")),
    };
    room_for(bytes.checked_mul(count))?;
    Ok(count)
}

#[cfg(test)]
mod tests;
