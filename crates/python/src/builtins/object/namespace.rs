//! `__dict__`: the variables of an object as a dict that writes through to it.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Result;
use crate::object::cycles::tracked;
use crate::object::{Dict, Function, Instance, Payload, PyStr, SymMap};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::quick::is_slot;

/// Attributes of functions that are not in their `__dict__`.
const NOT_IN_DICT: [Sym; 5] = [sym::NAME, sym::QUALNAME, sym::DOC, sym::MODULE, sym::ANNOTATIONS];

/// Names and values as a dict.
pub(crate) fn dict_of(entries: impl IntoIterator<Item = (Sym, Value)>) -> Dict {
    let dict = Dict::default();
    {
        let mut table = dict.table.borrow_mut();
        for (name, value) in entries {
            let key = PyStr::new(&name.name());
            table.push(key.hash(), Value::Str(Rc::new(key)), value);
        }
    }
    dict
}

/// `vars(owner)`: a dict whose changes are made to `owner` too; `None` if it has no `__dict__`.
pub(crate) fn namespace_of(vm: &mut Vm, owner: &Value) -> Option<Value> {
    let entries: Vec<(Sym, Value)> = match owner {
        Value::Instance(instance) => {
            let attrs = instance.attrs.borrow();
            let is_slot = |name| instance.class.lookup_with(name, |found| is_slot(found, name));
            let variables = attrs.iter().filter(|(name, _)| !is_slot(*name));
            variables.map(|(name, value)| (name, value.clone())).collect()
        }
        Value::Module(module) => return Some(Value::Dict(module.dict())),
        Value::Function(function) => function_entries(function),
        Value::Type(class) => {
            let entries: Vec<_> =
                class.dict.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
            return Some(instance_of(vm, "_MappingProxy", dict_of(entries), owner));
        }
        _ => return None,
    };
    Some(instance_of(vm, "_Namespace", dict_of(entries), owner))
}

/// `locals()` of a class body: what is set in it is a variable there.
#[cold]
pub(crate) fn of_class_body(vm: &Vm, namespace: Rc<RefCell<SymMap>>) -> Value {
    let entries: Vec<_> = namespace.borrow().iter().map(|(name, value)| (name, value.clone())).collect();
    let owner = Instance::new(vm.types.object.clone(), Payload::Native(Box::new(namespace)));
    instance_of(vm, "_Namespace", dict_of(entries), &Value::Instance(tracked(owner)))
}

fn function_entries(function: &Function) -> Vec<(Sym, Value)> {
    let attrs = function.attrs.borrow();
    attrs
        .iter()
        .filter(|(name, _)| !NOT_IN_DICT.contains(name))
        .map(|(name, value)| (name, value.clone()))
        .collect()
}

fn instance_of(vm: &Vm, class: &str, dict: Dict, owner: &Value) -> Value {
    let dict = Value::Dict(tracked(dict));
    let Value::Type(class) = vm.prelude(class) else { return dict };
    let instance = Instance::new(class, Payload::Value(dict));
    instance.attrs.borrow_mut().insert(Sym::new("_owner"), owner.clone());
    Value::Instance(tracked(instance))
}

/// Sets a variable of `owner` as its `__dict__` does: no `__setattr__`, no descriptors. `Undefined` unbinds.
pub(crate) fn set_own(vm: &mut Vm, owner: &Value, name: Sym, value: Value) -> Result<()> {
    let attrs = match owner {
        Value::Instance(instance) => match instance.native::<Rc<RefCell<SymMap>>>() {
            Some(namespace) => namespace,
            None => &instance.attrs,
        },
        Value::Function(function) => &function.attrs,
        _ => return Err(vm.type_error("this object has no variables that can be set")),
    };
    let old = if value.is_defined() {
        attrs.borrow_mut().insert(name, value)
    } else {
        attrs.borrow_mut().remove(name)
    };
    drop(old);
    Ok(())
}

/// `object.__dict__ = value`
fn replace(vm: &mut Vm, owner: &Value, value: Value) -> Result<()> {
    let Value::Dict(dict) = crate::builtins::number::plain(&value) else {
        let class = vm.types.name_of(&value);
        return Err(vm.type_error(format!("__dict__ must be set to a dictionary, not a '{class}'")));
    };
    let entries = dict.entries();
    if let Value::Instance(instance) = owner {
        let old = instance.attrs.take();
        drop(old);
    }
    for (name, value) in entries {
        set_own(vm, owner, Sym::new(name.as_str().unwrap_or_default()), value)?;
    }
    Ok(())
}

/// Defines `__dict__`.
pub(super) fn install(vm: &Vm) {
    let get = |vm: &mut Vm, owner: &Value| {
        let slots_only = matches!(owner, Value::Instance(instance) if !vm.has_dict(instance));
        match if slots_only { None } else { namespace_of(vm, owner) } {
            Some(namespace) => Ok(namespace),
            None => Err(vm.no_attribute(owner, sym::DICT)),
        }
    };
    vm.types.object.attribute("__dict__", get, Some(replace));
    for class in [&vm.types.function, &vm.types.module, &vm.types.type_] {
        class.attribute("__dict__", get, None);
    }
}
