//! The arguments of `str`'s methods.

use std::rc::Rc;

use crate::Result;
use crate::builtins::fault::type_name;
use crate::builtins::number::{Number, plain};
use crate::native::Args;
use crate::object::PyStr;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::work;

/// The text that a method was called on, which pays for looking at all of it.
///
/// # Errors
/// `TypeError` if it isn't one.
pub(super) fn receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<PyStr>> {
    let text = untouched_receiver(vm, value, method)?;
    work::chars(text.as_str().len());
    Ok(text)
}

/// The text that a method was called on that doesn't look at all of it.
///
/// # Errors
/// `TypeError` if it isn't one.
pub(super) fn untouched_receiver(vm: &Vm, value: &Value, method: &str) -> Result<Rc<PyStr>> {
    match plain(value) {
        Value::Str(text) => Ok(text.clone()),
        Value::Undefined => Err(vm.type_error(format!("unbound method str.{method}() needs an argument"))),
        _ => {
            let given = type_name(&vm.types, value);
            let message =
                format!("descriptor '{method}' for 'str' objects doesn't apply to a '{given}' object");
            Err(vm.type_error(message))
        }
    }
}

/// Runs a method without arguments.
///
/// # Errors
/// `TypeError` if there are some.
pub(super) fn no_arguments(
    vm: &Vm,
    mut args: Args,
    method: &str,
    body: impl FnOnce(&Rc<PyStr>) -> Value,
) -> Result<Value> {
    let this = receiver(vm, &args.pos.first_mut().map(std::mem::take).unwrap_or_default(), method)?;
    if args.kw.is_empty() && args.pos.len() <= 1 {
        return Ok(body(&this));
    }
    let [_] = args.method(vm, &format!("str.{method}"))?;
    Ok(Value::None)
}

/// A text given to a method.
///
/// # Errors
/// `TypeError` with the message that `wrong` makes of the type's name.
pub(super) fn text(vm: &Vm, value: &Value, wrong: impl FnOnce(&str) -> String) -> Result<Rc<PyStr>> {
    match plain(value) {
        Value::Str(text) => Ok(text.clone()),
        _ => Err(vm.type_error(wrong(&type_name(&vm.types, value)))),
    }
}

/// A text given as `what`, such as `replace() argument 1`.
///
/// # Errors
/// `TypeError` if it isn't one.
pub(crate) fn text_argument(vm: &Vm, value: &Value, what: &str) -> Result<Rc<PyStr>> {
    match plain(value) {
        Value::Str(text) => Ok(text.clone()),
        Value::None => Err(vm.type_error(format!("{what} must be str, not None"))),
        _ => {
            let given = type_name(&vm.types, value);
            Err(vm.type_error(format!("{what} must be str, not {given}")))
        }
    }
}

/// An `int` given to a method, cut to 64 bits.
///
/// # Errors
/// `TypeError` if it isn't one, `OverflowError` if it is too large.
pub(crate) fn integer(vm: &Vm, value: &Value) -> Result<i64> {
    match Number::of(value) {
        Some(Number::Int(number)) => Ok(number),
        Some(Number::Big(_)) => Err(vm.overflow_error("Python int too large to convert to C ssize_t")),
        _ => Err(not_an_integer(vm, value)),
    }
}

/// An `int` given to a method that takes a C `int`.
///
/// # Errors
/// `TypeError` if it isn't one, `OverflowError` if it is too large.
pub fn c_int(vm: &Vm, value: &Value) -> Result<i32> {
    let too_large = || vm.overflow_error("Python int too large to convert to C int");
    match Number::of(value) {
        Some(Number::Int(number)) => i32::try_from(number).map_err(|_| too_large()),
        Some(Number::Big(_)) => Err(too_large()),
        _ => Err(not_an_integer(vm, value)),
    }
}

/// `'float' object cannot be interpreted as an integer`
pub(crate) fn not_an_integer(vm: &Vm, value: &Value) -> Raised {
    let given = type_name(&vm.types, value);
    vm.type_error(format!("'{given}' object cannot be interpreted as an integer"))
}

/// The range `start..end` of something with `len` items, of which both bounds may be missing, `None` or
/// negative. `start` may end up beyond `end` and `len`.
///
/// # Errors
/// `TypeError` if one is not an integer.
pub(crate) fn bounds(vm: &Vm, start: &Value, end: &Value, len: usize) -> Result<(usize, usize)> {
    let bound = |value: &Value, default: usize| match Number::of(value) {
        _ if value.is_none() || !value.is_defined() => Ok(default),
        Some(Number::Int(number)) if number < 0 => Ok(len.saturating_sub(number.unsigned_abs() as usize)),
        Some(Number::Int(number)) => Ok(number as usize),
        Some(Number::Big(number)) if number.sign() == num_bigint::Sign::Minus => Ok(0),
        Some(Number::Big(_)) => Ok(usize::MAX),
        _ => {
            let message = "slice indices must be integers or None or have an __index__ method";
            Err(vm.type_error(message))
        }
    };
    Ok((bound(start, 0)?, bound(end, len)?.min(len)))
}

/// The arguments `(self, wanted[, start[, end]])`.
///
/// # Errors
/// `TypeError` in the words that CPython has for `find()` and its kin.
pub(crate) fn sub_range(vm: &Vm, args: Args, type_name: &str, method: &str) -> Result<[Value; 4]> {
    if !args.kw.is_empty() {
        return Err(vm.type_error(format!("{type_name}.{method}() takes no keyword arguments")));
    }
    let given = args.pos.len().saturating_sub(1);
    if given == 0 {
        return Err(vm.type_error(format!("{method}() takes at least 1 argument (0 given)")));
    }
    if given > 3 {
        return Err(vm.type_error(format!("{method}() takes at most 3 arguments ({given} given)")));
    }
    let mut items = args.pos.into_iter();
    Ok(std::array::from_fn(|_| items.next().unwrap_or_default()))
}
