//! Comparing long containers in pieces.

use std::rc::Rc;

use super::{containers_by_python, native};
use crate::builtins::dict::{Place, place_hashed};
use crate::builtins::equal::{LONG, same};
use crate::builtins::pieces::{self, Piece};
use crate::builtins::set::walk;
use crate::bytecode::CompareOp;
use crate::native::{Args, Flow};
use crate::object::Dict;
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// So many items are compared in one step.
const AT_ONCE: usize = work::PIECE * 2;

/// `a op b` for containers of the same kind; `None` if they are small, or their lengths tell.
pub(super) fn in_pieces(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> Option<Flow> {
    let equality = matches!(op, CompareOp::Eq | CompareOp::Ne);
    match (a, b) {
        (Value::List(_) | Value::Tuple(_), _) => {
            let (x, y) = (length(a)?, length(b)?);
            (x.min(y) > LONG && (!equality || x == y)).then(|| sequences(op, a.clone(), b.clone()))
        }
        (Value::Dict(x), Value::Dict(y)) => {
            let (long, longer) = (x.table.borrow().len(), y.table.borrow().len());
            (long > LONG && long == longer).then(|| dicts(op, x, y, by_python(vm, op, a, b)))
        }
        (Value::Set(x), Value::Set(y)) => {
            let (x_len, y_len) = (x.table.borrow().len(), y.table.borrow().len());
            let (small, large, may_be) = match op {
                CompareOp::Eq | CompareOp::Ne => (x, y, x_len == y_len),
                CompareOp::Le => (x, y, x_len <= y_len),
                CompareOp::Lt => (x, y, x_len < y_len),
                CompareOp::Ge => (y, x, y_len <= x_len),
                CompareOp::Gt => (y, x, y_len < x_len),
            };
            let long = may_be && x_len.min(y_len) > LONG;
            long.then(|| walk::subset(small, large, op == CompareOp::Ne, by_python(vm, op, a, b)))
        }
        _ => None,
    }
}

fn length(value: &Value) -> Option<usize> {
    match value {
        Value::List(list) => Some(list.len()),
        Value::Tuple(items) => Some(items.len()),
        _ => None,
    }
}

fn by_python(vm: &Vm, op: CompareOp, a: &Value, b: &Value) -> (Value, Args) {
    match containers_by_python(vm, op, a, b) {
        Flow::Call(call) => *call,
        _ => (Value::None, Args::none()),
    }
}

fn sequences(op: CompareOp, a: Value, b: Value) -> Flow {
    let mut at = 0;
    pieces::in_pieces(move |vm| {
        work::items(2 * AT_ONCE);
        for _ in 0..AT_ONCE {
            let (Some(x), Some(y)) = (item(&a, at), item(&b, at)) else {
                let (x, y) = (Value::from(length(&a).unwrap_or(0)), Value::from(length(&b).unwrap_or(0)));
                return Ok(Piece::Done(Value::Bool(native(vm, op, &x, &y)?.unwrap_or(false))));
            };
            let differ = match same(vm, &x, &y) {
                Some(true) => None,
                Some(false) => Some(match op {
                    CompareOp::Eq => Some(false),
                    CompareOp::Ne => Some(true),
                    _ => native(vm, op, &x, &y)?,
                }),
                None => Some(None),
            };
            match differ {
                None => at += 1,
                Some(Some(result)) => return Ok(Piece::Done(Value::Bool(result))),
                Some(None) => {
                    let (callee, args) = by_python(vm, op, &a, &b);
                    return Ok(Piece::Call(callee, args));
                }
            }
        }
        Ok(Piece::More)
    })
}

fn item(sequence: &Value, at: usize) -> Option<Value> {
    match sequence {
        Value::List(list) => list.items.borrow().get(at).cloned(),
        Value::Tuple(items) => items.get(at).cloned(),
        _ => None,
    }
}

fn dicts(op: CompareOp, a: &Rc<Dict>, b: &Rc<Dict>, fallback: (Value, Args)) -> Flow {
    let (a, b) = (a.clone(), b.clone());
    let mut fallback = fallback;
    let mut at = 0;
    pieces::in_pieces(move |vm| {
        work::charge(work::PIECE as u64);
        for _ in 0..AT_ONCE {
            let table = a.table.borrow();
            let entry = table.next_position(at).and_then(|at| table.entry(at).map(|entry| (at, entry)));
            let Some((found, entry)) = entry else {
                return Ok(Piece::Done(Value::Bool(op == CompareOp::Eq)));
            };
            at = found + 1;
            match has(vm, &b, entry.hash, &entry.key, &entry.value) {
                Some(true) => {}
                Some(false) => return Ok(Piece::Done(Value::Bool(op != CompareOp::Eq))),
                None => {
                    let (callee, args) = std::mem::take(&mut fallback);
                    return Ok(Piece::Call(callee, args));
                }
            }
        }
        Ok(Piece::More)
    })
}

/// Whether a dict has this key with this value; `None` if Python code must tell.
fn has(vm: &Vm, dict: &Dict, hash: i64, key: &Value, value: &Value) -> Option<bool> {
    let table = dict.table.borrow();
    match place_hashed(vm, &table, hash, key) {
        Place::At(at) => table.entry(at).map_or(Some(false), |entry| same(vm, value, &entry.value)),
        Place::Absent(_) => Some(false),
        Place::Unknown => None,
    }
}
