//! `int(…)` and `bool(…)`

use std::rc::Rc;

use crate::Result;
use crate::builtins::bytes::arguments::bytes_like;
use crate::builtins::bytes::repr_bytes;
use crate::builtins::construct::{class_argument, instance_of};
use crate::builtins::fault::{OrRaise, type_name};
use crate::builtins::number::big::too_large;
use crate::builtins::number::parse::{NotAnInt, parse_int};
use crate::builtins::number::repr::MAX_DIGITS;
use crate::builtins::number::{Number, convert, plain};
use crate::builtins::string::arguments::not_an_integer;
use crate::builtins::string::repr_str;
use crate::builtins::subscript;
use crate::native::{Args, Flow};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::Types;
use crate::work;

pub(super) fn install(types: &Types) {
    types.int.static_method("__new__", new);
    types.bool.static_method("__new__", new_bool);
}

/// `int.__new__(cls, x=0, base=10)`
fn new(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let class = class_argument(vm, &mut args, &vm.types.int.clone())?;
    let given = args.pos.len() + args.kw.len();
    if given > 2 {
        return Err(vm.type_error(format!("int() takes at most 2 arguments ({given} given)")));
    }
    let base = args.take(1, "base");
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("'{name}' is an invalid keyword argument for int()")));
    }
    let number = args.pos.into_iter().next();
    let value = match (number, base) {
        (None, None) => Value::Int(0),
        (None, Some(_)) => return Err(vm.type_error("int() missing string argument")),
        (Some(number), Some(base)) => with_base(vm, &number, &base)?,
        (Some(number), None) => match without_base(vm, &number)? {
            Some(value) => value,
            None if Rc::ptr_eq(&class, &vm.types.int) => {
                return Ok(Flow::call(vm.prelude("_int"), Args::new([number])));
            }
            None => {
                let args = Args::new([Value::Type(class), number]);
                return Ok(Flow::call(vm.prelude("_int_subclass"), args));
            }
        },
    };
    Ok(instance_of(vm, &class, value).into())
}

fn with_base(vm: &Vm, text: &Value, base: &Value) -> Result<Value> {
    let base = match Number::of(base) {
        Some(Number::Int(base)) => u32::try_from(base).ok().filter(|base| matches!(base, 0 | 2..=36)),
        Some(Number::Big(_)) => None,
        _ => return Err(not_an_integer(vm, base)),
    };
    let base = base.ok_or_else(|| vm.value_error("int() base must be >= 2 and <= 36, or 0"))?;
    match (plain(text), bytes_like(vm, text)) {
        (text @ (Value::Str(_) | Value::Bytes(_)), _) => parse(vm, text, base),
        (_, Some(bytes)) => parse(vm, &Value::Bytes(bytes), base),
        _ => Err(vm.type_error("int() can't convert non-string with explicit base")),
    }
}

/// `None` if Python code must convert the value.
fn without_base(vm: &Vm, value: &Value) -> Result<Option<Value>> {
    let converts = |name: Sym| match value {
        Value::Instance(instance) => {
            instance.class.lookup(name).is_some_and(|it| !matches!(it, Value::Native(_)))
        }
        _ => false,
    };
    if converts(sym::INT) || converts(sym::INDEX) || converts(Sym::new("__trunc__")) {
        return Ok(None);
    }
    if let (Value::Instance(_), Some(bytes)) = (plain(value), bytes_like(vm, value)) {
        return parse(vm, &Value::Bytes(bytes), 10).map(Some);
    }
    match plain(value) {
        number @ (Value::Int(_) | Value::Big(_)) => Ok(Some(number.clone())),
        Value::Bool(flag) => Ok(Some(Value::Int(i64::from(*flag)))),
        Value::Float(number) => convert::float_to_int(*number).or_raise(vm).map(Some),
        text @ (Value::Str(_) | Value::Bytes(_)) => parse(vm, text, 10).map(Some),
        _ => {
            let given = type_name(&vm.types, value);
            Err(vm.type_error(format!(
                "int() argument must be a string, a bytes-like object or a real number, not '{given}'"
            )))
        }
    }
}

/// The number that a `str` or `bytes` spells.
fn parse(vm: &Vm, text: &Value, base: u32) -> Result<Value> {
    if let Some(length) = subscript::length_of(vm, text) {
        work::chars(2 * length);
    }
    let (parsed, shown) = match text {
        Value::Bytes(bytes) => {
            let bytes = bytes.as_slice();
            (
                std::str::from_utf8(bytes).map_or(Err(NotAnInt::Invalid), |text| parse_int(text, base)),
                repr_bytes(bytes),
            )
        }
        _ => {
            let text = text.as_str().unwrap_or_default();
            (parse_int(text, base), repr_str(text))
        }
    };
    parsed.map_err(|why| match why {
        NotAnInt::TooLarge => too_large().raise(vm),
        NotAnInt::Invalid => vm.value_error(format!("invalid literal for int() with base {base}: {shown}")),
        NotAnInt::TooManyDigits(digits) => vm.value_error(format!(
            "Exceeds the limit ({MAX_DIGITS} digits) for integer string conversion: value has {digits} \
             digits; use sys.set_int_max_str_digits() to increase the limit"
        )),
    })
}

/// `bool.__new__(cls, x=False)`
fn new_bool(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    class_argument(vm, &mut args, &vm.types.bool.clone())?;
    if !args.kw.is_empty() {
        return Err(vm.type_error("bool() takes no keyword arguments"));
    }
    let given = args.pos.len();
    if given > 1 {
        return Err(vm.type_error(format!("bool expected at most 1 argument, got {given}")));
    }
    let Some(value) = args.pos.into_iter().next() else { return Ok(Value::Bool(false).into()) };
    match vm.truth(&value) {
        Some(truth) => Ok(Value::Bool(truth).into()),
        None => Ok(Flow::call(vm.prelude("_bool"), Args::new([value]))),
    }
}
