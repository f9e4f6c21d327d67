//! `int` and `bool`

pub mod bytes;
pub mod construct;

use num_bigint::BigInt;

use super::fault::OrRaise;
use super::format::bool_repr;
use super::number::methods::{install_int, receiver};
use super::number::repr::int_repr;
use super::number::{Number, plain};
use crate::Result;
use crate::native::Args;
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::Types;
use crate::work;

/// Defines the methods of `int` and `bool`.
pub(crate) fn install(types: &Types) {
    let class: &Type = &types.int;
    install_int(class);
    construct::install(types);
    bytes::install(class);
    class.method("__repr__", repr);
    class.method("__index__", itself);
    class.method("conjugate", itself);
    class.method("bit_length", |vm, args| {
        let [this] = args.method(vm, "int.bit_length")?;
        let bits = integer(vm, &this, "bit_length")?.bits();
        Ok(Value::Int(bits as i64))
    });
    class.method("bit_count", |vm, args| {
        let [this] = args.method(vm, "int.bit_count")?;
        let ones = integer(vm, &this, "bit_count")?.magnitude().count_ones();
        Ok(Value::Int(ones as i64))
    });
    class.method("as_integer_ratio", |vm, args| {
        let [this] = args.method(vm, "int.as_integer_ratio")?;
        Ok(Value::tuple(vec![plain_int(vm, &this, "as_integer_ratio")?, Value::Int(1)]))
    });
    class.attribute("real", |vm, this| plain_int(vm, this, "real"), None);
    class.attribute("numerator", |vm, this| plain_int(vm, this, "numerator"), None);
    class.attribute("imag", |_, _| Ok(Value::Int(0)), None);
    class.attribute("denominator", |_, _| Ok(Value::Int(1)), None);
    types.bool.method("__repr__", bool_text);
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.method(vm, "__repr__")?;
    int_repr(&plain_int(vm, &this, "__repr__")?).map(Value::string).or_raise(vm)
}

fn bool_text(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.method(vm, "__repr__")?;
    match this {
        Value::Bool(flag) => Ok(Value::str(bool_repr(flag))),
        _ => Err(vm.type_error("descriptor '__repr__' requires a 'bool' object")),
    }
}

fn itself(vm: &mut Vm, args: Args) -> Result<Value> {
    let [this] = args.method(vm, "int.conjugate")?;
    plain_int(vm, &this, "conjugate")
}

/// The number as an `int`, also of a `bool` or an instance of a subclass.
fn plain_int(vm: &Vm, this: &Value, method: &str) -> Result<Value> {
    match receiver(vm, this, method)? {
        Number::Int(number) => Ok(Value::Int(number)),
        _ => Ok(plain(this).clone()),
    }
}

fn integer(vm: &Vm, this: &Value, method: &str) -> Result<BigInt> {
    let number = receiver(vm, this, method)?.to_big().unwrap_or_default().into_owned();
    work::bits(number.bits());
    Ok(number)
}
