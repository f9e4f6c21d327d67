//! The end of a program's global variables.

use std::rc::Rc;

use loopscope_python::{Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};

/// A function that unbinds the globals of `main`, in CPython's order: first what has a last word itself, then what
/// may hold such things, each as they were made. It returns when what was destroyed with them has had its last word.
pub(crate) fn function(main: &Rc<Module>) -> Value {
    let module = Value::Module(main.clone());
    NativeFunction::bound("clear_globals", module, |_, args| {
        let main = args.pos.into_iter().next();
        Ok(Flow::Frame(Box::new(Clearing { main })))
    })
}

struct Clearing {
    main: Option<Value>,
}

impl NativeFrame for Clearing {
    fn resume(&mut self, _: &mut Vm, _: Resumed) -> Result<NativeStep> {
        let Some(Value::Module(main)) = self.main.take() else { return Ok(NativeStep::Return(Value::None)) };
        for speaks_itself in [true, false] {
            for (name, value) in main.entries() {
                let text = name.name();
                let is_special = text.starts_with("__") && text.ends_with("__");
                let speaks = matches!(value, Value::Instance(_) | Value::Generator(_));
                if speaks == speaks_itself && !is_special {
                    main.set(name, Value::Undefined);
                }
            }
        }
        Ok(NativeStep::Again)
    }
}
