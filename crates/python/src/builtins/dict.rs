//! `dict`

pub(crate) mod merge;
pub mod methods;
pub mod views;

use std::rc::Rc;

use super::equal::same;
use super::hash::hash;
use super::number::plain;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::cycles::tracked;
use crate::object::{Dict, DictTable};
use crate::symbol::sym;
use crate::value::Value;
use crate::vm::Vm;

/// Where a key is.
pub(crate) enum Place {
    /// At this position.
    At(usize),
    /// Not in the table; its hash.
    Absent(i64),
    /// Python code must tell.
    Unknown,
}

/// Looks for `key`.
///
/// # Errors
/// `TypeError` if it can't be hashed.
#[inline]
pub(crate) fn place(vm: &mut Vm, dict: &Dict, key: &Value) -> Result<Place> {
    let Some(hash) = hash(vm, key)? else { return Ok(Place::Unknown) };
    Ok(place_hashed(vm, &dict.table.borrow(), hash, key))
}

/// Looks for `key` with a known hash.
#[inline]
pub(crate) fn place_hashed(vm: &Vm, table: &DictTable, hash: i64, key: &Value) -> Place {
    let mut unknown = false;
    let found = table.find(hash, |other| {
        same(vm, other, key).unwrap_or_else(|| {
            unknown = true;
            true
        })
    });
    match found {
        _ if unknown => Place::Unknown,
        Some(at) => Place::At(at),
        None => Place::Absent(hash),
    }
}

/// The value of `key`: `Some(None)` if there is none, `None` if Python code must tell.
///
/// # Errors
/// `TypeError` if the key can't be hashed.
#[inline]
pub fn get(vm: &mut Vm, dict: &Dict, key: &Value) -> Result<Option<Option<Value>>> {
    Ok(match place(vm, dict, key)? {
        Place::At(at) => Some(dict.table.borrow().entry(at).map(|entry| entry.value.clone())),
        Place::Absent(_) => Some(None),
        Place::Unknown => None,
    })
}

/// Sets the value of `key`; `false` if Python code must do it.
///
/// # Errors
/// `TypeError` if the key can't be hashed.
#[inline]
pub fn set(vm: &mut Vm, dict: &Dict, key: &Value, value: &Value) -> Result<bool> {
    match place(vm, dict, key)? {
        Place::At(at) => {
            let old = dict.table.borrow_mut().replace(at, value.clone());
            drop(old);
        }
        Place::Absent(hash) => dict.table.borrow_mut().push(hash, key.clone(), value.clone()),
        Place::Unknown => return Ok(false),
    }
    Ok(true)
}

/// Removes `key` and gives its value: `Some(None)` if there is none, `None` if Python code must do it.
///
/// # Errors
/// `TypeError` if the key can't be hashed.
pub fn remove(vm: &mut Vm, dict: &Dict, key: &Value) -> Result<Option<Option<Value>>> {
    Ok(match place(vm, dict, key)? {
        Place::At(at) => {
            let removed = dict.table.borrow_mut().remove(at);
            Some(removed.map(|entry| entry.value))
        }
        Place::Absent(_) => Some(None),
        Place::Unknown => None,
    })
}

/// Whether `key` is there; `None` if Python code must tell.
///
/// # Errors
/// `TypeError` if the key can't be hashed.
pub fn contains(vm: &mut Vm, dict: &Dict, key: &Value) -> Result<Option<bool>> {
    Ok(match place(vm, dict, key)? {
        Place::At(_) => Some(true),
        Place::Absent(_) => Some(false),
        Place::Unknown => None,
    })
}

/// A dict display: `items` are keys and values by turns.
///
/// # Errors
/// `TypeError` if a key can't be hashed.
pub fn build(vm: &mut Vm, items: Vec<Value>) -> Result<Flow> {
    let dict = tracked(Dict::default());
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        if !set(vm, &dict, &key, &value)? {
            let mut rest = vec![Value::Dict(dict), key, value];
            rest.extend(items);
            return Ok(Flow::call(vm.prelude("_dict_build"), Args::new(rest)));
        }
    }
    Ok(Flow::Value(Value::Dict(dict)))
}

