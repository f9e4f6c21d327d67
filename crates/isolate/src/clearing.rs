//! The end of a program's global variables.

use std::rc::Rc;

use loopscope_python::{Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};

/// A function that unbinds the globals of `main`, in CPython's order: first what has a last word itself, then what
/// may hold such things, each as they were made. It returns when what was destroyed with them has had its last word, for which the others are
/// still there.
pub(crate) fn function(main: &Rc<Module>) -> Value {
    let module = Value::Module(main.clone());
    NativeFunction::bound("clear_globals", module, |_, args| {
        let main = args.pos.into_iter().next();
        let passes: [fn(&Value) -> bool; 3] = [speaks, holds, |_| true];
        Ok(Flow::Frame(Box::new(Clearing { main, next: passes.into_iter() })))
    })
}

struct Clearing {
    main: Option<Value>,
    /// Which values are next.
    next: std::array::IntoIter<fn(&Value) -> bool, 3>,
}

fn speaks(value: &Value) -> bool {
    match value {
        Value::Instance(instance) => instance.class.finalizes.get(),
        Value::Generator(_) => true,
        _ => false,
    }
}

fn holds(value: &Value) -> bool {
    !matches!(value, Value::Function(_) | Value::Native(_) | Value::Type(_) | Value::Module(_))
}

impl NativeFrame for Clearing {
    fn resume(&mut self, _: &mut Vm, _: Resumed) -> Result<NativeStep> {
        let (Some(Value::Module(main)), Some(is_next)) = (&self.main, self.next.next()) else {
            return Ok(NativeStep::Return(Value::None));
        };
        for (name, value) in main.entries() {
            let text = name.name();
            let is_special = text.starts_with("__") && text.ends_with("__");
            if !is_special && is_next(&value) {
                main.set(name, Value::Undefined);
            }
        }
        Ok(NativeStep::Again)
    }
}
