//! `==` where no Python code is needed to tell.

use std::rc::Rc;

use super::number;
use crate::bytecode::CompareOp;
use crate::object::{Dict, NativeFunction, Payload, PyStr, Set};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::work;

/// Deeper containers are left to Python code, whose recursion is limited.
const MAX_DEPTH: usize = 100;

/// Longer containers are compared in pieces, by their methods: see `compare::long`.
pub(crate) const LONG: usize = 1 << 15;

/// How a value takes part in a comparison.
pub enum Side<'a> {
    /// As this value of a builtin type.
    Native(&'a Value),
    /// As `object` does: by its identity.
    Identity,
    /// By a method that must be called.
    Method,
}

/// `a == b`; `None` if Python code must tell.
#[inline]
pub fn equal(vm: &Vm, a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(Rc::ptr_eq(a, b) || texts_equal(a, b)),
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        _ => equal_within(vm, a, b, MAX_DEPTH),
    }
}

/// `a is b or a == b`, as containers compare their items; `None` if Python code must tell.
#[inline]
pub fn same(vm: &Vm, a: &Value, b: &Value) -> Option<bool> {
    if a.is(b) { Some(true) } else { equal(vm, a, b) }
}

/// How `value` takes part in the comparison by `method`.
pub fn side<'a>(vm: &Vm, value: &'a Value, method: Sym) -> Side<'a> {
    match value {
        Value::Instance(instance) => match instance.class.lookup(method) {
            Some(Value::Native(found)) if is_default(vm, method, &found) => Side::Identity,
            Some(Value::Native(_)) => match instance.payload() {
                Payload::Value(inner) => Side::Native(inner),
                _ => Side::Method,
            },
            Some(_) => Side::Method,
            None => Side::Identity,
        },
        Value::Type(class) => match class.metaclass.as_ref().and_then(|metaclass| metaclass.lookup(method)) {
            Some(Value::Native(_)) | None => Side::Identity,
            Some(_) => Side::Method,
        },
        _ => Side::Native(value),
    }
}

/// Whether `found` is what `object` itself defines as `method`.
fn is_default(vm: &Vm, method: Sym, found: &Rc<NativeFunction>) -> bool {
    matches!(vm.types.object.dict.borrow().get(method), Some(Value::Native(default)) if Rc::ptr_eq(default, found))
}

fn same_within(vm: &Vm, a: &Value, b: &Value, depth: usize) -> Option<bool> {
    if a.is(b) { Some(true) } else { equal_within(vm, a, b, depth) }
}

fn equal_within(vm: &Vm, a: &Value, b: &Value, depth: usize) -> Option<bool> {
    match (side(vm, a, sym::EQ), side(vm, b, sym::EQ)) {
        (Side::Method, _) | (_, Side::Method) => None,
        (Side::Native(a), Side::Native(b)) => natives_equal(vm, a, b, depth),
        _ => Some(a.is(b)),
    }
}

fn natives_equal(vm: &Vm, a: &Value, b: &Value, depth: usize) -> Option<bool> {
    if depth == 0 {
        return None;
    }
    let depth = depth - 1;
    match (a, b) {
        (Value::Str(a), Value::Str(b)) => Some(texts_equal(a, b)),
        (Value::Bytes(a), Value::Bytes(b)) => {
            work::bytes(a.as_slice().len().min(b.as_slice().len()));
            Some(a == b)
        }
        (Value::Tuple(a), Value::Tuple(b)) => items_equal(vm, a, b, depth),
        (Value::List(a), Value::List(b)) => items_equal(vm, &a.items.borrow(), &b.items.borrow(), depth),
        (Value::Dict(a), Value::Dict(b)) => dicts_equal(vm, a, b, depth),
        (Value::Set(a), Value::Set(b)) => sets_equal(vm, a, b, depth),
        (Value::Range(a), Value::Range(b)) => {
            let length = a.len();
            let same_start = length == 0 || a.start == b.start;
            Some(length == b.len() && same_start && (length <= 1 || a.step == b.step))
        }
        (Value::Slice(a), Value::Slice(b)) => items_equal(vm, &a.parts(), &b.parts(), depth),
        (Value::Method(a), Value::Method(b)) => {
            if a.receiver.is(&b.receiver) {
                same_within(vm, &a.function, &b.function, depth)
            } else {
                Some(false)
            }
        }
        _ => Some(number::compare(CompareOp::Eq, a, b).unwrap_or_else(|| a.is(b))),
    }
}

#[inline]
fn texts_equal(a: &PyStr, b: &PyStr) -> bool {
    let (a, b) = (a.as_str(), b.as_str());
    if a.len() != b.len() {
        return false;
    }
    work::bytes(a.len());
    a == b
}

fn items_equal(vm: &Vm, a: &[Value], b: &[Value], depth: usize) -> Option<bool> {
    if a.len() != b.len() {
        return Some(false);
    }
    if a.len() > LONG {
        return None;
    }
    let mut pairs = a.iter().zip(b).enumerate().map(|(at, (a, b))| (at, same_within(vm, a, b, depth)));
    let (walked, result) = pairs.find(|(_, same)| *same != Some(true)).unwrap_or((a.len(), Some(true)));
    work::items(walked);
    result
}

fn dicts_equal(vm: &Vm, a: &Dict, b: &Dict, depth: usize) -> Option<bool> {
    let (a, b) = (a.table.borrow(), b.table.borrow());
    if a.len() != b.len() {
        return Some(false);
    }
    if a.len() > LONG {
        return None;
    }
    for entry in a.iter() {
        let mut unknown = false;
        let found = b.find(entry.hash, |key| {
            same_within(vm, key, &entry.key, depth).unwrap_or_else(|| {
                unknown = true;
                true
            })
        });
        if unknown {
            return None;
        }
        let Some(other) = found.and_then(|at| b.entry(at)) else { return Some(false) };
        if !same_within(vm, &entry.value, &other.value, depth)? {
            return Some(false);
        }
    }
    Some(true)
}

fn sets_equal(vm: &Vm, a: &Set, b: &Set, depth: usize) -> Option<bool> {
    let same_length = a.table.borrow().len() == b.table.borrow().len();
    if same_length { is_subset_within(vm, a, b, depth) } else { Some(false) }
}

/// Whether all of `a` is in `b`; `None` if Python code must tell.
pub fn is_subset(vm: &Vm, a: &Set, b: &Set) -> Option<bool> {
    is_subset_within(vm, a, b, MAX_DEPTH)
}

fn is_subset_within(vm: &Vm, a: &Set, b: &Set, depth: usize) -> Option<bool> {
    let (a, b) = (a.table.borrow(), b.table.borrow());
    if a.len() > b.len() {
        return Some(false);
    }
    if a.len() > LONG {
        return None;
    }
    for (hash, item) in a.iter() {
        let mut unknown = false;
        let found = b.find(hash, |key| {
            same_within(vm, key, item, depth).unwrap_or_else(|| {
                unknown = true;
                true
            })
        });
        if unknown {
            return None;
        }
        if found.is_none() {
            return Some(false);
        }
    }
    Some(true)
}
