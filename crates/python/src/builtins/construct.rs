//! What the constructors of the builtin types have in common.

use std::rc::Rc;

use super::fault::type_name;
use crate::Result;
use crate::native::Args;
use crate::object::cycles::tracked;
use crate::object::{Instance, Payload, Type};
use crate::value::Value;
use crate::vm::Vm;

/// Takes the class off the arguments of `base.__new__`.
///
/// # Errors
/// `TypeError` if it isn't `base` or a subclass.
pub(crate) fn class_argument(vm: &Vm, args: &mut Args, base: &Rc<Type>) -> Result<Rc<Type>> {
    let name = &base.name;
    if args.pos.is_empty() {
        return Err(vm.type_error(format!("{name}.__new__(): not enough arguments")));
    }
    match args.pos.remove(0) {
        Value::Type(class) if class.is_subtype(base) => Ok(class),
        Value::Type(class) => {
            let given = &class.name;
            Err(vm.type_error(format!("{name}.__new__({given}): {given} is not a subtype of {name}")))
        }
        other => {
            let given = type_name(&vm.types, &other);
            Err(vm.type_error(format!("{name}.__new__(X): X is not a type object ({given})")))
        }
    }
}

/// `value` as an instance of `class`, which is its own class or a subclass.
pub(crate) fn instance_of(vm: &Vm, class: &Rc<Type>, value: Value) -> Value {
    if Rc::ptr_eq(class, vm.types.borrow_of(&value)) {
        return value;
    }
    Value::Instance(tracked(Instance::new(class.clone(), Payload::Value(value))))
}
