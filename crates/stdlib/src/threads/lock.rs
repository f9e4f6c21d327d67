//! `_thread.lock` and `_thread.RLock`.
//!
//! As in CPython a lock that is released is free: whoever has waited longest is woken and takes it when it runs, unless
//! another thread was quicker.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Type, Value, Vm};
use loopscope_trace::{BlockedOn, ThreadId};

use super::{Waiter, ident};
use crate::state::State;
use loopscope_library::native;

/// The longest timeout, in seconds: `_thread.TIMEOUT_MAX`.
pub const TIMEOUT_MAX: f64 = 9_223_372_036.0;

/// The state of a lock.
#[derive(Default)]
pub struct Lock {
    inner: RefCell<Inner>,
}

#[derive(Default)]
struct Inner {
    /// Whether its owner may take it again.
    reentrant: bool,
    /// How often it is taken.
    count: u32,
    /// The thread that took it.
    owner: Option<ThreadId>,
    /// Who waits, in the order in which they came.
    waiting: VecDeque<Waiter>,
    /// What a thread that waits is shown as waiting in.
    what: Option<Rc<str>>,
    /// The thread at whose end the lock is released.
    ends_with: Option<ThreadId>,
}

impl Inner {
    /// Takes the lock `count` times; whether that was possible.
    fn take(&mut self, thread: ThreadId, count: u32) -> bool {
        let free = self.count == 0 || self.reentrant && self.owner == Some(thread);
        if free {
            self.count = self.count.saturating_add(count);
            self.owner = Some(thread);
        }
        free
    }
}

/// Who has a lock that a program made, or with whose end one of `threading`'s is released.
pub fn waited_for(instance: &Rc<Instance>) -> Option<Waited> {
    let inner = instance.native::<Lock>()?.inner.borrow();
    match (&inner.what, inner.ends_with) {
        (_, Some(thread)) => Some(Waited::End(thread)),
        (None, None) => inner.owner.filter(|_| inner.count > 0).map(Waited::Owner),
        (Some(_), None) => None,
    }
}

/// Whether somebody has it, if it is one.
pub fn is_taken(instance: &Instance) -> Option<bool> {
    Some(instance.native::<Lock>()?.inner.borrow().count > 0)
}

/// Whom somebody waits for who waits for a lock.
pub enum Waited {
    /// Whoever has it.
    Owner(ThreadId),
    /// The thread whose end releases it.
    End(ThreadId),
}

/// The lock is released when `thread` has ended.
pub(super) fn ends_with(instance: &Rc<Instance>, thread: ThreadId) {
    if let Some(lock) = instance.native::<Lock>() {
        lock.inner.borrow_mut().ends_with = Some(thread);
    }
}

/// A new lock of a class that `_thread` made.
pub(super) fn create(class: &Rc<Type>, what: Option<&str>) -> Rc<Instance> {
    let lock = Lock::default();
    lock.inner.borrow_mut().what = what.map(Rc::from);
    native::new_instance(class, lock)
}

/// The payload of an `RLock`.
pub(super) fn reentrant() -> Lock {
    let lock = Lock::default();
    lock.inner.borrow_mut().reentrant = true;
    lock
}

/// Frees a lock wholly; how often it was taken.
pub(super) fn let_go(vm: &mut Vm, instance: &Rc<Instance>) -> u32 {
    let Some(lock) = instance.native::<Lock>() else { return 0 };
    let count = std::mem::take(&mut lock.inner.borrow_mut().count);
    lock.inner.borrow_mut().owner = None;
    wake_next(vm, lock);
    count
}

/// Whoever has waited longest may try, and whoever came after those that can't: a signal's handler runs in them.
fn wake_next(vm: &mut Vm, lock: &Lock) {
    loop {
        let next = lock.inner.borrow_mut().waiting.pop_front();
        let Some(waiter) = next else { return };
        let waits = super::waits(vm, waiter);
        super::wake(vm, waiter);
        if waits {
            return;
        }
    }
}

