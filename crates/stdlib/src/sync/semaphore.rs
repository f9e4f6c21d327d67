//! `threading.Semaphore` and `threading.BoundedSemaphore`.

use std::collections::VecDeque;

use loopscope_python::{Args, Flow, Result, Type, Value, Vm};

use super::{Body, caller, data, deadline, this, wait};
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;

/// A counter that threads wait for to be above zero.
#[derive(Default)]
pub struct Semaphore {
    value: i64,
    /// What the value may not exceed.
    bound: Option<i64>,
    waiters: VecDeque<Waiter>,
}

impl Semaphore {
    /// Forgets who waits.
    pub fn forget(&mut self, waiter: Waiter) -> bool {
        let before = self.waiters.len();
        self.waiters.retain(|other| *other != waiter);
        self.waiters.len() != before
    }
}

/// Defines the methods of both classes.
pub fn define(semaphore: &Type, bounded: &Type) {
    semaphore.method("__init__", |vm, args| init(vm, args, false));
    bounded.method("__init__", |vm, args| init(vm, args, true));
    semaphore.flow_method("acquire", acquire);
    semaphore.flow_method("__enter__", |vm, args| acquire(vm, Args::new(args.pos.into_iter().take(1))));
    semaphore.flow_method("release", release);
    semaphore.flow_method("__exit__", |vm, args| release(vm, Args::new(args.pos.into_iter().take(1))));
    semaphore.attribute(
        "_value",
        |vm, this| with(vm, &Args::new([this.clone()]), |semaphore| semaphore.value.into()),
        None,
    );
}

fn init(vm: &mut Vm, args: Args, bounded: bool) -> Result<Value> {
    let [receiver, value] = native::named(vm, "__init__", args, ["self", "value"], 1)?;
    let value = match value {
        Value::Undefined => 1,
        Value::Int(value) => value,
        Value::Bool(flag) => i64::from(flag),
        _ => return Err(vm.type_error("semaphore initial value must be an integer")),
    };
    if value < 0 {
        return Err(vm.value_error("semaphore initial value must be >= 0"));
    }
    let semaphore = Semaphore { value, bound: bounded.then_some(value), waiters: VecDeque::new() };
    *data(&this(vm, &Args::new([receiver]))?).body.borrow_mut() = Body::Semaphore(semaphore);
    Ok(Value::None)
}

fn with<T>(vm: &Vm, args: &Args, act: impl FnOnce(&mut Semaphore) -> T) -> Result<T> {
    match &mut *data(&this(vm, args)?).body.borrow_mut() {
        Body::Semaphore(semaphore) => Ok(act(semaphore)),
        _ => Err(vm.runtime_error("Semaphore.__init__() was not called")),
    }
}

fn acquire(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, blocking, timeout] =
        native::named(vm, "acquire", args.clone(), ["self", "blocking", "timeout"], 1)?;
    let blocking = !blocking.is_defined() || native::truth(&blocking);
    if !blocking && timeout.is_defined() && !timeout.is_none() {
        return Err(vm.value_error("can't specify timeout for non-blocking acquire"));
    }
    let until = deadline(vm, &timeout)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "acquire", until, |_| Ok(false.into()));
    }
    let taken = with(vm, &args, |semaphore| {
        let free = semaphore.value > 0;
        semaphore.value -= i64::from(free);
        free
    })?;
    if taken || !blocking {
        return Ok(Value::Bool(taken).into());
    }
    let waiter = caller(vm);
    with(vm, &args, |semaphore| semaphore.waiters.push_back(waiter))?;
    Ok(wait(vm, &instance, "Semaphore.acquire", waiter, until, |_| Ok(false.into())))
}

fn release(vm: &mut Vm, args: Args) -> Result<Flow> {
    if data(&this(vm, &args)?).link.is_remote() {
        return forward(vm, args, "release");
    }
    let [receiver, count] = native::named(vm, "release", args, ["self", "n"], 1)?;
    let count = match count {
        Value::Int(count) => count,
        _ => 1,
    };
    if count < 1 {
        return Err(vm.value_error("n must be one or more"));
    }
    let args = Args::new([receiver]);
    let woken = with(vm, &args, |semaphore| {
        if semaphore.bound.is_some_and(|bound| semaphore.value + count > bound) {
            return None;
        }
        semaphore.value += count;
        let woken = semaphore.waiters.len().min(count as usize);
        semaphore.value -= woken as i64;
        Some(semaphore.waiters.drain(..woken).collect::<Vec<_>>())
    })?;
    match woken {
        None => Err(vm.value_error("Semaphore released too many times")),
        Some(woken) => {
            for waiter in woken {
                reply(vm, waiter, Ok(true.into()));
            }
            Ok(Value::None.into())
        }
    }
}
