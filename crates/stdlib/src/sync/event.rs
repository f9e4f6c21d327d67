//! `threading.Event`

use loopscope_python::{Args, Flow, Result, Type, Value, Vm};

use super::{Body, caller, data, deadline, this, wait};
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;

/// A flag that threads wait for.
#[derive(Default)]
pub struct Event {
    set: bool,
    /// Who waits.
    pub waiters: Vec<Waiter>,
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.method("__init__", |vm, args| {
        *data(&this(vm, &args)?).body.borrow_mut() = Body::Event(Event::default());
        Ok(Value::None)
    });
    class.flow_method("is_set", |vm, args| {
        if data(&this(vm, &args)?).link.is_remote() {
            return forward(vm, args, "is_set");
        }
        with(vm, &args, |event| Value::Bool(event.set).into())
    });
    class.flow_method("clear", |vm, args| {
        if data(&this(vm, &args)?).link.is_remote() {
            return forward(vm, args, "clear");
        }
        with(vm, &args, |event| {
            event.set = false;
            Value::None.into()
        })
    });
    class.flow_method("set", |vm, args| {
        if data(&this(vm, &args)?).link.is_remote() {
            return forward(vm, args, "set");
        }
        let waiters = with(vm, &args, |event| {
            event.set = true;
            std::mem::take(&mut event.waiters)
        })?;
        for waiter in waiters {
            reply(vm, waiter, Ok(true.into()));
        }
        Ok(Value::None.into())
    });
    class.flow_method("wait", wait_for_it);
}

fn with<T>(vm: &Vm, args: &Args, act: impl FnOnce(&mut Event) -> T) -> Result<T> {
    match &mut *data(&this(vm, args)?).body.borrow_mut() {
        Body::Event(event) => Ok(act(event)),
        _ => Err(vm.runtime_error("Event.__init__() was not called")),
    }
}

fn wait_for_it(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, timeout] = native::named(vm, "wait", args.clone(), ["self", "timeout"], 1)?;
    let until = deadline(vm, &timeout)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "wait", until, |_| Ok(false.into()));
    }
    if with(vm, &args, |event| event.set)? {
        return Ok(Value::Bool(true).into());
    }
    let waiter = caller(vm);
    with(vm, &args, |event| event.waiters.push(waiter))?;
    Ok(wait(vm, &instance, "Event.wait", waiter, until, |_| Ok(false.into())))
}
