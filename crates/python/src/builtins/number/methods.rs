//! The operators of `int` and `float` as methods (`int.__add__`, …).

use super::{Number, compute, compute_divmod, modular, round};
use crate::Result;
use crate::builtins::fault::{OrRaise, type_name};
use crate::builtins::format;
use crate::bytecode::{BinaryOp, UnaryOp};
use crate::native::{Args, Flow};
use crate::object::Type;
use crate::value::Value;
use crate::vm::Vm;

/// Defines a method of two operands, and its reflection.
macro_rules! binary_methods {
    ($class:expr, $accepts:ident: $($name:literal $reflected:literal $op:ident)*) => {
        $(
            $class.method($name, |vm, args| {
                let [a, b] = args.method(vm, $name)?;
                operator(vm, BinaryOp::$op, &a, &b, $accepts(&b))
            });
            $class.method($reflected, |vm, args| {
                let [b, a] = args.method(vm, $reflected)?;
                operator(vm, BinaryOp::$op, &a, &b, $accepts(&a))
            });
        )*
    };
}

/// Defines the operators of `int`, which refuse a `float`.
pub(crate) fn install_int(class: &Type) {
    binary_methods! {
        class, is_int:
        "__add__" "__radd__" Add "__sub__" "__rsub__" Sub "__mul__" "__rmul__" Mul
        "__truediv__" "__rtruediv__" TrueDiv "__floordiv__" "__rfloordiv__" FloorDiv "__mod__" "__rmod__" Mod
        "__lshift__" "__rlshift__" LShift "__rshift__" "__rrshift__" RShift
        "__and__" "__rand__" And "__or__" "__ror__" Or "__xor__" "__rxor__" Xor
    }
    class.flow_method("__pow__", |vm, args| pow(vm, args, is_int));
    class.flow_method("__rpow__", |vm, args| reflected_pow(vm, args, is_int));
    class.method("__divmod__", |vm, args| divmod(vm, args, "__divmod__", is_int));
    class.method("__rdivmod__", |vm, args| divmod(vm, args, "__rdivmod__", is_int));
    class
        .method("__invert__", |vm, args| unary(vm, args, "__invert__", |a| super::unary(UnaryOp::Invert, a)));
    install_common(class);
}

/// Defines the operators of `float`.
pub(crate) fn install_float(class: &Type) {
    binary_methods! {
        class, is_number:
        "__add__" "__radd__" Add "__sub__" "__rsub__" Sub "__mul__" "__rmul__" Mul
        "__truediv__" "__rtruediv__" TrueDiv "__floordiv__" "__rfloordiv__" FloorDiv "__mod__" "__rmod__" Mod
    }
    class.flow_method("__pow__", |vm, args| pow(vm, args, is_number));
    class.flow_method("__rpow__", |vm, args| reflected_pow(vm, args, is_number));
    class.method("__divmod__", |vm, args| divmod(vm, args, "__divmod__", is_number));
    class.method("__rdivmod__", |vm, args| divmod(vm, args, "__rdivmod__", is_number));
    install_common(class);
}

fn install_common(class: &Type) {
    class.method("__neg__", |vm, args| unary(vm, args, "__neg__", |a| super::unary(UnaryOp::Neg, a)));
    class.method("__pos__", |vm, args| unary(vm, args, "__pos__", |a| super::unary(UnaryOp::Pos, a)));
    class.method("__abs__", |vm, args| unary(vm, args, "__abs__", super::abs));
    class.method("__bool__", |vm, args| {
        unary(vm, args, "__bool__", |a| {
            Some(Value::Bool(match Number::of(a)? {
                Number::Int(number) => number != 0,
                Number::Float(number) => number != 0.0,
                Number::Big(_) => true,
            }))
        })
    });
    class.method("__float__", |vm, args| {
        let [this] = args.method(vm, "__float__")?;
        receiver(vm, &this, "__float__")?.to_float().map(Value::Float).or_raise(vm)
    });
    class.method("__int__", |vm, args| truncated(vm, args, "__int__"));
    class.method("__trunc__", |vm, args| truncated(vm, args, "__trunc__"));
    class.method("__floor__", |vm, args| rounded(vm, args, "__floor__", f64::floor));
    class.method("__ceil__", |vm, args| rounded(vm, args, "__ceil__", f64::ceil));
    class.method("__round__", |vm, args| {
        let [this, digits] = args.optional(vm, "__round__", 1)?;
        receiver(vm, &this, "__round__")?;
        let digits = match &digits {
            Value::Undefined | Value::None => None,
            digits => Some(round::digits(vm, digits)?),
        };
        round::round(&this, digits).or_raise(vm).map(Option::unwrap_or_default)
    });
    class.flow_method("__format__", format::method);
}

