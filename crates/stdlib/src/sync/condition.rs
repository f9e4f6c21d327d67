//! `threading.Condition`; `wait_for` is in Python.

use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, Result, Type, Value, Vm};

use super::{Body, caller, data, deadline, lock, this, wait};
use crate::exchange::{Waiter, forward, forward_wait};
use crate::native;
use crate::state::State;

/// A condition with its lock, which lives in the same thread.
#[derive(Default)]
pub struct Condition {
    /// The lock.
    pub lock: Option<Rc<Instance>>,
    /// Who waits, and how often it had taken the lock.
    waiting: VecDeque<(Waiter, u32)>,
}

impl Condition {
    /// Forgets who waits; how often it had taken the lock.
    pub fn take_waiter(&mut self, waiter: Waiter) -> Option<u32> {
        let at = self.waiting.iter().position(|(other, _)| *other == waiter)?;
        self.waiting.remove(at).map(|(_, count)| count)
    }
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.method("__init__", init);
    class.flow_method("acquire", acquire);
    class.flow_method("release", release);
    class.flow_method("__enter__", acquire);
    class.flow_method("__exit__", |vm, args| release(vm, Args::new(args.pos.into_iter().take(1))));
    class.flow_method("wait", wait_for_it);
    class.flow_method("notify", |vm, args| {
        let [_, count] = native::named(vm, "notify", args.clone(), ["self", "n"], 1)?;
        let count = if let Value::Int(count) = count { count.max(0) as usize } else { 1 };
        notify(vm, args, count, "notify")
    });
    class.flow_method("notify_all", |vm, args| notify(vm, args, usize::MAX, "notify_all"));
    class.flow_method("notifyAll", |vm, args| notify(vm, args, usize::MAX, "notify_all"));
}

fn init(vm: &mut Vm, args: Args) -> Result<Value> {
    let [receiver, given] = native::named(vm, "__init__", args, ["self", "lock"], 1)?;
    let given = match given {
        Value::Undefined | Value::None => lock::create(vm, true),
        Value::Instance(instance) if lock::with(vm, &instance, |_| Ok(())).is_ok() => Some(instance),
        _ => return Err(vm.type_error("Condition() needs a Lock or an RLock of this thread")),
    };
    let condition = Condition { lock: given, waiting: VecDeque::new() };
    *data(&this(vm, &Args::new([receiver]))?).body.borrow_mut() = Body::Condition(condition);
    Ok(Value::None)
}

fn with<T>(vm: &Vm, instance: &Rc<Instance>, act: impl FnOnce(&mut Condition) -> T) -> Result<T> {
    match &mut *data(instance).body.borrow_mut() {
        Body::Condition(condition) => Ok(act(condition)),
        _ => Err(vm.runtime_error("Condition.__init__() was not called")),
    }
}

fn lock_of(vm: &Vm, instance: &Rc<Instance>) -> Result<Rc<Instance>> {
    with(vm, instance, |condition| condition.lock.clone())?
        .ok_or_else(|| vm.runtime_error("Condition.__init__() was not called"))
}

/// Calls a method of the lock.
fn on_lock(vm: &mut Vm, mut args: Args, method: &'static str) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return match method {
            "acquire" => forward_wait(vm, args, method, None, |_| Ok(false.into())),
            _ => forward(vm, args, method),
        };
    }
    let lock = Value::Instance(lock_of(vm, &instance)?);
    let function = vm.type_of(&lock).lookup(native::sym(method));
    args.pos[0] = lock;
    match function {
        Some(Value::Native(native)) => match native.code {
            loopscope_python::object::NativeCode::Flow(code) => code(vm, args),
            loopscope_python::object::NativeCode::Value(code) => code(vm, args).map(Flow::Value),
        },
        _ => Err(vm.runtime_error("the lock has no such method")),
    }
}

fn acquire(vm: &mut Vm, args: Args) -> Result<Flow> {
    on_lock(vm, args, "acquire")
}

fn release(vm: &mut Vm, args: Args) -> Result<Flow> {
    on_lock(vm, args, "release")
}

fn check_owned(vm: &Vm, lock: &Rc<Instance>, what: &str) -> Result<()> {
    let thread = State::peek(vm).acting_thread();
    if lock::with(vm, lock, |lock| Ok(lock.is_owned_by(thread)))? {
        return Ok(());
    }
    Err(vm.runtime_error(format!("cannot {what} on un-acquired lock")))
}

fn wait_for_it(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, timeout] = native::named(vm, "wait", args.clone(), ["self", "timeout"], 1)?;
    let until = deadline(vm, &timeout)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "wait", until, |_| Ok(false.into()));
    }
    let lock = lock_of(vm, &instance)?;
    check_owned(vm, &lock, "wait")?;
    let waiter = caller(vm);
    let count = lock::let_go(vm, &lock)?;
    with(vm, &instance, |condition| condition.waiting.push_back((waiter, count)))?;
    Ok(wait(vm, &instance, "Condition.wait", waiter, until, |_| Ok(false.into())))
}

fn notify(vm: &mut Vm, args: Args, count: usize, method: &'static str) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, method);
    }
    let lock = lock_of(vm, &instance)?;
    check_owned(vm, &lock, "notify")?;
    let woken: Vec<_> = with(vm, &instance, |condition| {
        let count = count.min(condition.waiting.len());
        condition.waiting.drain(..count).collect()
    })?;
    for (waiter, count) in woken {
        lock::take_back(vm, &lock, waiter, count, Value::Bool(true));
    }
    Ok(Value::None.into())
}
