//! `BaseExceptionGroup` and `ExceptionGroup` (PEP 654).

use std::rc::Rc;

use super::{argument, receiver, sequence_items};
use crate::Result;
use crate::native::{Args, Flow};
use crate::value::Value;
use crate::vm::Vm;

/// `BaseExceptionGroup.__new__(cls, message, exceptions)`
fn new(vm: &mut Vm, args: Args) -> Result<Flow> {
    let mut pos = args.pos.into_iter();
    let Some(Value::Type(mut class)) = pos.next() else {
        return Err(vm.type_error("BaseExceptionGroup.__new__(X): X is not a type object"));
    };
    let args = Args::new(pos);
    let [message, exceptions] = &args.pos[..] else {
        let given = args.pos.len();
        return Err(
            vm.type_error(format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({given} given)"))
        );
    };
    if message.as_str().is_none() {
        let given = vm.types.name_of(message);
        return Err(
            vm.type_error(format!("BaseExceptionGroup.__new__() argument 1 must be str, not {given}"))
        );
    }
    let Some(items) = sequence_items(exceptions) else {
        return Err(vm.type_error("second argument (exceptions) must be a sequence"));
    };
    if items.is_empty() {
        return Err(vm.value_error("second argument (exceptions) must be a non-empty sequence"));
    }
    let mut nests_base = false;
    for (at, item) in items.iter().enumerate() {
        match vm.as_exception(item) {
            Some(raised) => nests_base |= !raised.is(&vm.exceptions.exception),
            None => {
                return Err(
                    vm.value_error(format!("Item {at} of second argument (exceptions) is not an exception"))
                );
            }
        }
    }
    let exceptions_class = &vm.exceptions;
    if Rc::ptr_eq(&class, &exceptions_class.base_exception_group) {
        if !nests_base {
            class = exceptions_class.exception_group.clone();
        }
    } else if nests_base && class.is_subtype(&exceptions_class.exception) {
        return Err(vm.type_error(if Rc::ptr_eq(&class, &exceptions_class.exception_group) {
            "Cannot nest BaseExceptions in an ExceptionGroup".to_owned()
        } else {
            format!("Cannot nest BaseExceptions in '{}'", class.name)
        }));
    }
    Ok(Flow::Value(vm.allocate(&class, &args)?))
}

/// `several (3 sub-exceptions)`
pub(super) fn text(vm: &mut Vm, args: &[Value]) -> Option<String> {
    let message = crate::builtins::repr::str_of(vm, args.first()?)?;
    let count = sequence_items(args.get(1)?)?.len();
    let plural = if count == 1 { "" } else { "s" };
    Some(format!("{message} ({count} sub-exception{plural})"))
}

/// Defines the methods and attributes.
pub(super) fn install(vm: &Vm) {
    let class = &vm.exceptions.base_exception_group;
    class.static_method("__new__", new);
    class.attribute(
        "message",
        |vm, group| Ok(argument(receiver(vm, group)?.data(), 0).unwrap_or(Value::None)),
        None,
    );
    class.attribute(
        "exceptions",
        |vm, group| {
            let exceptions = argument(receiver(vm, group)?.data(), 1);
            let items = exceptions.as_ref().and_then(sequence_items);
            Ok(Value::tuple(items.unwrap_or_default()))
        },
        None,
    );
    class.flow_method("split", |vm, args| Ok(Flow::call(vm.prelude("_group_split"), args)));
    class.flow_method("subgroup", |vm, args| Ok(Flow::call(vm.prelude("_group_subgroup"), args)));
    class.flow_method("derive", |vm, args| {
        let [group, exceptions] = args.method(vm, "BaseExceptionGroup.derive")?;
        let message = argument(receiver(vm, &group)?.data(), 0).unwrap_or(Value::None);
        let class = Value::Type(vm.exceptions.base_exception_group.clone());
        Ok(Flow::call(class, Args::new([message, exceptions])))
    });
    class.class_method("__class_getitem__", |_, args| {
        Ok(Flow::Value(args.pos.into_iter().next().unwrap_or_default()))
    });
}
