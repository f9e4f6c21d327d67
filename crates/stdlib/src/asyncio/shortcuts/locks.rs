//! `Lock`, `Semaphore`, `Event`, and what stands in line for them.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::vm::shortcut::{Passed, Standing};
use loopscope_python::{Value, Vm};
use loopscope_trace::WaitKind;

use super::{first_waiting, is_deserted, known_self, new_waiter, waits_in, wake};
use crate::asyncio::wait;
use loopscope_library::deque;

pub(super) const ATTRIBUTES: &[&str] = &["_waiters", "_value", "_locked", "_holder", "_loop", "_initial"];
const WAITERS: usize = 0;
const VALUE: usize = 1;
const LOCKED: usize = 2;
const HOLDER: usize = 3;
const LOOP: usize = 4;
const INITIAL: usize = 5;

/// What methods that wait use.
const STAND_IN_LINE: usize = 0;

/// What `__aenter__` and `__aexit__` use: the method of `Lock`, and that of `Semaphore`.
const OF_LOCK: usize = 0;
const OF_SEMAPHORE: usize = 1;

/// `_stand_in_line(self, future)`
pub(super) fn stand_in_line(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const FUTURE: usize = 1;
    let this = known_self(standing)?;
    let line = this.attrs.borrow().get(standing.attribute(WAITERS)).cloned()?;
    waits_in(vm, standing, &line, &standing.variable(FUTURE), true)
}

/// `Lock.acquire(self)`
pub(super) fn acquire_lock(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const PLACE: usize = 1;
    const FUTURE: usize = 2;
    let this = known_self(standing)?;
    if standing.at == 0 {
        let attrs = this.attrs.borrow();
        let line = attrs.get(standing.attribute(WAITERS))?;
        let is_locked = matches!(attrs.get(standing.attribute(LOCKED))?, Value::Bool(true));
        if is_locked || !is_deserted(line) {
            let place = Value::Int(deque::items(line)?.borrow().len() as i64 + 1);
            let holder = attrs.get(standing.attribute(HOLDER))?.clone();
            drop(attrs);
            let future = new_waiter(vm, &this, standing.attribute(LOOP))?;
            standing.set_variable(PLACE, place.clone());
            standing.set_variable(FUTURE, Value::Instance(future.clone()));
            return calls_stand_in_line(
                vm,
                standing,
                future,
                WaitKind::Lock,
                &[Value::Instance(this), place, holder],
            );
        }
    }
    take_lock(vm, standing, &this);
    Some(Passed::Returns(Value::Bool(true)))
}

/// Locks it, for the task that runs.
fn take_lock(vm: &mut Vm, standing: &Standing<'_>, lock: &Rc<Instance>) {
    let holder = Value::Int(wait::current_number(vm));
    let mut attrs = lock.attrs.borrow_mut();
    attrs.insert(standing.attribute(LOCKED), Value::Bool(true));
    attrs.insert(standing.attribute(HOLDER), holder);
}

/// Whether a lock is free, and nobody waits for it.
fn is_free(standing: &Standing<'_>, lock: &Rc<Instance>) -> bool {
    let attrs = lock.attrs.borrow();
    matches!(attrs.get(standing.attribute(LOCKED)), Some(Value::Bool(false)))
        && attrs.get(standing.attribute(WAITERS)).is_some_and(is_deserted)
}

/// `Semaphore.acquire(self)`
pub(super) fn acquire_semaphore(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const FUTURE: usize = 1;
    let this = known_self(standing)?;
    let mut attrs = this.attrs.borrow_mut();
    let Value::Int(value) = *attrs.get(standing.attribute(VALUE))? else { return None };
    if standing.at == 0 {
        if value == 0 || !is_deserted(attrs.get(standing.attribute(WAITERS))?) {
            let initial = attrs.get(standing.attribute(INITIAL))?.clone();
            drop(attrs);
            let future = new_waiter(vm, &this, standing.attribute(LOOP))?;
            standing.set_variable(FUTURE, Value::Instance(future.clone()));
            let facts = [Value::Instance(this), Value::Int(value), initial];
            return calls_stand_in_line(vm, standing, future, WaitKind::Semaphore, &facts);
        }
        attrs.insert(standing.attribute(VALUE), Value::Int(value - 1));
    } else if value > 0 {
        return None;
    }
    Some(Passed::Returns(Value::Bool(true)))
}