/// The number that a method was called on.
///
/// # Errors
/// `TypeError` if it isn't one.
pub(crate) fn receiver<'a>(vm: &Vm, value: &'a Value, method: &str) -> Result<Number<'a>> {
    Number::of(value).ok_or_else(|| {
        let given = type_name(&vm.types, value);
        vm.type_error(format!("descriptor '{method}' requires a number but received a '{given}'"))
    })
}

fn is_int(value: &Value) -> bool {
    matches!(Number::of(value), Some(Number::Int(_) | Number::Big(_)))
}

fn is_number(value: &Value) -> bool {
    Number::of(value).is_some()
}

fn operator(vm: &Vm, op: BinaryOp, a: &Value, b: &Value, accepted: bool) -> Result<Value> {
    if !accepted {
        return Ok(Value::NotImplemented);
    }
    Ok(compute(op, a, b).or_raise(vm)?.unwrap_or(Value::NotImplemented))
}

fn unary(vm: &Vm, args: Args, name: &str, compute: fn(&Value) -> Option<Value>) -> Result<Value> {
    let [this] = args.method(vm, name)?;
    receiver(vm, &this, name)?;
    Ok(compute(&this).unwrap_or(Value::NotImplemented))
}

fn truncated(vm: &Vm, args: Args, name: &str) -> Result<Value> {
    rounded(vm, args, name, f64::trunc)
}

fn rounded(vm: &Vm, args: Args, name: &str, round: fn(f64) -> f64) -> Result<Value> {
    let [this] = args.method(vm, name)?;
    match receiver(vm, &this, name)? {
        Number::Float(number) => super::convert::float_to_int(round(number)).or_raise(vm),
        Number::Int(number) => Ok(Value::Int(number)),
        Number::Big(number) => Ok(Value::big(number.clone())),
    }
}

fn pow(vm: &Vm, args: Args, accepts: fn(&Value) -> bool) -> Result<Flow> {
    let [base, exponent, modulus] = args.optional(vm, "__pow__", 2)?;
    if modulus.is_defined() && !modulus.is_none() {
        let result = modular::power(&base, &exponent, &modulus).or_raise(vm)?;
        return Ok(result.unwrap_or(Flow::Value(Value::NotImplemented)));
    }
    power(vm, &base, &exponent, accepts(&exponent))
}

fn reflected_pow(vm: &Vm, args: Args, accepts: fn(&Value) -> bool) -> Result<Flow> {
    let [exponent, base, _] = args.optional(vm, "__rpow__", 2)?;
    power(vm, &base, &exponent, accepts(&base))
}

fn power(vm: &Vm, base: &Value, exponent: &Value, accepted: bool) -> Result<Flow> {
    let result = if accepted { super::operation(vm, BinaryOp::Pow, base, exponent)? } else { None };
    Ok(result.unwrap_or(Flow::Value(Value::NotImplemented)))
}

fn divmod(vm: &Vm, args: Args, name: &str, accepts: fn(&Value) -> bool) -> Result<Value> {
    let [this, other] = args.method(vm, name)?;
    if !accepts(&other) {
        return Ok(Value::NotImplemented);
    }
    let (a, b) = if name == "__divmod__" { (&this, &other) } else { (&other, &this) };
    Ok(compute_divmod(a, b).or_raise(vm)?.unwrap_or(Value::NotImplemented))
}
