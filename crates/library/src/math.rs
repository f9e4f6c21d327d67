//! The module `math`.

mod floats;
mod integers;

use std::rc::Rc;

use loopscope_python::builtins::fault::Fault;
use loopscope_python::builtins::number::{Number, plain};
use loopscope_python::{Args, Module, NativeFunction, Raised, Result, Value, Vm};

/// Fills the module.
///
/// # Errors
/// None.
pub(crate) fn init(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let _ = vm;
    for (name, value) in [
        ("pi", std::f64::consts::PI),
        ("e", std::f64::consts::E),
        ("tau", std::f64::consts::TAU),
        ("inf", f64::INFINITY),
        ("nan", f64::NAN),
    ] {
        module.define(name, value);
    }
    floats::install(module);
    integers::install(module);
    Ok(())
}

fn define(module: &Module, name: &'static str, code: fn(&mut Vm, Args) -> Result<Value>) {
    module.define(name, NativeFunction::new(name, code));
}

/// The float that `value` is.
///
/// # Errors
/// `TypeError`, or `OverflowError` for an int too large.
fn float(vm: &Vm, value: &Value) -> Result<f64> {
    match Number::of(plain(value)) {
        Some(number) => number.to_float().map_err(|fault: Fault| fault.raise(vm)),
        None => {
            let name = vm.type_of(value).name.clone();
            Err(vm.type_error(format!("must be real number, not {name}")))
        }
    }
}

fn domain_error(vm: &Vm) -> Raised {
    vm.value_error("math domain error")
}

fn range_error(vm: &Vm) -> Raised {
    vm.overflow_error("math range error")
}

/// A result, checked as C's `errno` would: not a number out of numbers, or infinite out of finite ones.
fn checked(vm: &Vm, result: f64, args: &[f64]) -> Result<Value> {
    if result.is_nan() && !args.iter().any(|arg| arg.is_nan()) {
        return Err(domain_error(vm));
    }
    if result.is_infinite() && args.iter().all(|arg| arg.is_finite()) {
        return Err(range_error(vm));
    }
    Ok(Value::Float(result))
}
