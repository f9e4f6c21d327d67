//! Functions that are there only in code that names them: that imports the module of our library which has them.

use super::define;
use crate::value::Raised;
use crate::vm::Vm;

pub(super) fn install(vm: &Vm) {
    define(vm, "breakpoint", |vm, _| Err(not_named(vm, "breakpoint")));
    define(vm, "complex", |vm, _| Err(not_named(vm, "complex")));
    define(vm, "input", |vm, _| Err(not_named(vm, "input")));
    define(vm, "memoryview", |vm, _| Err(not_named(vm, "memoryview")));
    define(vm, "open", |vm, _| Err(not_named(vm, "open")));
}

fn not_named(vm: &Vm, name: &str) -> Raised {
    vm.not_implemented_error(format!(
        "Loopscope has {name}() where code names it: write {name}(…), not builtins.{name}(…)"
    ))
}
