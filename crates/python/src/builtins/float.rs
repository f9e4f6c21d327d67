//! `float`

pub mod hex;

use std::rc::Rc;

use num_bigint::BigInt;
use num_traits::FromPrimitive;

use super::bytes::arguments::bytes_like;
use super::bytes::repr_bytes;
use super::construct::{class_argument, instance_of};
use super::fault::{OrRaise, type_name};
use super::number::methods::{install_float, receiver};
use super::number::parse::parse_float;
use super::number::repr::float_repr;
use super::number::{Number, plain};
use super::string::repr_str;
use crate::Result;
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::Types;

/// Defines the methods of `float`.
pub(crate) fn install(types: &Types) {
    let class: &Type = &types.float;
    install_float(class);
    hex::install(class);
    class.static_method("__new__", new);
    class.method("__repr__", repr);
    class.method("is_integer", |vm, args| {
        let [this] = args.method(vm, "float.is_integer")?;
        let number = number(vm, &this, "is_integer")?;
        Ok(Value::Bool(number.is_finite() && number.trunc() == number))
    });
    class.method("as_integer_ratio", |vm, args| {
        let [this] = args.method(vm, "float.as_integer_ratio")?;
        let number = number(vm, &this, "as_integer_ratio")?;
        ratio(vm, number)
    });
    class.method("conjugate", |vm, args| {
        let [this] = args.method(vm, "float.conjugate")?;
        number(vm, &this, "conjugate").map(Value::Float)
    });
    class.attribute("real", |vm, this| number(vm, this, "real").map(Value::Float), None);
    class.attribute("imag", |_, _| Ok(Value::Float(0.0)), None);
}

/// `float.__new__(cls, x=0.0)`
fn new(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let class = class_argument(vm, &mut args, &vm.types.float.clone())?;
    if !args.kw.is_empty() {
        return Err(vm.type_error("float() takes no keyword arguments"));
    }
    let given = args.pos.len();
    if given > 1 {
        return Err(vm.type_error(format!("float expected at most 1 argument, got {given}")));
    }
    let number = match args.pos.into_iter().next() {
        None => 0.0,
        Some(value) => match convert(vm, &value)? {
            Some(number) => number,
            None if Rc::ptr_eq(&class, &vm.types.float) => {
                return Ok(Flow::call(vm.prelude("_float"), Args::new([value])));
            }
            None => {
                let args = Args::new([Value::Type(class), value]);
                return Ok(Flow::call(vm.prelude("_float_subclass"), args));
            }
        },
    };
    Ok(instance_of(vm, &class, Value::Float(number)).into())
}

/// `None` if Python code must convert the value.
fn convert(vm: &Vm, value: &Value) -> Result<Option<f64>> {
    let converts = |name: Sym| match value {
        Value::Instance(instance) => {
            instance.class.lookup(name).is_some_and(|it| !matches!(it, Value::Native(_)))
        }
        _ => false,
    };
    if converts(sym::FLOAT) || (Number::of(value).is_none() && converts(sym::INDEX)) {
        return Ok(None);
    }
    let (parsed, shown) = match plain(value) {
        Value::Str(text) => (parse_float(text.as_str()), repr_str(text.as_str())),
        Value::Bytes(bytes) => {
            let bytes = bytes.as_slice();
            (std::str::from_utf8(bytes).ok().and_then(parse_float), repr_bytes(bytes))
        }
        _ => match Number::of(value) {
            Some(number) => return number.to_float().or_raise(vm).map(Some),
            None => {
                if let Some(bytes) = bytes_like(vm, value) {
                    return convert(vm, &Value::Bytes(bytes));
                }
                let given = type_name(&vm.types, value);
                return Err(vm.type_error(format!(
                    "float() argument must be a string or a real number, not '{given}'"
                )));
            }
        },
    };
    match parsed {
        Some(number) => Ok(Some(number)),
        None => Err(vm.value_error(format!("could not convert string to float: {shown}"))),
    }
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.method(vm, "__repr__")?;
    Ok(Value::string(float_repr(number(vm, &this, "__repr__")?)))
}

/// The float that a method was called on.
fn number(vm: &Vm, this: &Value, method: &str) -> Result<f64> {
    receiver(vm, this, method)?.to_float().or_raise(vm)
}

/// Numerator and denominator in lowest terms.
fn ratio(vm: &Vm, number: f64) -> Result<Value> {
    if number.is_nan() {
        return Err(vm.value_error("cannot convert NaN to integer ratio"));
    }
    let mut numerator = number;
    let mut shift = 0_u32;
    while numerator.is_finite() && numerator.trunc() != numerator {
        numerator *= 2.0;
        shift += 1;
    }
    match BigInt::from_f64(numerator) {
        Some(numerator) => {
            Ok(Value::tuple(vec![Value::big(numerator), Value::big(BigInt::from(1) << shift)]))
        }
        None => Err(vm.overflow_error("cannot convert Infinity to integer ratio")),
    }
}
