//! `threading.Barrier`

use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Type, Value, Vm};

use super::{Body, caller, data, deadline, property, this, wait};
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;

/// A point that a number of threads pass together.
#[derive(Default)]
pub struct Barrier {
    parties: usize,
    action: Value,
    timeout: Value,
    /// Who waits, with the number of its arrival.
    waiters: Vec<(Waiter, usize)>,
    broken: bool,
}

impl Barrier {
    /// Forgets who waits; a barrier that somebody left is broken.
    pub fn forget(&mut self, waiter: Waiter) -> bool {
        let before = self.waiters.len();
        self.waiters.retain(|(other, _)| *other != waiter);
        let known = self.waiters.len() != before;
        self.broken |= known;
        known
    }
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.method("__init__", init);
    class.flow_method("wait", wait_for_all);
    class.flow_method("reset", |vm, args| break_up(vm, args, "reset", false));
    class.flow_method("abort", |vm, args| break_up(vm, args, "abort", true));
    property(class, "parties", |vm, args| ask(vm, args, "parties", |barrier| barrier.parties.into()));
    property(class, "n_waiting", |vm, args| {
        ask(vm, args, "n_waiting", |barrier| barrier.waiters.len().into())
    });
    property(class, "broken", |vm, args| ask(vm, args, "broken", |barrier| barrier.broken.into()));
}

fn ask(vm: &mut Vm, args: Args, method: &'static str, answer: fn(&mut Barrier) -> Value) -> Result<Flow> {
    if data(&this(vm, &args)?).link.is_remote() {
        return forward(vm, args, method);
    }
    Ok(with(vm, &args.pos[0], answer)?.into())
}

fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let names = ["self", "parties", "action", "timeout"];
    let [receiver, parties, action, timeout] = native::named(vm, "__init__", args, names, 2)?;
    let Value::Int(parties) = parties else { return Err(vm.type_error("parties must be an integer")) };
    if parties < 1 {
        return Err(vm.value_error("parties must be > 0"));
    }
    let barrier = Barrier { parties: parties as usize, action, timeout, ..Barrier::default() };
    *data(&this(vm, &Args::new([receiver]))?).body.borrow_mut() = Body::Barrier(barrier);
    Ok(Value::None)
}

fn with<T>(vm: &Vm, receiver: &Value, act: impl FnOnce(&mut Barrier) -> T) -> Result<T> {
    match &mut *data(&this(vm, &Args::new([receiver.clone()]))?).body.borrow_mut() {
        Body::Barrier(barrier) => Ok(act(barrier)),
        _ => Err(vm.runtime_error("Barrier.__init__() was not called")),
    }
}

fn broken(vm: &mut Vm) -> Result<Value> {
    Err(native::raise(vm, "BrokenBarrierError", Vec::new()))
}

fn wait_for_all(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [receiver, timeout] = native::named(vm, "wait", args.clone(), ["self", "timeout"], 1)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        let until = deadline(vm, &timeout)?;
        return forward_wait(vm, args, "wait", until, broken);
    }
    let default = with(vm, &receiver, |barrier| barrier.timeout.clone())?;
    let until = deadline(vm, if timeout.is_defined() { &timeout } else { &default })?;
    if with(vm, &receiver, |barrier| barrier.broken)? {
        return broken(vm).map(Flow::Value);
    }
    let (arrived, parties) = with(vm, &receiver, |barrier| (barrier.waiters.len(), barrier.parties))?;
    if arrived + 1 < parties {
        let waiter = caller(vm);
        with(vm, &receiver, |barrier| barrier.waiters.push((waiter, arrived)))?;
        return Ok(wait(vm, &instance, "Barrier.wait", waiter, until, broken));
    }
    let action = with(vm, &receiver, |barrier| barrier.action.clone())?;
    if action.is_defined() && !action.is_none() {
        return Ok(Flow::Frame(Box::new(Action { barrier: receiver, action, arrived })));
    }
    open(vm, &receiver)?;
    Ok(Value::from(arrived).into())
}

fn open(vm: &mut Vm, receiver: &Value) -> Result<()> {
    for (waiter, arrived) in with(vm, receiver, |barrier| std::mem::take(&mut barrier.waiters))? {
        reply(vm, waiter, Ok(arrived.into()));
    }
    Ok(())
}

/// Wakes whoever waits with `BrokenBarrierError`.
fn break_up(vm: &mut Vm, args: Args, method: &'static str, stays_broken: bool) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, method);
    }
    let waiters = with(vm, &args.pos[0], |barrier| {
        barrier.broken = stays_broken;
        std::mem::take(&mut barrier.waiters)
    })?;
    for (waiter, _) in waiters {
        let outcome = broken(vm);
        reply(vm, waiter, outcome);
    }
    Ok(Value::None.into())
}

/// The last thread calls the barrier's action, then all go on.
struct Action {
    barrier: Value,
    action: Value,
    arrived: usize,
}

impl NativeFrame for Action {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => Ok(NativeStep::Call(self.action.clone(), Args::none())),
            Resumed::Raised(raised) => {
                break_up(vm, Args::new([self.barrier.clone()]), "abort", true)?;
                Err(raised)
            }
            _ => {
                open(vm, &self.barrier)?;
                Ok(NativeStep::Return(self.arrived.into()))
            }
        }
    }
}
