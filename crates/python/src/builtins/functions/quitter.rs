//! `quit` and `exit`, which the module `site` makes in CPython.

use crate::object::cycles::tracked;
use crate::object::{Instance, Layout, Payload};
use crate::symbol::Sym;
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::types::new_module_type;

/// Publishes them.
pub(super) fn install(vm: &Vm) {
    let class = new_module_type("_sitebuiltins", "Quitter", &vm.types.object, Layout::Object);
    class.method("__call__", |vm, mut args| {
        let code = args.take(1, "code").unwrap_or(Value::None);
        Err(vm.raise(&vm.exceptions.system_exit, vec![code]))
    });
    class.method("__repr__", |vm, args| {
        let [this] = args.method(vm, "__repr__")?;
        let name = match &this {
            Value::Instance(instance) => instance.attrs.borrow().get(Sym::new("name")).cloned(),
            _ => None,
        };
        let name = name.as_ref().and_then(Value::as_str).unwrap_or_default();
        Ok(Value::string(format!("Use {name}() or Ctrl-D (i.e. EOF) to exit")))
    });
    for name in ["exit", "quit"] {
        let instance = Instance::new(class.clone(), Payload::None);
        instance.attrs.borrow_mut().insert(Sym::new("name"), Value::str(name));
        vm.builtins.set(Sym::new(name), Value::Instance(tracked(instance)));
    }
}
