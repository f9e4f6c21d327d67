//! The end of a program's global variables.

use std::rc::Rc;

use loopscope_python::{
    Args, Flow, Module, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm,
};
use loopscope_stdlib::asyncio::left;

/// A function that unbinds the globals of `main`, in CPython's order: first what has a last word itself, then what
/// may hold such things, each as they were made. It returns when what was destroyed with them has had its last word, for which the others are
/// still there. What only holds itself ends before and after that.
pub(crate) fn function(main: &Rc<Module>) -> Value {
    let module = Value::Module(main.clone());
    NativeFunction::bound("clear_globals", module, |_, args| {
        let main = args.pos.into_iter().next();
        let passes = [
            Pass::Collect(|vm, _| collect(vm, false)),
            Pass::Unbind(speaks),
            Pass::Unbind(holds),
            // Its last words may call functions of the program, as in CPython, where these end with all else.
            Pass::Collect(|vm, _| collect(vm, true)),
            Pass::Unbind(|_| true),
            Pass::Collect(|vm, _| collect(vm, true)),
        ];
        Ok(Flow::Frame(Box::new(Clearing { main, next: passes.into_iter() })))
    })
}

struct Clearing {
    main: Option<Value>,
    next: std::array::IntoIter<Pass, 6>,
}

enum Pass {
    /// What only holds itself ends.
    Collect(fn(&mut Vm, Args) -> Result<Flow>),
    /// These values are unbound.
    Unbind(fn(&Value) -> bool),
}

fn collect(vm: &mut Vm, is_unbound: bool) -> Result<Flow> {
    Ok(left::collection(vm, is_unbound).unwrap_or(Flow::Value(Value::None)))
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
        let (Some(Value::Module(main)), Some(pass)) = (&self.main, self.next.next()) else {
            return Ok(NativeStep::Return(Value::None));
        };
        let is_next = match pass {
            Pass::Collect(collect) => {
                return Ok(NativeStep::call(NativeFunction::flow("collect", collect), Args::none()));
            }
            Pass::Unbind(is_next) => is_next,
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