/// `{**mapping}` into `dict`, which is a [`Value::Dict`].
///
/// # Errors
/// `TypeError` if it isn't a mapping.
pub fn update(vm: &mut Vm, dict: &Value, mapping: Value) -> Result<Flow> {
    if let (Value::Dict(target), Value::Dict(source)) = (dict, plain_dict(&mapping)) {
        return merge(vm, target, &source, dict);
    }
    if vm.types.borrow_of(&mapping).lookup(sym::KEYS).is_none() {
        let class = vm.types.name_of(&mapping);
        return Err(vm.type_error(format!("'{class}' object is not a mapping")));
    }
    Ok(Flow::call(vm.prelude("_dict_merge"), Args::new([dict.clone(), mapping])))
}

/// `f(**mapping)` into `dict`, the keyword arguments of `callee` so far.
///
/// # Errors
/// `TypeError` if it isn't a mapping, for a repeated key, and for a key that isn't a `str`.
pub fn merge_keywords(vm: &mut Vm, dict: &Value, mapping: Value, callee: &Value) -> Result<Flow> {
    let (Value::Dict(target), Value::Dict(source)) = (dict, plain_dict(&mapping)) else {
        if vm.types.borrow_of(&mapping).lookup(sym::KEYS).is_none() {
            let (callee, class) = (callee_name(vm, callee), vm.types.name_of(&mapping));
            return Err(vm.type_error(format!("{callee} argument after ** must be a mapping, not {class}")));
        }
        let args = Args::new([dict.clone(), mapping, callee.clone()]);
        return Ok(Flow::call(vm.prelude("_merge_keywords"), args));
    };
    let entries: Vec<_> = source.table.borrow().iter().cloned().collect();
    for entry in entries {
        let Value::Str(name) = plain(&entry.key) else {
            return Err(vm.type_error("keywords must be strings"));
        };
        let name = name.clone();
        if let Place::At(_) = place(vm, target, &entry.key)? {
            let callee = callee_name(vm, callee);
            return Err(vm.type_error(format!(
                "{callee} got multiple values for keyword argument '{}'",
                name.as_str()
            )));
        }
        set(vm, target, &Value::Str(name), &entry.value)?;
    }
    Ok(Flow::Value(Value::None))
}

/// How messages about a call name what is called.
pub(crate) fn callee_name(vm: &Vm, callee: &Value) -> String {
    match callee {
        // Code that is executed with a dict may have no module.
        Value::Function(function) if function.module.name.is_empty() => format!("{}()", function.qualname()),
        Value::Function(function) => format!("{}.{}()", function.module.name, function.qualname()),
        Value::Native(native) => format!("{}()", native.name),
        Value::Method(method) => callee_name(vm, &method.function),
        Value::Type(class) => class.full_name(),
        _ => vm.types.name_of(callee).to_string(),
    }
}

/// The dict behind `value`, unless its class iterates in its own way.
pub(crate) fn plain_dict(value: &Value) -> Value {
    match value {
        Value::Dict(_) => value.clone(),
        Value::Instance(instance) if matches!(instance.class.lookup(sym::ITER), Some(Value::Native(_))) => {
            plain(value).clone()
        }
        _ => Value::Undefined,
    }
}

/// Sets all of `source` in `target`.
///
/// # Errors
/// None so far; Python code goes on where keys need it.
pub(crate) fn merge(vm: &mut Vm, target: &Rc<Dict>, source: &Rc<Dict>, result: &Value) -> Result<Flow> {
    if Rc::ptr_eq(target, source) {
        return Ok(Flow::Value(result.clone()));
    }
    if merge::is_long(source) {
        return Ok(merge::in_pieces(target, &[source], result));
    }
    if target.table.borrow().is_empty() && !target.table.borrow().are_variables() {
        let copy = source.table.borrow().clone();
        target.table.replace(copy);
        return Ok(Flow::Value(result.clone()));
    }
    let entries: Vec<_> = source.table.borrow().iter().cloned().collect();
    for entry in entries {
        let found = place_hashed(vm, &target.table.borrow(), entry.hash, &entry.key);
        match found {
            Place::At(at) => {
                let old = target.table.borrow_mut().replace(at, entry.value);
                drop(old);
            }
            Place::Absent(hash) => target.table.borrow_mut().push(hash, entry.key, entry.value),
            Place::Unknown => {
                let args = Args::new([Value::Dict(target.clone()), Value::Dict(source.clone())]);
                return Ok(Flow::call(vm.prelude("_dict_merge"), args));
            }
        }
    }
    Ok(Flow::Value(result.clone()))
}
