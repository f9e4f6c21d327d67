//! Functions that say what Loopscope does not have yet.

use super::define;
use crate::value::Raised;
use crate::vm::Vm;

pub(super) fn install(vm: &Vm) {
    define(vm, "input", |vm, _| Err(vm.not_implemented_error("Loopscope does not have input() yet")));
    define(vm, "open", |vm, _| {
        Err(vm.not_implemented_error("Loopscope does not have files: open() is missing"))
    });
    define(vm, "breakpoint", |vm, _| {
        Err(vm.not_implemented_error("Loopscope does not have breakpoint(): use Pause and Step"))
    });
    // Code that names them has the classes.
    define(vm, "complex", |vm, _| Err(not_named(vm, "complex")));
    define(vm, "memoryview", |vm, _| Err(not_named(vm, "memoryview")));
}

fn not_named(vm: &Vm, name: &str) -> Raised {
    vm.not_implemented_error(format!(
        "Loopscope has {name}() where code names it: write {name}(…), not builtins.{name}(…)"
    ))
}
