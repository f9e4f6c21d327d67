//! `threading.Lock` and `threading.RLock`.

use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, Result, Type, Value, Vm};
use loopscope_trace::ThreadId;

use super::{Body, Primitive, caller, data, this, wait};
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;
use crate::state::State;

/// A lock. Released, it goes to whoever has waited longest.
#[derive(Default)]
pub struct Lock {
    /// Whether its owner may take it again.
    reentrant: bool,
    /// How often it is taken.
    count: u32,
    /// The thread that took it.
    owner: Option<ThreadId>,
    waiting: VecDeque<Waiting>,
}

/// Who waits for a lock.
struct Waiting {
    waiter: Waiter,
    /// How often it takes the lock.
    count: u32,
    /// What it is told when it has it.
    result: Value,
}

impl Lock {
    /// A free lock.
    pub fn new(reentrant: bool) -> Self {
        Lock { reentrant, ..Lock::default() }
    }

    /// Forgets who waits.
    pub fn forget(&mut self, waiter: Waiter) -> bool {
        let before = self.waiting.len();
        self.waiting.retain(|waiting| waiting.waiter != waiter);
        self.waiting.len() != before
    }

    /// Whether `thread` has it.
    pub fn is_owned_by(&self, thread: ThreadId) -> bool {
        self.count > 0 && (!self.reentrant || self.owner == Some(thread))
    }
}

/// Defines the methods of both classes.
pub fn define(lock: &Type, rlock: &Type) {
    lock.method("__init__", |vm, args| init(vm, &args, false));
    rlock.method("__init__", |vm, args| init(vm, &args, true));
    for class in [lock, rlock] {
        class.flow_method("acquire", acquire);
        class.flow_method("__enter__", |vm, args| acquire(vm, Args::new(args.pos.into_iter().take(1))));
        class.flow_method("release", |vm, args| release(vm, args, Value::None));
        class.flow_method("__exit__", |vm, args| {
            release(vm, Args::new(args.pos.into_iter().take(1)), Value::None)
        });
        class.flow_method("locked", |vm, args| {
            let instance = this(vm, &args)?;
            if data(&instance).link.is_remote() {
                return forward(vm, args, "locked");
            }
            with(vm, &instance, |lock| Ok(Value::Bool(lock.count > 0).into()))
        });
    }
}

/// A new lock, for a condition.
pub fn create(vm: &Vm, reentrant: bool) -> Option<Rc<Instance>> {
    let class = State::peek(vm).classes.get(if reentrant { "RLock" } else { "lock" })?;
    let primitive = Primitive::default();
    *primitive.body.borrow_mut() = Body::Lock(Lock::new(reentrant));
    Some(native::new_instance(class, primitive))
}

fn init(vm: &mut Vm, args: &Args, reentrant: bool) -> Result<Value> {
    let instance = this(vm, args)?;
    *data(&instance).body.borrow_mut() = Body::Lock(Lock::new(reentrant));
    Ok(Value::None)
}

/// Does something with the lock that an instance is.
///
/// # Errors
/// `RuntimeError` if it isn't one.
pub fn with<T>(vm: &Vm, instance: &Rc<Instance>, act: impl FnOnce(&mut Lock) -> Result<T>) -> Result<T> {
    match &mut *data(instance).body.borrow_mut() {
        Body::Lock(lock) => act(lock),
        _ => Err(vm.runtime_error("thread lock is not initialized")),
    }
}

fn acquire(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [_, blocking, timeout] =
        native::named(vm, "acquire", args.clone(), ["self", "blocking", "timeout"], 1)?;
    let blocking = !blocking.is_defined() || native::truth(&blocking);
    let seconds = if timeout.is_defined() { native::seconds(vm, &timeout)? } else { -1.0 };
    if !blocking && timeout.is_defined() && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(vm.value_error("timeout value must be a non-negative number"));
    }
    let until = (seconds >= 0.0).then(|| State::peek(vm).now_micros() + native::micros(seconds));
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "acquire", until, |_| Ok(false.into()));
    }
    let thread = State::peek(vm).acting_thread();
    let taken = with(vm, &instance, |lock| {
        let free = lock.count == 0 || lock.reentrant && lock.owner == Some(thread);
        if free {
            lock.count += 1;
            lock.owner = Some(thread);
        }
        Ok(free)
    })?;
    if taken || !blocking || seconds == 0.0 {
        return Ok(Value::Bool(taken).into());
    }
    let waiter = caller(vm);
    with(vm, &instance, |lock| {
        lock.waiting.push_back(Waiting { waiter, count: 1, result: Value::Bool(true) });
        Ok(())
    })?;
    Ok(wait(vm, &instance, "Lock.acquire", waiter, until, |_| Ok(false.into())))
}

fn release(vm: &mut Vm, args: Args, result: Value) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, "release");
    }
    let thread = State::peek(vm).acting_thread();
    let state = with(vm, &instance, |lock| Ok((lock.count, lock.reentrant, lock.owner)))?;
    match state {
        (_, true, owner) if owner != Some(thread) => {
            return Err(vm.runtime_error("cannot release un-acquired lock"));
        }
        (0, _, _) => return Err(vm.runtime_error("release unlocked lock")),
        (1, _, _) => hand_over(vm, &instance)?,
        _ => with(vm, &instance, |lock| {
            lock.count -= 1;
            Ok(())
        })?,
    }
    Ok(result.into())
}

/// Gives a lock to whoever waits for it, or frees it.
fn hand_over(vm: &mut Vm, instance: &Rc<Instance>) -> Result<()> {
    let next = with(vm, instance, |lock| {
        let next = lock.waiting.pop_front();
        lock.count = next.as_ref().map_or(0, |next| next.count);
        lock.owner = next.as_ref().map(|next| next.waiter.thread);
        Ok(next)
    })?;
    if let Some(next) = next {
        reply(vm, next.waiter, Ok(next.result));
    }
    Ok(())
}

/// Frees a lock wholly, for a condition; how often it was taken.
///
/// # Errors
/// `RuntimeError` if it isn't a lock.
pub fn let_go(vm: &mut Vm, instance: &Rc<Instance>) -> Result<u32> {
    let count = with(vm, instance, |lock| Ok(lock.count))?;
    hand_over(vm, instance)?;
    Ok(count)
}

/// Takes a lock for somebody who waited for a condition, who is told `result` when it has it.
pub fn take_back(vm: &mut Vm, instance: &Rc<Instance>, waiter: Waiter, count: u32, result: Value) {
    let free = with(vm, instance, |lock| {
        if lock.count > 0 {
            lock.waiting.push_back(Waiting { waiter, count, result: result.clone() });
            return Ok(false);
        }
        lock.count = count;
        lock.owner = Some(waiter.thread);
        Ok(true)
    });
    if let Ok(true) = free {
        reply(vm, waiter, Ok(result));
    }
}
