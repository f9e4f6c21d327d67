//! `container[index]`, `container[index] = value`, `del container[index]` and `item in container` for the
//! builtin types, where no Python code is needed; and the methods of the types that do the same.

use std::rc::Rc;

use super::number::plain;
use super::slice::{Index, Span, resolve};
use super::string::char_value;
use super::{dict, equal, list, range, set};
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::{List, Payload, PyStr, Slice};
use crate::symbol::sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

/// `container[index]`; `None` if that must be asked of the container's type.
///
/// # Errors
/// `IndexError`, `KeyError`, `TypeError`
#[inline]
pub fn load(vm: &mut Vm, container: &Value, index: &Value) -> Result<Option<Value>> {
    match (container, index) {
        (Value::List(list), Value::Int(index)) => {
            let items = list.items.borrow();
            match items.get(*index as usize) {
                Some(item) if *index >= 0 => Ok(Some(item.clone())),
                _ => {
                    let at =
                        wrap(*index, items.len()).ok_or_else(|| vm.index_error("list index out of range"))?;
                    Ok(Some(items[at].clone()))
                }
            }
        }
        (Value::Dict(dict), key) => match dict::get(vm, dict, key)? {
            Some(Some(value)) => Ok(Some(value)),
            Some(None) => Err(vm.key_error(key.clone())),
            None => Ok(None),
        },
        _ => load_other(vm, container, index),
    }
}

fn load_other(vm: &mut Vm, container: &Value, index: &Value) -> Result<Option<Value>> {
    if let Value::Slice(slice) = index {
        return load_slice(vm, container, slice);
    }
    let (length, name) = match container {
        Value::List(list) => (list.len(), "list"),
        Value::Tuple(items) => (items.len(), "tuple"),
        Value::Str(text) => (text.chars(), "string"),
        Value::Bytes(bytes) => (bytes.as_slice().len(), "bytes"),
        Value::Range(range) => (range.len(), "range"),
        _ => return Ok(None),
    };
    let at = match Index::of(vm, index) {
        Index::Int(at) => wrap(at, length).ok_or_else(|| match name {
            "range" => vm.index_error("range object index out of range"),
            _ if matches!(index, Value::Big(_)) => {
                vm.index_error("cannot fit 'int' into an index-sized integer")
            }
            "bytes" => vm.index_error("index out of range"),
            _ => vm.index_error(format!("{name} index out of range")),
        })?,
        Index::Python => return Ok(None),
        Index::Other => {
            let class = vm.types.name_of(index);
            let message = match name {
                "string" => format!("string indices must be integers, not '{class}'"),
                "bytes" => format!("byte indices must be integers or slices, not {class}"),
                _ => format!("{name} indices must be integers or slices, not {class}"),
            };
            return Err(vm.type_error(message));
        }
    };
    Ok(Some(match container {
        Value::List(list) => list.items.borrow()[at].clone(),
        Value::Tuple(items) => items[at].clone(),
        Value::Str(text) => text.char_at(at).map_or(Value::None, char_value),
        Value::Bytes(bytes) => Value::Int(i64::from(bytes.as_slice()[at])),
        Value::Range(range) => Value::Int(range.at(at)),
        _ => Value::None,
    }))
}

fn load_slice(vm: &Vm, container: &Value, slice: &Rc<Slice>) -> Result<Option<Value>> {
    let length = match container {
        Value::List(list) => list.len(),
        Value::Tuple(items) => items.len(),
        Value::Str(text) => text.chars(),
        Value::Bytes(bytes) => bytes.as_slice().len(),
        Value::Range(range) => range.len(),
        _ => return Ok(None),
    };
    let Some(span) = resolve(vm, slice, length)? else { return Ok(None) };
    Ok(Some(match container {
        Value::List(list) => Value::list(span.select(&list.items.borrow())),
        Value::Tuple(items) if span.count == items.len() && span.step == 1 => container.clone(),
        Value::Tuple(items) => Value::tuple(span.select(items)),
        Value::Str(text) => slice_text(text, span),
        Value::Bytes(bytes) => Value::bytes(span.select(bytes.as_slice())),
        Value::Range(range) => range::slice(range, span),
        _ => Value::None,
    }))
}

fn slice_text(text: &Rc<PyStr>, span: Span) -> Value {
    if span.step == 1 {
        if span.count == text.chars() {
            return Value::Str(text.clone());
        }
        return Value::str(text.slice(span.start as usize, span.start as usize + span.count));
    }
    work::chars(text.as_str().len());
    let chars: Vec<char> = text.as_str().chars().collect();
    Value::string(span.indices().map(|at| chars[at]).collect())
}

/// The position of an index that may count from the end.
#[inline]
pub fn wrap(index: i64, length: usize) -> Option<usize> {
    let at = if index < 0 { index + length as i64 } else { index };
    (0..length as i64).contains(&at).then_some(at as usize)
}

