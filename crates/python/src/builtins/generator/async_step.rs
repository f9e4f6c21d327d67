//! The methods of what `__anext__()`, `asend()`, `athrow()` and `aclose()` give.

use std::rc::Rc;

use super::{Thrown, itself, throw_made, thrown};
use crate::Result;
use crate::native::{Args, Flow, Resume};
use crate::object::AsyncStep;
use crate::value::Value;
use crate::vm::Vm;

/// Defines the methods.
pub(super) fn install(vm: &Vm) {
    for class in [&vm.types.async_send, &vm.types.async_throw] {
        class.flow_method("__await__", itself);
        class.flow_method("__iter__", itself);
        class.flow_method("__next__", next);
        class.flow_method("send", send);
        class.flow_method("throw", throw);
        class.flow_method("close", close);
    }
}

fn next(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [step] = args.method(vm, "__next__")?;
    Ok(Flow::Step(receiver(vm, &step)?, Resume::Send(Value::None)))
}

fn send(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [step, value] = args.method(vm, "send")?;
    Ok(Flow::Step(receiver(vm, &step)?, Resume::Send(value)))
}

fn throw(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [step, what, value, _traceback] = args.optional(vm, "throw", 2)?;
    match thrown(vm, &what, &value)? {
        Thrown::Now(raised) => Ok(Flow::Step(receiver(vm, &step)?, Resume::Throw(raised))),
        Thrown::Made(args) => throw_made(vm, &step, "throw", args),
    }
}

fn close(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [step] = args.method(vm, "close")?;
    Ok(Flow::Step(receiver(vm, &step)?, Resume::Close))
}

fn receiver(vm: &Vm, value: &Value) -> Result<Rc<AsyncStep>> {
    match value {
        Value::AsyncStep(step) => Ok(step.clone()),
        other => {
            let name = vm.type_of(other).name.clone();
            Err(vm.type_error(format!("descriptor doesn't apply to a '{name}' object")))
        }
    }
}
