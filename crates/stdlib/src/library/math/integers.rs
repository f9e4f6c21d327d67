//! Functions of ints, and roundings to ints.

use loopscope_python::builtins::number::{Number, convert, plain};
use loopscope_python::{Args, Flow, Module, NativeFunction, Result, Sym, Value, Vm};
use num_bigint::BigInt;

use super::{define, float};

pub(super) fn install(module: &Module) {
    for (name, code) in
        [("ceil", ceil as fn(&mut Vm, Args) -> Result<Flow>), ("floor", floor), ("trunc", trunc)]
    {
        module.define(name, NativeFunction::flow(name, code));
    }
    define(module, "gcd", |vm, args| {
        let mut result = BigInt::ZERO;
        for value in &args.pos {
            result = greatest_common_divisor(result, integer(vm, value)?);
        }
        Ok(Value::big(result))
    });
    define(module, "lcm", |vm, args| {
        let mut result = BigInt::from(1);
        for value in &args.pos {
            let value = integer(vm, value)?;
            let divisor = greatest_common_divisor(result.clone(), value.clone());
            if divisor == BigInt::ZERO {
                return Ok(Value::Int(0));
            }
            let product = result / divisor * value;
            result = if product < BigInt::ZERO { -product } else { product };
        }
        Ok(Value::big(result))
    });
    define(module, "isqrt", |vm, args| {
        let [number] = args.exactly(vm, "math.isqrt")?;
        let number = integer(vm, &number)?;
        if number < BigInt::ZERO {
            return Err(vm.value_error("isqrt() argument must be nonnegative"));
        }
        Ok(Value::big(number.sqrt()))
    });
    define(module, "factorial", factorial);
    define(module, "comb", |vm, args| {
        let [n, k] = args.exactly(vm, "comb")?;
        let (n, k) = (count(vm, &n, "n")?, count(vm, &k, "k")?);
        if k > n {
            return Ok(Value::Int(0));
        }
        let k = k.min(n - k);
        let mut result = BigInt::from(1);
        for at in 0..k {
            result = result * (n - at) / (at + 1);
        }
        Ok(Value::big(result))
    });
    define(module, "perm", |vm, args| {
        let [n, k] = args.optional(vm, "perm", 1)?;
        let n = count(vm, &n, "n")?;
        let k = if k.is_defined() && !k.is_none() { count(vm, &k, "k")? } else { n };
        if k > n {
            return Ok(Value::Int(0));
        }
        Ok(Value::big((n - k + 1..=n).fold(BigInt::from(1), |product, factor| product * factor)))
    });
}

/// The int that `value` is.
fn integer(vm: &Vm, value: &Value) -> Result<BigInt> {
    let found = match plain(value) {
        Value::Float(_) => None,
        other => Number::of(other).and_then(|number| number.to_big()),
    };
    match found {
        Some(number) => Ok(number.into_owned()),
        None => {
            let name = vm.type_of(value).name.clone();
            Err(vm.type_error(format!("'{name}' object cannot be interpreted as an integer")))
        }
    }
}

fn count(vm: &Vm, value: &Value, name: &str) -> Result<i64> {
    let number = integer(vm, value)?;
    if number < BigInt::ZERO {
        return Err(vm.value_error(format!("{name} must be a non-negative integer")));
    }
    i64::try_from(&number).map_err(|_| vm.overflow_error(format!("{name} must not exceed {}", i64::MAX)))
}

fn greatest_common_divisor(mut a: BigInt, mut b: BigInt) -> BigInt {
    while b != BigInt::ZERO {
        let rest = &a % &b;
        a = std::mem::replace(&mut b, rest);
    }
    if a < BigInt::ZERO { -a } else { a }
}

fn factorial(vm: &mut Vm, args: Args) -> Result<Value> {
    const LARGEST: i64 = 20_000;
    let [n] = args.exactly(vm, "math.factorial")?;
    let n = integer(vm, &n)?;
    if n < BigInt::ZERO {
        return Err(vm.value_error("factorial() not defined for negative values"));
    }
    match i64::try_from(&n) {
        Ok(n) if n <= LARGEST => {
            Ok(Value::big((2..=n).fold(BigInt::from(1), |product, factor| product * factor)))
        }
        _ => Err(vm.overflow_error(format!("Loopscope's factorial() goes up to {LARGEST}"))),
    }
}

fn ceil(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "ceil", "__ceil__", f64::ceil)
}

fn floor(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "floor", "__floor__", f64::floor)
}

fn trunc(vm: &mut Vm, args: Args) -> Result<Flow> {
    rounded(vm, args, "trunc", "__trunc__", f64::trunc)
}

fn rounded(vm: &mut Vm, args: Args, name: &str, method: &str, round: fn(f64) -> f64) -> Result<Flow> {
    let [value] = args.exactly(vm, &format!("math.{name}"))?;
    match plain(&value) {
        Value::Int(_) | Value::Big(_) => Ok(Flow::Value(plain(&value).clone())),
        Value::Bool(flag) => Ok(Flow::Value(Value::Int(i64::from(*flag)))),
        Value::Float(number) => match convert::float_to_int(round(*number)) {
            Ok(number) => Ok(Flow::Value(number)),
            Err(fault) => Err(fault.raise(vm)),
        },
        _ => match vm.bind_method(&value, Sym::new(method)) {
            Some(method) => Ok(Flow::Call(method, Args::none())),
            None if name == "trunc" => {
                let name = vm.type_of(&value).name.clone();
                Err(vm.type_error(format!("type {name} doesn't define __trunc__ method")))
            }
            None => float(vm, &value).map(|number| Flow::Value(Value::Float(number))),
        },
    }
}
