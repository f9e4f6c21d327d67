//! `Lock`, `Semaphore`, `Event`, and what stands in line for them.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::vm::shortcut::{Passed, Standing};
use loopscope_python::{Value, Vm};

use super::{awaits, first_waiting, fresh_future, is_deserted, known_self, new_self, result_of, wake};
use crate::asyncio::wait;
use crate::library::deque;

pub(super) const ATTRIBUTES: &[&str] = &["_waiters", "_value", "_locked", "_holder"];
const WAITERS: usize = 0;
const VALUE: usize = 1;
const LOCKED: usize = 2;
const HOLDER: usize = 3;

/// What `__aenter__` and `__aexit__` use: the methods of `Lock`, `Semaphore`, and `Semaphore.locked`.
const OF_LOCK: usize = 0;
const OF_SEMAPHORE: usize = 1;
const IS_LOCKED: usize = 2;

/// `_stand_in_line(self, future)`
pub(super) fn stand_in_line(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const FUTURE: usize = 1;
    let this = known_self(standing)?;
    let line = this.attrs.borrow().get(standing.attribute(WAITERS)).cloned()?;
    let awaited = standing.variable(FUTURE);
    if standing.at == 0 {
        let future = fresh_future(vm, &awaited)?;
        return deque::push(&line, awaited).then(|| awaits(1, &future));
    }
    result_of(&awaited)?;
    deque::remove(&line, &awaited).then_some(Passed::Returns(Value::None))
}

/// `Lock.acquire(self)`
pub(super) fn acquire_lock(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = new_self(standing)?;
    take_lock(vm, standing, &this).then_some(Passed::Returns(Value::Bool(true)))
}

/// `Semaphore.acquire(self)`
pub(super) fn acquire_semaphore(_vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = new_self(standing)?;
    take_place(standing, &this).then_some(Passed::Returns(Value::Bool(true)))
}

/// `Event.wait(self)`
pub(super) fn wait_for_event(_vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = new_self(standing)?;
    let is_set = matches!(this.attrs.borrow().get(standing.attribute(VALUE)), Some(Value::Bool(true)));
    is_set.then_some(Passed::Returns(Value::Bool(true)))
}

/// `__aenter__(self)`
pub(super) fn enter(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = an_acquirable(standing)?;
    let has_it = if standing.calls(&this, OF_LOCK) {
        take_lock(vm, standing, &this)
    } else {
        standing.calls(&this, OF_SEMAPHORE) && standing.calls(&this, IS_LOCKED) && take_place(standing, &this)
    };
    has_it.then_some(Passed::Returns(Value::None))
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
            (access.reads && access.writes).then_some(this)
        }
        _ => None,
    }
}

/// Takes a lock, if it is free.
fn take_lock(vm: &mut Vm, standing: &Standing<'_>, lock: &Rc<Instance>) -> bool {
    let mut attrs = lock.attrs.borrow_mut();
    let is_free = matches!(attrs.get(standing.attribute(LOCKED)), Some(Value::Bool(false)))
        && attrs.get(standing.attribute(WAITERS)).is_some_and(is_deserted);
    if is_free {
        attrs.insert(standing.attribute(LOCKED), Value::Bool(true));
        attrs.insert(standing.attribute(HOLDER), Value::Int(wait::current_number(vm)));
    }
    is_free
}

/// Takes a place of a semaphore, if there is one.
fn take_place(standing: &Standing<'_>, semaphore: &Rc<Instance>) -> bool {
    let mut attrs = semaphore.attrs.borrow_mut();
    let left = match attrs.get(standing.attribute(VALUE)) {
        Some(Value::Int(value)) if *value > 0 => value - 1,
        _ => return false,
    };
    let is_free = attrs.get(standing.attribute(WAITERS)).is_some_and(is_deserted);
    if is_free {
        attrs.insert(standing.attribute(VALUE), Value::Int(left));
    }
    is_free
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
