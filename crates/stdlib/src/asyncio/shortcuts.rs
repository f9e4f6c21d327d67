//! The coroutines of the library that have a [`Shortcut`]: those that programs await all the time.
//!
//! A shortcut is written beside the function in Python that it spares, and does the same to the letter; what it records it
//! records as that function would. Variables are by their slots: parameters, then others in the order in which they come up.

mod locks;
mod queues;
mod sleep;

use std::rc::Rc;

use loopscope_python::object::{Instance, Iter};
use loopscope_python::vm::shortcut::{Passed, Shortcut, Standing, Take};
use loopscope_python::{Args, Result, Sym, Value, Vm};

use super::event_loop;
use super::future::{self, Await, Phase, as_future};
use super::module::YieldOnce;
use crate::state::State;
use loopscope_library::deque;

/// The functions, by their qualified names; which attributes they read and set.
const SHORTCUTS: &[(&str, Take, &[&str])] = &[
    ("sleep", sleep::sleep, &[]),
    ("_Waitable._stand_in_line", locks::stand_in_line, locks::ATTRIBUTES),
    ("_Acquirable.__aenter__", locks::enter, locks::ATTRIBUTES),
    ("_Acquirable.__aexit__", locks::exit, locks::ATTRIBUTES),
    ("Lock.acquire", locks::acquire_lock, locks::ATTRIBUTES),
    ("Semaphore.acquire", locks::acquire_semaphore, locks::ATTRIBUTES),
    ("Event.wait", locks::wait_for_event, locks::ATTRIBUTES),
    ("Queue._wait", queues::wait_in_line, &[]),
    ("Queue.put", queues::put, queues::ATTRIBUTES),
    ("Queue.get", queues::get, queues::ATTRIBUTES),
];

/// `shortcut(function, *uses)`: gives a function of the library its shortcut, and gives the function back. A shortcut that
/// spares calls of other functions uses these, to see whether a program has put others in their place.
///
/// # Errors
/// `ValueError` if there is none for it.
pub(super) fn shortcut(vm: &mut Vm, args: Args) -> Result<Value> {
    if let [given @ Value::Function(function), uses @ ..] = &*args.pos
        && let Some((_, take, attributes)) =
            SHORTCUTS.iter().find(|(name, ..)| **name == *function.code.qualname)
    {
        Shortcut::give(function, *take, attributes, uses);
        return Ok(given.clone());
    }
    Err(vm.value_error("no shortcut for this function"))
}

/// What `await yield_once()` awaits once that has yielded. It has no state that changes, and one is enough for all.
pub(super) fn has_yielded() -> Value {
    Iter::value(YieldOnce(true))
}

/// The loop that runs, if it is one of our own that does nothing special.
fn plain_loop(vm: &Vm) -> Option<Rc<Instance>> {
    let state = State::peek(vm);
    let event_loop = state.current.running_loop.as_ref()?;
    let data = event_loop::data(event_loop);
    let is_plain = Rc::ptr_eq(&event_loop.class, &state.asyncio.as_ref()?.event_loop)
        && event_loop.attrs.borrow().is_empty()
        && !data.closed.get()
        && !data.debug.get();
    is_plain.then(|| event_loop.clone())
}

/// A new future of the loop to which a lock or queue belongs, from now on if it did to none.
fn new_waiter(vm: &mut Vm, owner: &Instance, its_loop: Sym) -> Option<Rc<Instance>> {
    let event_loop = plain_loop(vm)?;
    let mut attrs = owner.attrs.borrow_mut();
    match attrs.get(its_loop) {
        Some(Value::Instance(known)) if Rc::ptr_eq(known, &event_loop) => {}
        None | Some(Value::None) => drop(attrs.insert(its_loop, Value::Instance(event_loop.clone()))),
        Some(_) => return None,
    }
    drop(attrs);
    Some(future::create(vm, &event_loop))
}

/// `await future`, of one that is not done, as the await with this number.
fn awaits(number: usize, future: &Rc<Instance>) -> Passed {
    future::data(future).blocking.set(true);
    Passed::Awaits(number, Iter::value(Await(future.clone())), Value::Instance(future.clone()))
}

/// `await future` as the only await of a function, which makes it stand in a line, and takes it out of that if it `leaves`.
fn waits_in(
    vm: &mut Vm,
    standing: &Standing<'_>,
    line: &Value,
    future: &Value,
    leaves: bool,
) -> Option<Passed> {
    if standing.at == 0 {
        let fresh = fresh_future(vm, future)?;
        return deque::push(line, future.clone()).then(|| awaits(1, &fresh));
    }
    result_of(future)?;
    (!leaves || deque::remove(line, future)).then_some(Passed::Returns(Value::None))
}

/// A plain future that nobody awaits yet, and which is not done.
fn fresh_future(vm: &Vm, value: &Value) -> Option<Rc<Instance>> {
    let (future, data) = as_future(value)?;
    let is_fresh = !data.is_done() && !data.blocking.get();
    (is_fresh && Rc::ptr_eq(&future.class, &State::peek(vm).asyncio.as_ref()?.future)).then(|| future.clone())
}

/// The result of a future that has one.
fn result_of(value: &Value) -> Option<Value> {
    let (_, data) = as_future(value)?;
    let has_result = data.phase.get() == Phase::Finished && data.exception.borrow().is_none();
    has_result.then(|| data.result.borrow().clone())
}

/// `self` of a method, if all that the method does with it is as it should be.
fn known_self(standing: &Standing<'_>) -> Option<Rc<Instance>> {
    match standing.variable(0) {
        Value::Instance(this) if standing.knows(&this) => Some(this),
        _ => None,
    }
}

/// Whether nobody stands in a line: those who were cancelled and have not left it yet don't count.
fn is_deserted(line: &Value) -> bool {
    let Some(items) = deque::items(line) else { return false };
    for each in &*items.borrow() {
        if !as_future(each).is_some_and(|(_, data)| data.phase.get() == Phase::Cancelled) {
            return false;
        }
    }
    true
}

/// The first in a line who is not done; `None` if that can't be told what its end would do.
fn first_waiting(line: &Value) -> Option<Option<Rc<Instance>>> {
    for each in &*deque::items(line)?.borrow() {
        let (future, data) = as_future(each)?;
        if !data.is_done() {
            let event_loop = data.event_loop.borrow();
            let event_loop = event_loop::queue(event_loop.as_ref()?)?;
            let is_ordinary = !event_loop.closed.get() && !event_loop.debug.get();
            return is_ordinary.then(|| Some(future.clone()));
        }
    }
    Some(None)
}

/// Sets the result of who waits, as a function of the library that readers know by this name does.
fn wake(vm: &mut Vm, waiting: &Rc<Instance>, result: Value, by: &'static str) {
    let outer = std::mem::replace(&mut State::of(vm).current.operation, by);
    // It is pending, and its loop is open.
    let _ = future::set_result(vm, waiting, future::data(waiting), result);
    State::of(vm).current.operation = outer;
}
