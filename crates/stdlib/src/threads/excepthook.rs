//! `threading.excepthook`, which a thread takes along from whoever starts it.

use loopscope_python::{Args, Module, NativeStep, Raised, Sym, Value, Vm};
use std::rc::Rc;

use crate::state::State;

fn threading(vm: &Vm) -> Option<Rc<Module>> {
    match vm.modules.get(&Sym::new("threading")) {
        Some(Value::Module(module)) => Some(module.clone()),
        _ => None,
    }
}

/// The program's own hook, if it set one.
pub(super) fn replaced(vm: &Vm) -> Option<Value> {
    let module = threading(vm)?;
    let hook = module.get(Sym::new("excepthook"))?;
    let original = module.get(Sym::new("__excepthook__"))?;
    (!hook.is(&original)).then_some(hook)
}

/// Makes `hook` this thread's.
pub(super) fn set(vm: &Vm, hook: Value) {
    if let Some(module) = threading(vm) {
        module.set(Sym::new("excepthook"), hook);
    }
}

/// The call of the program's own hook for an exception that left the thread.
pub(super) fn call(vm: &mut Vm, raised: &Raised) -> Option<NativeStep> {
    let hook = replaced(vm)?;
    let call = threading(vm)?.get(Sym::new("_call_excepthook"))?;
    let thread = State::peek(vm).current_thread.clone().unwrap_or(Value::None);
    Some(NativeStep::Call(call, Args::new([hook, raised.clone().into(), thread])))
}