/// `container[index] = value`; `false` if that must be asked of the container's type.
///
/// # Errors
/// `IndexError`, `TypeError`, `ValueError`
pub fn store(vm: &mut Vm, container: &Value, index: &Value, value: &Value) -> Result<bool> {
    match container {
        Value::Dict(dict) => dict::set(vm, dict, index, value),
        Value::List(list) => {
            if let Value::Slice(slice) = index {
                return list::store_slice(vm, list, slice, value);
            }
            match list_position(vm, list, index, "list assignment index out of range")? {
                Some(at) => {
                    let old = std::mem::replace(&mut list.items.borrow_mut()[at], value.clone());
                    drop(old);
                    Ok(true)
                }
                None => Ok(false),
            }
        }
        _ => Ok(false),
    }
}

/// `del container[index]`; `false` if that must be asked of the container's type.
///
/// # Errors
/// `IndexError`, `KeyError`, `TypeError`
pub fn delete(vm: &mut Vm, container: &Value, index: &Value) -> Result<bool> {
    match container {
        Value::Dict(dict) => match dict::remove(vm, dict, index)? {
            Some(Some(_)) => Ok(true),
            Some(None) => Err(vm.key_error(index.clone())),
            None => Ok(false),
        },
        Value::List(list) => {
            if let Value::Slice(slice) = index {
                return list::delete_slice(vm, list, slice);
            }
            match list_position(vm, list, index, "list assignment index out of range")? {
                Some(at) => {
                    list::moved(list.len() - at);
                    let old = list.items.borrow_mut().remove(at);
                    drop(old);
                    Ok(true)
                }
                None => Ok(false),
            }
        }
        _ => Ok(false),
    }
}

fn list_position(vm: &Vm, list: &List, index: &Value, message: &str) -> Result<Option<usize>> {
    match Index::of(vm, index) {
        Index::Int(index) => match wrap(index, list.len()) {
            Some(at) => Ok(Some(at)),
            None => Err(vm.index_error(message)),
        },
        Index::Python => Ok(None),
        Index::Other => {
            let class = vm.types.name_of(index);
            Err(vm.type_error(format!("list indices must be integers or slices, not {class}")))
        }
    }
}

/// `item in container`; `None` if Python code must tell.
///
/// # Errors
/// `TypeError` for containers that refuse the item's type.
pub fn contains(vm: &mut Vm, container: &Value, item: &Value) -> Result<Option<bool>> {
    let container = match container {
        Value::Instance(instance) => {
            if !matches!(instance.class.lookup(sym::CONTAINS), Some(Value::Native(_))) {
                return Ok(None);
            }
            if let Some(view) = dict::views::view(container) {
                return dict::views::contains(vm, view, item);
            }
            match instance.payload() {
                Payload::Value(inner) => inner,
                _ => return Ok(None),
            }
        }
        _ => container,
    };
    match container {
        Value::List(list) => Ok(any_equal(vm, &list.items.borrow(), item)),
        Value::Tuple(items) => Ok(any_equal(vm, items, item)),
        Value::Dict(dict) => dict::contains(vm, dict, item),
        Value::Set(set) => set::contains(vm, set, item),
        Value::Str(text) => match item.as_str() {
            Some(part) => {
                work::chars(text.as_str().len());
                Ok(Some(text.as_str().contains(part)))
            }
            None => {
                let class = vm.types.name_of(item);
                Err(vm.type_error(format!("'in <string>' requires string as left operand, not {class}")))
            }
        },
        Value::Bytes(bytes) => contains_bytes(vm, bytes.as_slice(), item),
        Value::Range(range) => match plain(item) {
            Value::Int(number) => Ok(Some(range::position(range, *number).is_some())),
            Value::Bool(flag) => Ok(Some(range::position(range, i64::from(*flag)).is_some())),
            Value::Float(number) => {
                let whole = number.trunc() == *number && number.abs() < 9e18;
                Ok(Some(whole && range::position(range, *number as i64).is_some()))
            }
            Value::Instance(_) => Ok(None),
            _ => Ok(Some(false)),
        },
        _ => Ok(None),
    }
}

fn any_equal(vm: &Vm, items: &[Value], item: &Value) -> Option<bool> {
    for (at, other) in items.iter().enumerate() {
        if equal::same(vm, other, item)? {
            work::items(at);
            return Some(true);
        }
    }
    work::items(items.len());
    Some(false)
}

