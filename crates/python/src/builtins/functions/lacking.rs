//! Functions that say what Loopscope does not have yet.

use super::define;
use crate::vm::Vm;

pub(super) fn install(vm: &Vm) {
    define(vm, "input", |vm, _| Err(vm.not_implemented_error("Loopscope does not have input() yet")));
    define(vm, "open", |vm, _| {
        Err(vm.not_implemented_error("Loopscope does not have files: open() is missing"))
    });
    define(vm, "breakpoint", |vm, _| {
        Err(vm.not_implemented_error("Loopscope does not have breakpoint(): use Pause and Step"))
    });
    // Programs that name it have the class.
    define(vm, "complex", |vm, _| Err(vm.not_implemented_error("Loopscope has complex() only by its name")));
    define(vm, "memoryview", |vm, _| {
        Err(vm.not_implemented_error("Loopscope has memoryview() only by its name"))
    });
}
