//! Attributes without detours: what the data model's order comes to where nothing on the way is written in
//! Python. Whatever is not at hand here is left to [`super::attr`].

use std::rc::Rc;

use crate::object::{Descriptor, Instance};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

impl Vm {
    /// `object.name`, if it is at hand.
    #[inline]
    pub(super) fn quick_attr(&self, object: &Value, name: Sym) -> Option<Value> {
        match object {
            Value::Instance(instance) => instance_attr(instance, name),
            Value::Module(module) => module.get(name),
            _ => None,
        }
    }

    /// The function that `object.name(…)` calls with `object` as first argument, if it is at hand.
    #[inline]
    pub(super) fn quick_method(&self, object: &Value, name: Sym) -> Option<Value> {
        let class = match object {
            Value::Instance(instance) => {
                if !instance.class.access().reads || instance.attrs.borrow().get(name).is_some() {
                    return None;
                }
                &instance.class
            }
            Value::Type(_) | Value::Module(_) | Value::Super(_) | Value::Function(_) => return None,
            builtin => self.types.borrow_of(builtin),
        };
        class.lookup_with(name, |found| match found {
            Value::Function(_) => Some(found.clone()),
            Value::Native(native) if native.is_method => Some(found.clone()),
            _ => None,
        })
    }
}

/// Does `object.name = value` if that takes no more than keeping it; else gives the value back.
#[inline]
pub(super) fn quick_set_attr(object: &Value, name: Sym, value: Value) -> Option<Value> {
    let Value::Instance(instance) = object else { return Some(value) };
    let access = instance.class.access();
    let is_own = |found: &Value| is_slot(found, name) || access.any_name && is_plain(found);
    if !access.writes || name == sym::CLASS || !instance.class.lookup_with(name, is_own) {
        return Some(value);
    }
    let old = instance.attrs.borrow_mut().insert(name, value);
    drop(old);
    None
}

fn instance_attr(instance: &Rc<Instance>, name: Sym) -> Option<Value> {
    let is_own = |found: &Value| is_plain(found) || is_slot(found, name);
    if !instance.class.access().reads || !instance.class.lookup_with(name, is_own) {
        return None;
    }
    instance.attrs.borrow().get(name).cloned()
}

/// Whether a class has a slot of this name in its instances.
pub(crate) fn is_slot(found: &Value, name: Sym) -> bool {
    matches!(found, Value::Descriptor(descriptor) if matches!(**descriptor, Descriptor::Slot(own) if own == name))
}

/// Whether what a class has under a name leaves that name to its instances' own attributes.
fn is_plain(found: &Value) -> bool {
    matches!(found, Value::Undefined | Value::None | Value::Function(_) | Value::Int(_) | Value::Str(_))
}