fn contains_bytes(vm: &Vm, bytes: &[u8], item: &Value) -> Result<Option<bool>> {
    work::chars(bytes.len());
    match plain(item) {
        Value::Bytes(part) => Ok(Some(super::bytes::search::position(bytes, part.as_slice()).is_some())),
        Value::Int(byte) => match u8::try_from(*byte) {
            Ok(byte) => Ok(Some(bytes.contains(&byte))),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        },
        Value::Bool(flag) => Ok(Some(bytes.contains(&u8::from(*flag)))),
        Value::Big(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        _ => match super::bytes::arguments::bytes_like(vm, item) {
            Some(part) => Ok(Some(super::bytes::search::position(bytes, part.as_slice()).is_some())),
            None => {
                let class = vm.types.name_of(item);
                Err(vm.type_error(format!("a bytes-like object is required, not '{class}'")))
            }
        },
    }
}

/// `TypeError` for a type without `__getitem__`.
pub fn not_subscriptable(vm: &Vm, container: &Value) -> Raised {
    vm.type_error(format!("'{}' object is not subscriptable", vm.types.name_of(container)))
}

fn getitem(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [container, index] = args.method(vm, "__getitem__")?;
    let inner = plain(&container);
    if let (Value::Dict(dict), Value::Instance(instance)) = (inner, &container) {
        return match dict::get(vm, dict, &index)? {
            Some(Some(value)) => Ok(Flow::Value(value)),
            Some(None) => match instance.class.special(sym::MISSING) {
                Some(missing) => Ok(Flow::call(missing, Args::new([container.clone(), index]))),
                None => Err(vm.key_error(index)),
            },
            None => Ok(Flow::call(vm.prelude("_dict_getitem"), Args::new([container.clone(), index]))),
        };
    }
    match load(vm, inner, &index)? {
        Some(value) => Ok(Flow::Value(value)),
        None if matches!(inner, Value::Dict(_)) => {
            Ok(Flow::call(vm.prelude("_dict_getitem"), Args::new([container, index])))
        }
        None => Ok(Flow::call(vm.prelude("_getitem"), Args::new([inner.clone(), index]))),
    }
}

fn setitem(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [container, index, value] = args.method(vm, "__setitem__")?;
    let inner = plain(&container);
    if store(vm, inner, &index, &value)? {
        return Ok(Flow::Value(Value::None));
    }
    let function = if matches!(inner, Value::Dict(_)) { "_dict_setitem" } else { "_list_setitem" };
    Ok(Flow::call(vm.prelude(function), Args::new([inner.clone(), index, value])))
}

fn delitem(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [container, index] = args.method(vm, "__delitem__")?;
    let inner = plain(&container);
    if delete(vm, inner, &index)? {
        return Ok(Flow::Value(Value::None));
    }
    let function = if matches!(inner, Value::Dict(_)) { "_dict_delitem" } else { "_list_delitem" };
    Ok(Flow::call(vm.prelude(function), Args::new([inner.clone(), index])))
}

fn contains_method(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [container, item] = args.method(vm, "__contains__")?;
    let inner = if dict::views::view(&container).is_some() { &container } else { plain(&container) };
    if let Some(found) = contains(vm, inner, &item)? {
        return Ok(Flow::Value(Value::Bool(found)));
    }
    let function = match inner {
        Value::Dict(_) => "_dict_contains",
        Value::Set(_) => "_set_contains",
        Value::Instance(_) => "_view_contains",
        _ => "_iterable_contains",
    };
    Ok(Flow::call(vm.prelude(function), Args::new([inner.clone(), item])))
}

fn length(vm: &mut Vm, args: Args) -> Result<Value> {
    let [container] = args.method(vm, "__len__")?;
    length_of(vm, plain(&container))
        .map(Value::from)
        .ok_or_else(|| vm.type_error("descriptor '__len__' requires a container"))
}

/// `len(value)` of a builtin container.
#[inline]
pub fn length_of(_vm: &Vm, value: &Value) -> Option<usize> {
    Some(match value {
        Value::Str(text) => text.chars(),
        Value::List(list) => list.len(),
        Value::Tuple(items) => items.len(),
        Value::Dict(dict) => dict.table.borrow().len(),
        Value::Set(set) => set.table.borrow().len(),
        Value::Bytes(bytes) => bytes.as_slice().len(),
        Value::Range(range) => range.len(),
        _ => dict::views::view(value)?.dict.table.borrow().len(),
    })
}

/// Defines `__getitem__`, `__setitem__`, `__delitem__`, `__contains__` and `__len__` of the builtin types.
pub(crate) fn install(vm: &Vm) {
    let types = &vm.types;
    for class in [&types.list, &types.tuple, &types.dict, &types.str, &types.bytes, &types.range] {
        class.flow_method("__getitem__", getitem);
    }
    for class in [&types.list, &types.dict] {
        class.flow_method("__setitem__", setitem);
        class.flow_method("__delitem__", delitem);
    }
    for class in [&types.list, &types.tuple, &types.dict, &types.str, &types.bytes, &types.range]
        .into_iter()
        .chain([&types.set, &types.frozenset, &types.dict_keys, &types.dict_values, &types.dict_items])
    {
        class.flow_method("__contains__", contains_method);
        class.method("__len__", length);
    }
}
