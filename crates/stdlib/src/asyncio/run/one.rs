//! Iterations that run in Python take the handles one at a time, and see what they are.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};

use super::{Doing, Run, Settled, stop_loop};
use crate::asyncio::event_loop::{self, Ready};
use crate::asyncio::future::{self, Callback};
use crate::asyncio::{gather, handle};
use crate::context::Context;

/// One handle of the batch, where the iteration runs in Python.
struct One {
    run: Run,
    /// What ran: a task, a handle, or a callback.
    ran: Value,
}

/// `_run_next()`: runs the next handle of the batch and gives what it was; `None` if there is none.
///
/// # Errors
/// None yet.
pub(in crate::asyncio) fn run_next(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = event_loop::of(vm, args.pos.first().unwrap_or(&Value::None))?.clone();
    Ok(Flow::Frame(Box::new(One { run: Run::new(event_loop, None), ran: Value::None })))
}

impl NativeFrame for One {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let settled = match std::mem::replace(&mut self.run.doing, Doing::Idle) {
            Doing::Entering => {
                let ready = event_loop::data(&self.run.event_loop).core.borrow_mut().next_in_batch();
                let Some(ready) = ready else { return Ok(NativeStep::Return(Value::None)) };
                self.ran = shown(vm, &self.run.event_loop, &ready);
                match self.run.run(vm, ready)? {
                    Some(step) => Settled::Goes(step),
                    None => Settled::Over,
                }
            }
            doing => self.run.settle(vm, doing, input),
        };
        match settled {
            Settled::Over => Ok(NativeStep::Return(std::mem::take(&mut self.ran))),
            Settled::Goes(step) => Ok(step),
            Settled::Leaves(raised) => Err(raised),
        }
    }
}

/// What of the queue programs are shown: a task of which a step is ready, or a handle.
pub(in crate::asyncio) fn shown(vm: &Vm, event_loop: &Rc<Instance>, ready: &Ready) -> Value {
    let (callback, context, future, stamp) = match ready {
        Ready::Step { task, .. } | Ready::Wakeup { task, .. } => return Value::Instance(task.clone()),
        Ready::Handle(handle) => return Value::Instance(handle.clone()),
        Ready::ChildDone { outer, child, stamp } => {
            (gather::callback(outer), Context::default(), child, *stamp)
        }
        Ready::Done { callback: Callback::Call(call), future, stamp } => {
            (call.0.clone(), call.1.clone(), future, *stamp)
        }
        Ready::Done { future, stamp, .. } => (stopper(), Context::default(), future, *stamp),
    };
    let args = [Value::Instance(future.clone())].into_iter().collect();
    Value::Instance(handle::create(vm, event_loop, callback, args, context, None, stamp))
}

/// `_run_until_complete_cb` as a callback, for loops that have a `call_soon` of their own.
pub(in crate::asyncio) fn stopper() -> Value {
    NativeFunction::bound("_run_until_complete_cb", Value::None, |vm, args| {
        if let Some((future, _)) = args.pos.get(1).and_then(future::as_future) {
            stop_loop(vm, future);
        }
        Ok(Value::None.into())
    })
}
