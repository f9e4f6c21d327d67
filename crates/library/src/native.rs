//! Helpers for natives of these modules.

use std::any::Any;
use std::rc::Rc;

use loopscope_python::builtins::number::convert::big_to_float;
use loopscope_python::object::cycles::tracked;
use loopscope_python::object::{Instance, Layout, Payload};
use loopscope_python::vm::types::new_module_type;
use loopscope_python::{Args, Module, Result, SortedMap, Sym, Type, Value, Vm};

/// The instance that `value` is, with its state of type `T`.
///
/// # Errors
/// `TypeError` if it is something else.
#[inline]
pub fn instance<'v, T: Any>(
    vm: &Vm,
    value: Option<&'v Value>,
    class: &str,
) -> Result<(&'v Rc<Instance>, &'v T)> {
    if let Some(Value::Instance(instance)) = value
        && let Some(data) = instance.native::<T>()
    {
        return Ok((instance, data));
    }
    let given = value.map_or("nothing".into(), |value| vm.type_of(value).name.clone());
    Err(vm.type_error(format!("descriptor requires a '{class}' object but received a '{given}'")))
}

/// A new class in a module of ours.
pub fn class(module: &str, name: &str, base: &Rc<Type>, make: fn() -> Payload) -> Rc<Type> {
    new_module_type(module, name, base, Layout::Native(make))
}

/// The same for one that is written in C in CPython: messages call it by its module, too.
pub fn class_in_c(module: &str, name: &str, base: &Rc<Type>, make: fn() -> Payload) -> Rc<Type> {
    let mut class = class(module, name, base, make);
    if let Some(class) = Rc::get_mut(&mut class) {
        class.name = format!("{module}.{name}").into();
    }
    class
}

/// Publishes a class in a module.
pub fn publish(module: &Module, class: &Rc<Type>) {
    module.define(class.short_name(), Value::Type(class.clone()));
}

/// A payload. What it holds is made where it stays.
#[inline(always)]
pub fn payload<T: Any>(state: T) -> Payload {
    Payload::Native(Box::new(state))
}

/// A new instance of a native class.
#[inline(always)]
pub fn new_instance<T: Any>(class: &Rc<Type>, state: T) -> Rc<Instance> {
    tracked(Instance::new(class.clone(), payload(state)))
}

/// The number of seconds that `value` is.
///
/// # Errors
/// `TypeError` if it isn't a number, `OverflowError` if no `float` is as large.
pub fn seconds(vm: &Vm, value: &Value) -> Result<f64> {
    match value {
        Value::Float(number) => Ok(*number),
        Value::Int(number) => Ok(*number as f64),
        Value::Big(number) => {
            big_to_float(number).ok_or_else(|| vm.overflow_error("int too large to convert to float"))
        }
        Value::Bool(flag) => Ok(f64::from(u8::from(*flag))),
        other => Err(vm.type_error(format!("must be real number, not {}", vm.type_of(other).name))),
    }
}

/// Microseconds of program time for a deadline in seconds, rounded up but for a nanosecond.
pub fn deadline(seconds: f64) -> i64 {
    // Beyond this many seconds nobody waits.
    const FOR_EVER: f64 = 1e12;
    (seconds.clamp(-FOR_EVER, FOR_EVER) * 1e6 - 1e-3).ceil() as i64
}

/// Like [`deadline`], 0 for what is negative.
pub fn micros(seconds: f64) -> u64 {
    deadline(seconds).max(0) as u64
}

/// Whether a value that natives can judge is true; instances of classes count as true.
pub fn truth(value: &Value) -> bool {
    match value {
        Value::Undefined | Value::None => false,
        Value::Bool(flag) => *flag,
        Value::Int(number) => *number != 0,
        Value::Float(number) => *number != 0.0,
        Value::Str(text) => text.chars() > 0,
        Value::Tuple(items) => !items.is_empty(),
        Value::List(items) => !items.is_empty(),
        _ => true,
    }
}

/// The arguments of a native method by name, `self` first; those not given are `Undefined`.
///
/// # Errors
/// `TypeError` for an unknown name or too many arguments.
pub fn named<const N: usize>(
    vm: &Vm,
    function: &str,
    mut args: Args,
    names: [&str; N],
    required: usize,
) -> Result<[Value; N]> {
    if args.pos.len() > N {
        let plural = if N == 1 { "" } else { "s" };
        return Err(vm.type_error(format!(
            "{function}() takes {N} positional argument{plural} but {} were given",
            args.pos.len()
        )));
    }
    let values: [Value; N] = std::array::from_fn(|at| args.take(at, names[at]).unwrap_or_default());
    if let Some((name, _)) = args.kw.first() {
        return Err(vm.type_error(format!("{function}() got an unexpected keyword argument '{name}'")));
    }
    let missing = (0..required).find(|&at| !values[at].is_defined());
    match missing {
        None => Ok(values),
        Some(at) => {
            Err(vm
                .type_error(format!("{function}() missing 1 required positional argument: '{}'", names[at])))
        }
    }
}

/// An exception's message as a value.
pub fn text(message: impl Into<String>) -> Vec<Value> {
    vec![Value::string(message.into())]
}

/// Functions that modules in Python gave to natives, by name.
#[derive(Default)]
struct Helpers(SortedMap<&'static str, Value>);

/// Gives natives a function that is written in Python.
pub fn give_helper(vm: &mut Vm, name: &'static str, function: Value) {
    vm.slots.of::<Helpers>().0.insert(name, function);
}

/// The function that a module in Python gave to natives as `name`.
///
/// # Errors
/// `RuntimeError` if that module is not imported.
pub fn helper(vm: &Vm, name: &'static str) -> Result<Value> {
    vm.slots
        .peek::<Helpers>()
        .and_then(|helpers| helpers.0.get(name).cloned())
        .ok_or_else(|| vm.runtime_error(format!("the module that defines {name} is not imported")))
}

/// A name as a symbol.
pub fn sym(name: &str) -> Sym {
    Sym::new(name)
}