/// Defines the methods of both classes.
pub(super) fn define(lock: &Type, rlock: &Type) {
    for class in [lock, rlock] {
        class.flow_method("acquire", acquire);
        class.flow_method("acquire_lock", acquire);
        class.flow_method("__enter__", acquire);
        class.method("release", release);
        class.method("__exit__", release);
        class.method("__repr__", repr);
        class.method("_at_fork_reinit", |vm, args| {
            let instance = this(vm, &args)?.0.clone();
            let_go(vm, &instance);
            Ok(Value::None)
        });
    }
    for name in ["locked", "locked_lock"] {
        lock.method(name, |vm, args| Ok((this(vm, &args)?.1.inner.borrow().count > 0).into()));
    }
    rlock.method("_is_owned", |vm, args| Ok(is_owned(vm, &args)?.into()));
    rlock.method("_recursion_count", |vm, args| {
        let count = if is_owned(vm, &args)? { this(vm, &args)?.1.inner.borrow().count } else { 0 };
        Ok(Value::Int(i64::from(count)))
    });
    rlock.method("_release_save", |vm, args| {
        let instance = this(vm, &args)?.0.clone();
        if !is_owned(vm, &args)? {
            return Err(vm.runtime_error("cannot release un-acquired lock"));
        }
        let owner = Value::Int(ident(State::peek(vm).thread()));
        let count = let_go(vm, &instance);
        Ok(Value::tuple(vec![Value::Int(i64::from(count)), owner]))
    });
    rlock.flow_method("_acquire_restore", |vm, args| {
        let instance = this(vm, &args)?.0.clone();
        let count = match args.pos.get(1) {
            Some(Value::Tuple(saved)) => match saved.first() {
                Some(Value::Int(count)) => u32::try_from(*count).unwrap_or(1),
                _ => 1,
            },
            _ => 1,
        };
        take_or_wait(vm, instance, count, None, Value::None)
    });
}

fn this<'v>(vm: &Vm, args: &'v Args) -> Result<(&'v Rc<Instance>, &'v Lock)> {
    native::instance(vm, args.pos.first(), "_thread.lock")
}

fn is_owned(vm: &Vm, args: &Args) -> Result<bool> {
    let inner = this(vm, args)?.1.inner.borrow();
    Ok(inner.count > 0 && inner.owner == Some(State::peek(vm).thread()))
}

fn acquire(vm: &mut Vm, args: Args) -> Result<Flow> {
    if args.pos.len() == 1 && args.kw.is_empty() {
        let instance = this(vm, &args)?.0.clone();
        return take_or_wait(vm, instance, 1, None, Value::Bool(true));
    }
    let [receiver, blocking, timeout] =
        native::named(vm, "acquire", args, ["self", "blocking", "timeout"], 1)?;
    let blocking = !blocking.is_defined() || native::truth(&blocking);
    let seconds = if timeout.is_defined() { native::seconds(vm, &timeout)? } else { -1.0 };
    if !blocking && seconds != -1.0 {
        return Err(vm.value_error("can't specify a timeout for a non-blocking call"));
    }
    if seconds < 0.0 && seconds != -1.0 {
        return Err(vm.value_error("timeout value must be positive"));
    }
    if seconds > TIMEOUT_MAX {
        return Err(vm.overflow_error("timeout value is too large"));
    }
    let args = Args::new([receiver]);
    let (instance, lock) = this(vm, &args)?;
    if !blocking || seconds == 0.0 {
        let taken = lock.inner.borrow_mut().take(State::peek(vm).thread(), 1);
        return Ok(Value::Bool(taken).into());
    }
    // Never none at all: whoever waits for what is left of its time again and again must come to the end of it.
    let until = (seconds >= 0.0).then(|| State::of(vm).read_clock() + native::micros(seconds).max(1));
    take_or_wait(vm, instance.clone(), 1, until, Value::Bool(true))
}

/// Takes a lock, or waits for it until `until`; then gives `result`, or `False` if it was too late.
fn take_or_wait(
    vm: &mut Vm,
    instance: Rc<Instance>,
    count: u32,
    until_micros: Option<u64>,
    result: Value,
) -> Result<Flow> {
    let Some(lock) = instance.native::<Lock>() else { return Ok(Value::None.into()) };
    if lock.inner.borrow_mut().take(State::peek(vm).thread(), count) {
        return Ok(result.into());
    }
    Ok(Flow::Frame(Box::new(Acquire { instance, count, until_micros, result, waiter: None })))
}

