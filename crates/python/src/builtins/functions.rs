//! The builtin functions.

pub mod attributes;
pub mod classes;
pub mod conversions;
pub mod evaluate;
pub mod iteration;
pub mod lacking;
pub mod print;
mod quitter;

use crate::Result;
use crate::native::{Args, Flow};
use crate::object::NativeFunction;
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;

/// Publishes a function that returns its result.
fn define(vm: &Vm, name: &'static str, code: fn(&mut Vm, Args) -> Result<Value>) {
    vm.builtins.set(Sym::new(name), NativeFunction::new(name, code));
}

/// Publishes a function that may call Python code.
fn define_flow(vm: &Vm, name: &'static str, code: fn(&mut Vm, Args) -> Result<Flow>) {
    vm.builtins.set(Sym::new(name), NativeFunction::flow(name, code));
}

/// `exit(status=None)`
///
/// # Errors
/// `SystemExit`
pub fn exit(vm: &mut Vm, args: Args) -> Result<Value> {
    let status = args.pos.first().cloned().unwrap_or(Value::None);
    let items = match &status {
        Value::None => vec![],
        Value::Tuple(items) => items.to_vec(),
        _ => vec![status],
    };
    Err(vm.raise(&vm.exceptions.system_exit, items))
}

/// Publishes the functions.
pub(crate) fn install(vm: &Vm) {
    attributes::install(vm);
    classes::install(vm);
    conversions::install(vm);
    evaluate::install(vm);
    iteration::install(vm);
    lacking::install(vm);
    print::install(vm);
    quitter::install(vm);
}
