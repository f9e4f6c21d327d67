//! A call of Python code whose result Rust looks at before it is given on.

use crate::Result;
use crate::native::{Args, Flow, NativeFrame, NativeStep, Resumed};
use crate::value::Value;
use crate::vm::Vm;

/// What is done with the result of the call.
pub(crate) type Finish = fn(&mut Vm, Value) -> Result<Value>;

struct After {
    call: Option<(Value, Args)>,
    finish: Finish,
}

/// Calls `callee` and gives what `finish` makes of its result.
pub(crate) fn after(callee: Value, args: Args, finish: Finish) -> Flow {
    Flow::Frame(Box::new(After { call: Some((callee, args)), finish }))
}

impl NativeFrame for After {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => match self.call.take() {
                Some((callee, args)) => Ok(NativeStep::call(callee, args)),
                None => Ok(NativeStep::Return(Value::None)),
            },
            Resumed::Returned(value) | Resumed::Yielded(value) => {
                (self.finish)(vm, value).map(NativeStep::Return)
            }
            Resumed::Raised(raised) => Err(raised),
        }
    }
}
