//! The end of a program's global variables.

use loopscope_python::{Args, NativeFunction, Result, Value, Vm};

/// A function that unbinds the globals of `__main__`, in CPython's order: first those with one underscore, then the
/// others, each as they were made. What held on to them is destroyed, with whatever messages that makes.
pub(crate) fn function() -> Value {
    NativeFunction::new("clear_globals", clear_globals)
}

fn clear_globals(vm: &mut Vm, _: Args) -> Result<Value> {
    let main = vm.main_module();
    let is_private = |name: &str| name.starts_with('_') && !name.starts_with("__");
    for private in [true, false] {
        for (name, value) in main.entries() {
            let text = name.name();
            if is_private(&text) == private && !(text.starts_with("__") && text.ends_with("__")) {
                drop(value);
                main.set(name, Value::Undefined);
            }
        }
    }
    Ok(Value::None)
}
