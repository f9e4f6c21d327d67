//! Enumerations on their way in.

use std::rc::Rc;

use loopscope_python::builtins::dict;
use loopscope_python::object::{Dict, SymMap};
use loopscope_python::{Result, Sym, Type, Value, Vm};

use super::decode;
use crate::portable::Portable;

/// A table of the `enum` module.
pub(super) fn table(vm: &mut Vm, entries: Vec<(Portable, Portable)>) -> Result<Value> {
    let table = Dict::default();
    for (key, value) in entries {
        let (key, value) = (decode(vm, key)?, decode(vm, value)?);
        if !dict::set(vm, &table, &key, &value)? {
            return Err(super::missing(vm, "an enumeration's value"));
        }
    }
    Ok(Value::Dict(Rc::new(table)))
}

/// An instance with this value and these attributes: a combination of flags is there once.
pub(super) fn flag(vm: &mut Vm, class: Rc<Type>, value: Value, attrs: SymMap) -> Result<Value> {
    let known = class.dict.borrow().get(Sym::new("_value2member_map_")).cloned();
    let key = attrs.get(Sym::new("_value_")).cloned();
    let (Some(Value::Dict(known)), Some(key)) = (known, key) else {
        return Ok(super::instance(class, value, attrs));
    };
    if let Some(member) = dict::get(vm, &known, &key)?.flatten() {
        return Ok(member);
    }
    let member = super::instance(class, value, attrs);
    dict::set(vm, &known, &key, &member)?;
    Ok(member)
}
