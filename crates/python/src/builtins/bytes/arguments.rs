//! The arguments of `bytes`' methods.

use std::rc::Rc;

use crate::Result;
use crate::builtins::fault::type_name;
use crate::builtins::number::{Number, plain};
use crate::native::Args;
use crate::object::{Bytes, SymMap};
use crate::symbol::Sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

/// The bytes that a method was called on, which pays for looking at all of them.
///
/// # Errors
/// `TypeError` if it isn't some.
pub(super) fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Bytes>> {
    match plain(value) {
        Value::Bytes(bytes) => {
            work::chars(bytes.as_slice().len());
            Ok(bytes.clone())
        }
        _ => Err(wrong_receiver(vm, value, method)),
    }
}

/// The bytes that a method was called on that doesn't look at all of them.
///
/// # Errors
/// `TypeError` if it isn't some.
pub(super) fn untouched_receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<Bytes>> {
    match plain(value) {
        Value::Bytes(bytes) => Ok(bytes.clone()),
        _ => Err(wrong_receiver(vm, value, method)),
    }
}

/// The `TypeError` of a method that was called on something else.
pub(super) fn wrong_receiver(vm: &Vm, value: &Value, method: &str) -> Raised {
    if !value.is_defined() {
        return vm.type_error(format!("unbound method bytes.{method}() needs an argument"));
    }
    let given = type_name(&vm.types, value);
    vm.type_error(format!("descriptor '{method}' for 'bytes' objects doesn't apply to a '{given}' object"))
}

/// The bytes of an object that has some: `bytes`, a `bytearray`, whose numbers are in a list, or a `memoryview` of such.
pub fn bytes_like(vm: &Vm, value: &Value) -> Option<Rc<Bytes>> {
    match plain(value) {
        Value::Bytes(bytes) => Some(bytes.clone()),
        Value::Instance(instance) => {
            let Value::Type(bytearray) = vm.prelude("bytearray") else { return None };
            let attrs = instance.attrs.borrow();
            if !instance.class.is_subtype(&bytearray) {
                let view = vm.builtins.get(Sym::new("memoryview"))?;
                let is_view = matches!(&view, Value::Type(view) if Rc::ptr_eq(view, &instance.class));
                return if is_view { viewed(vm, &attrs) } else { None };
            }
            let Some(Value::List(list)) = attrs.get(Sym::new("_items")) else { return None };
            let items = list.items.borrow();
            work::items(items.len());
            let byte = |item: &Value| if let Value::Int(byte) = item { *byte as u8 } else { 0 };
            Some(Rc::new(Bytes::new(items.iter().map(byte).collect())))
        }
        _ => None,
    }
}

/// The bytes that a `memoryview` shows: so many of another object at each of a range of places.
fn viewed(vm: &Vm, view: &SymMap) -> Option<Rc<Bytes>> {
    let (Some(Value::Range(places)), Some(Value::Int(size))) =
        (view.get(Sym::new("_places")), view.get(Sym::new("_size")))
    else {
        return None;
    };
    let all = bytes_like(vm, view.get(Sym::new("_object"))?)?;
    let count = places.len();
    if places.step == *size && count as i64 * size == all.as_slice().len() as i64 {
        return Some(all);
    }
    let size = usize::try_from(*size).ok()?;
    work::items(count * size);
    let item = |at: usize| {
        let place = usize::try_from(places.at(at)).ok()?;
        all.as_slice().get(place..place + size)
    };
    Some(Rc::new(Bytes::new((0..count).filter_map(item).flatten().copied().collect())))
}

/// Bytes given to a method.
///
/// # Errors
/// `TypeError` if it isn't some.
pub(super) fn bytes(vm: &Vm, value: &Value) -> Result<Rc<Bytes>> {
    bytes_like(vm, value).ok_or_else(|| {
        let given = type_name(&vm.types, value);
        vm.type_error(format!("a bytes-like object is required, not '{given}'"))
    })
}

/// What to look for: bytes, or an integer that stands for one.
///
/// # Errors
/// `TypeError`, and `ValueError` for an integer that is no byte.
pub(super) fn wanted(vm: &Vm, value: &Value) -> Result<Rc<Bytes>> {
    match (bytes_like(vm, value), Number::of(value)) {
        (Some(bytes), _) => Ok(bytes),
        (_, Some(Number::Int(byte))) => match u8::try_from(byte) {
            Ok(byte) => Ok(Rc::new(Bytes::new(vec![byte]))),
            Err(_) => Err(vm.value_error("byte must be in range(0, 256)")),
        },
        _ => {
            let given = type_name(&vm.types, value);
            let message = format!("argument should be integer or bytes-like object, not '{given}'");
            Err(vm.type_error(message))
        }
    }
}

/// Refuses keyword arguments that were not taken, and more than `limit` arguments after `self`.
///
/// # Errors
/// `TypeError`
pub(super) fn no_more_arguments(vm: &Vm, args: &Args, method: &str, limit: usize) -> Result<()> {
    let given = args.pos.len().saturating_sub(1);
    if given > limit {
        let plural = if limit == 1 { "" } else { "s" };
        let message = format!("{method}() takes at most {limit} argument{plural} ({given} given)");
        return Err(vm.type_error(message));
    }
    match args.kw.first() {
        Some((name, _)) => {
            Err(vm.type_error(format!("'{name}' is an invalid keyword argument for {method}()")))
        }
        None => Ok(()),
    }
}
