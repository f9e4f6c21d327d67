//! `isinstance`, `issubclass`, `callable`.

use std::rc::Rc;

use super::{define, define_flow};
use crate::Result;
use crate::builtins::after::after;
use crate::native::{Args, Flow};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;

/// Whether `value` can be called.
pub(crate) fn is_callable(vm: &Vm, value: &Value) -> bool {
    match value {
        Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Type(_) => true,
        _ => vm.types.borrow_of(value).lookup(sym::CALL).is_some(),
    }
}

fn isinstance(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, class] = args.exactly(vm, "isinstance")?;
    check(vm, object, class, false)
}

fn issubclass(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [class, base] = args.exactly(vm, "issubclass")?;
    if !matches!(class, Value::Type(_)) {
        return Err(vm.type_error("issubclass() arg 1 must be a class"));
    }
    check(vm, class, base, true)
}

/// Whether `object` is an instance (or a subclass) of a class or of one of a tuple of them.
fn check(vm: &mut Vm, object: Value, class: Value, subclass: bool) -> Result<Flow> {
    match native_check(vm, &object, &class, subclass, 0)? {
        Some(result) => Ok(Flow::Value(Value::Bool(result))),
        None => match &class {
            Value::Type(asked) => {
                let name = if subclass { sym::SUBCLASSCHECK } else { sym::INSTANCECHECK };
                match asked.metaclass.as_ref().and_then(|metaclass| metaclass.lookup(name)) {
                    Some(method) => Ok(after(method, Args::new([class.clone(), object]), truth)),
                    None => Ok(Flow::call(vm.prelude("_claims_class"), Args::new([object, class]))),
                }
            }
            _ => {
                let function = if subclass { "_issubclass_of" } else { "_isinstance_of" };
                Ok(Flow::call(vm.prelude(function), Args::new([object, class])))
            }
        },
    }
}

fn truth(vm: &mut Vm, value: Value) -> Result<Value> {
    Ok(Value::Bool(vm.truth(&value).unwrap_or(true)))
}

/// `None` if a method of a class must be asked.
fn native_check(
    vm: &Vm,
    object: &Value,
    class: &Value,
    subclass: bool,
    depth: usize,
) -> Result<Option<bool>> {
    match class {
        Value::Type(asked) => {
            let own = vm.types.borrow_of(object);
            if !subclass && Rc::ptr_eq(own, asked) {
                return Ok(Some(true));
            }
            let name = if subclass { sym::SUBCLASSCHECK } else { sym::INSTANCECHECK };
            if let Some(metaclass) = &asked.metaclass
                && metaclass.lookup(name).is_some()
            {
                return Ok(None);
            }
            Ok(Some(match object {
                Value::Type(class) if subclass => class.is_subtype(asked),
                Value::Iter(_) if !subclass => is_iterator_of(object, &asked.name) || own.is_subtype(asked),
                _ if own.is_subtype(asked) => true,
                // What is no instance may say by a property that it is one.
                Value::Instance(_) if !subclass && own.lookup(sym::CLASS).is_some() => return Ok(None),
                _ => false,
            }))
        }
        Value::Tuple(classes) => {
            vm.check_depth_of(if subclass { "in __subclasscheck__" } else { "in __instancecheck__" }, depth)?;
            for class in classes.iter() {
                match native_check(vm, object, class, subclass, depth + 1)? {
                    Some(false) => {}
                    other => return Ok(other),
                }
            }
            Ok(Some(false))
        }
        Value::Instance(instance) if instance.class.lookup(Sym::new("__args__")).is_some() => Ok(None),
        Value::Instance(instance) if instance.attrs.borrow().get(Sym::new("__args__")).is_some() => Ok(None),
        Value::Instance(instance) if instance.class.lookup(sym::INSTANCECHECK).is_some() => Ok(None),
        _ => Err(vm.type_error(if subclass {
            "issubclass() arg 2 must be a class, a tuple of classes, or a union"
        } else {
            "isinstance() arg 2 must be a type, a tuple of types, or a union"
        })),
    }
}

/// Iterators of `zip()`, `map()` and the like share one class in Rust; their names tell them apart.
fn is_iterator_of(object: &Value, class: &str) -> bool {
    matches!(object, Value::Iter(iter) if iter.state.try_borrow().is_ok_and(|state| state.type_name() == class))
}

pub(super) fn install(vm: &Vm) {
    define_flow(vm, "isinstance", isinstance);
    define_flow(vm, "issubclass", issubclass);
    define(vm, "callable", |vm, args| {
        let [object] = args.exactly(vm, "callable")?;
        Ok(Value::Bool(is_callable(vm, &object)))
    });
}