/// `Event.wait(self)`
pub(super) fn wait_for_event(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = known_self(standing)?;
    let is_set = match this.attrs.borrow().get(standing.attribute(VALUE))? {
        Value::Bool(is_set) => *is_set,
        _ => return None,
    };
    if standing.at == 0 && !is_set {
        let future = new_waiter(vm, &this, standing.attribute(LOOP))?;
        return calls_stand_in_line(vm, standing, future, WaitKind::Event, &[Value::Instance(this)]);
    }
    Some(Passed::Returns(Value::Bool(true)))
}

/// `await self._stand_in_line(waits(future, kind, *facts))`
fn calls_stand_in_line(
    vm: &mut Vm,
    standing: &Standing<'_>,
    future: Rc<Instance>,
    kind: WaitKind,
    facts: &[Value],
) -> Option<Passed> {
    wait::tell(vm, &future, kind, facts);
    let line = standing.call(STAND_IN_LINE, &[standing.variable(0), Value::Instance(future)])?;
    Some(Passed::Calls(1, line))
}

/// `__aenter__(self)`
pub(super) fn enter(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    if standing.at > 0 {
        return Some(Passed::Returns(Value::None));
    }
    let this = an_acquirable(standing)?;
    let acquire = [OF_LOCK, OF_SEMAPHORE].into_iter().find(|number| standing.calls(&this, *number))?;
    if acquire == OF_LOCK && is_free(standing, &this) {
        // Most often it is: then not even a coroutine is needed.
        take_lock(vm, standing, &this);
        return Some(Passed::Returns(Value::None));
    }
    Some(Passed::Calls(1, standing.call(acquire, &[Value::Instance(this)])?))
}

/// `__aexit__(self, exc_type, exc, tb)`
pub(super) fn exit(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = an_acquirable(standing)?;
    if standing.calls(&this, OF_LOCK) {
        release_lock(vm, standing, &this)?;
    } else if standing.calls(&this, OF_SEMAPHORE) {
        release_place(vm, standing, &this)?;
    } else {
        return None;
    }
    Some(Passed::Returns(Value::None))
}

/// `self` of a method that calls methods of which there are several.
fn an_acquirable(standing: &Standing<'_>) -> Option<Rc<Instance>> {
    match standing.variable(0) {
        Value::Instance(this) if standing.at == 0 => {
            let access = this.class.access();
            (access.reads && access.writes && access.any_name).then_some(this)
        }
        _ => None,
    }
}

/// `Lock.release`; `None` if it isn't locked.
fn release_lock(vm: &mut Vm, standing: &Standing<'_>, lock: &Rc<Instance>) -> Option<()> {
    let mut attrs = lock.attrs.borrow_mut();
    let line = attrs.get(standing.attribute(WAITERS))?.clone();
    let first = deque::items(&line)?.borrow().front().cloned();
    let is_locked = matches!(attrs.get(standing.attribute(LOCKED)), Some(Value::Bool(true)));
    // Who was woken and has not run yet is still in line, and nobody else is woken.
    let waiting = first_waiting(&line)?.filter(|waiting| first.is_some_and(|first| is(&first, waiting)));
    if !is_locked {
        return None;
    }
    attrs.insert(standing.attribute(LOCKED), Value::Bool(false));
    attrs.insert(standing.attribute(HOLDER), Value::Int(0));
    drop(attrs);
    if let Some(waiting) = waiting {
        wake(vm, &waiting, Value::Bool(true), "Lock.release");
    }
    Some(())
}

/// `Semaphore.release`
fn release_place(vm: &mut Vm, standing: &Standing<'_>, semaphore: &Rc<Instance>) -> Option<()> {
    let mut attrs = semaphore.attrs.borrow_mut();
    let waiting = first_waiting(attrs.get(standing.attribute(WAITERS))?)?;
    let Some(Value::Int(value)) = attrs.get(standing.attribute(VALUE)) else { return None };
    let more = value.checked_add(1)?;
    match waiting {
        // The place is given away at once.
        Some(waiting) => {
            drop(attrs);
            wake(vm, &waiting, Value::Bool(true), "Semaphore.release");
        }
        None => {
            attrs.insert(standing.attribute(VALUE), Value::Int(more));
        }
    }
    Some(())
}

fn is(value: &Value, instance: &Rc<Instance>) -> bool {
    matches!(value, Value::Instance(other) if Rc::ptr_eq(other, instance))
}