/// A thread that waits for a lock.
struct Acquire {
    instance: Rc<Instance>,
    count: u32,
    until_micros: Option<u64>,
    result: Value,
    waiter: Option<Waiter>,
}

impl NativeFrame for Acquire {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let Some(lock) = self.instance.native::<Lock>() else { return Ok(NativeStep::Return(Value::None)) };
        let woken = self.waiter.take().map(|waiter| {
            State::of(vm).unblocked();
            let mut inner = lock.inner.borrow_mut();
            let before = inner.waiting.len();
            inner.waiting.retain(|other| *other != waiter);
            // Whoever is not among those that wait has been told to try.
            before == inner.waiting.len()
        });
        match input {
            Resumed::Raised(raised) => {
                // Interrupted: another one may try instead.
                if woken == Some(true) && lock.inner.borrow().count == 0 {
                    wake_next(vm, lock);
                }
                return Err(raised);
            }
            Resumed::Returned(Value::Undefined) if self.until_micros.is_some() => {
                let taken = lock.inner.borrow_mut().take(State::peek(vm).thread(), self.count);
                return Ok(NativeStep::Return(if taken { self.result.clone() } else { Value::Bool(false) }));
            }
            _ => {}
        }
        if lock.inner.borrow_mut().take(State::peek(vm).thread(), self.count) {
            return Ok(NativeStep::Return(std::mem::take(&mut self.result)));
        }
        let line = crate::asyncio::record::line(vm);
        let (what, ends_with, holder) = {
            let inner = lock.inner.borrow();
            let holder = inner.owner.filter(|_| inner.count > 0 && inner.what.is_none());
            (inner.what.clone(), inner.ends_with, holder)
        };
        let name = match State::peek(vm).recorder.enabled() {
            true => crate::asyncio::wait::name_of_called(vm, &self.instance),
            false => String::new(),
        };
        let state = State::of(vm);
        let waiter = state.new_waiter();
        let on = match ends_with {
            Some(thread) => BlockedOn::Join { thread },
            None => BlockedOn::Call { what: what.as_deref().unwrap_or("Lock.acquire"), name: &name, holder },
        };
        state.block(on, self.until_micros, waiter, line).lock = Some(self.instance.clone());
        let mut inner = lock.inner.borrow_mut();
        // Another thread was quicker: it has waited longest all the same.
        if woken == Some(true) {
            inner.waiting.push_front(waiter)
        } else {
            inner.waiting.push_back(waiter)
        }
        self.waiter = Some(waiter);
        Ok(NativeStep::Block)
    }
}

fn release(vm: &mut Vm, args: Args) -> Result<Value> {
    let (instance, lock) = this(vm, &args)?;
    let (count, reentrant, owner) = {
        let inner = lock.inner.borrow();
        (inner.count, inner.reentrant, inner.owner)
    };
    if reentrant && (count == 0 || owner != Some(State::peek(vm).thread())) {
        return Err(vm.runtime_error("cannot release un-acquired lock"));
    }
    match count {
        0 => return Err(vm.runtime_error("release unlocked lock")),
        1 => {
            let instance = instance.clone();
            let_go(vm, &instance);
        }
        _ => lock.inner.borrow_mut().count -= 1,
    }
    Ok(Value::None)
}

fn repr(vm: &mut Vm, args: Args) -> Result<Value> {
    let (instance, lock) = this(vm, &args)?;
    let class = instance.class.full_name();
    let text = {
        let inner = lock.inner.borrow();
        let state = if inner.count > 0 { "locked" } else { "unlocked" };
        if inner.reentrant {
            let owner = inner.owner.filter(|_| inner.count > 0).map_or(0, ident);
            format!("<{state} {class} object owner={owner} count={} at ", inner.count)
        } else {
            format!("<{state} {class} object at ")
        }
    };
    let id = vm.id_of(&args.pos[0]);
    Ok(Value::string(format!("{text}{id:#x}>")))
}
