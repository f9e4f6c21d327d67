//! `_thread`: Python threads, which share the heap; `threading` is in Python on top of it.
//!
//! A thread is a fiber of the machine ([`Fiber`]) with its [`ThreadState`]. This is how one starts and ends, and how
//! the machine goes over from one to another; [`scheduler`] says to which.

pub mod lock;
pub mod scheduler;

mod deadlock;
mod local;
mod module;

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Fiber, Raised, Result, Sym, Value, Vm};
use loopscope_trace::recorder::Place;
use loopscope_trace::{EventKind, ThreadId};

pub(crate) use deadlock::WORKER;
pub use deadlock::describe as describe_deadlock;
pub use module::init;

use crate::asyncio::{public, record};
use crate::islands;
use crate::state::{State, ThreadState};
use scheduler::{Parked, SWITCH_INTERVAL};

/// The main thread, in which the handlers of signals run.
pub const MAIN: ThreadId = 0;

/// A wait of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiter {
    /// The thread.
    pub thread: ThreadId,
    /// The wait's number, which no other has.
    pub ticket: u64,
}

/// Ends a wait, and says so in the recording: that is what the other thread goes on for.
fn wake(vm: &mut Vm, waiter: Waiter) {
    let outer = State::peek(vm).recorder.cause;
    // At a thread's end its own event says enough.
    if waiter.thread != State::peek(vm).current.id && vm.depth() > 0 && record::enabled(vm) {
        let (line, by) = (record::line(vm), public::operation(vm));
        let state = State::of(vm);
        state.recorder.line = line;
        let event = state.recorder.record(EventKind::ThreadWoken { thread: waiter.thread, by: &by });
        state.recorder.cause = event.or(outer);
    }
    let state = State::of(vm);
    state.complete(waiter, Ok(Value::None));
    state.recorder.cause = outer;
}

/// Whether a wait is what its thread does now: not so while a signal's handler runs in it.
fn waits(vm: &mut Vm, waiter: Waiter) -> bool {
    let is_innermost =
        |thread: &ThreadState| thread.blocked.last().is_some_and(|blocked| blocked.ticket == waiter.ticket);
    let is_blocked = vm.is_blocked();
    let state = State::of(vm);
    match state.scheduler.parked(waiter.thread) {
        Some(parked) => parked.fiber.is_blocked() && is_innermost(&parked.state),
        None => is_blocked && is_innermost(&state.current),
    }
}

/// Starts a thread, which calls `callee(*args)` when it first runs; it wants to run from now on.
///
/// # Errors
/// `RuntimeError` if there are too many.
fn start(vm: &mut Vm, name: &str, callee: Value, args: Args) -> Result<ThreadId> {
    let Some(id) = State::of(vm).scheduler.new_id() else {
        return Err(vm.runtime_error("can't start new thread"));
    };
    let line = crate::asyncio::record::line(vm);
    let state = State::of(vm);
    state.recorder.line = line;
    let cause = state.recorder.record(EventKind::ThreadStarting { thread: id, name });
    state.scheduler.park(Box::new(Parked {
        fiber: Fiber::new(callee, args),
        state: ThreadState::new(id, name),
        place: Place::beginning(id, cause),
        begun: false,
    }));
    state.scheduler.ready(id);
    Ok(id)
}

/// Makes another thread the one that runs.
pub fn switch_to(vm: &mut Vm, thread: ThreadId) {
    let Some(mut next) = State::of(vm).scheduler.unpark(thread) else { return };
    vm.swap_fiber(&mut next.fiber);
    let state = State::of(vm);
    state.swap_numbers();
    std::mem::swap(&mut state.current, &mut next.state);
    state.swap_numbers();
    state.recorder.switch(&mut next.place);
    state.scheduler.interval_left = SWITCH_INTERVAL;
    if !next.begun {
        next.begun = true;
        let name = state.current.name.clone();
        state.recorder.cause = state.recorder.record(EventKind::ThreadStarted { name: &name });
    }
    state.scheduler.park(next);
}

/// The thread that runs has ended: it is forgotten, and another one runs.
pub fn ended(vm: &mut Vm) {
    let state = State::of(vm);
    state.recorder.line = 0;
    let event = state.recorder.record(EventKind::ThreadEnded);
    state.recorder.cause = event;
    for sentinel in std::mem::take(&mut state.current.sentinels) {
        lock::let_go(vm, &sentinel);
    }
    let id = State::peek(vm).thread();
    local::forget_thread(vm, id);
    islands::home::thread_ended(vm, id);
    // Some thread has to be there: the main thread, if none is ready.
    let scheduler = &mut State::of(vm).scheduler;
    let next = scheduler.next_ready();
    scheduler.has_turn = next.is_some();
    switch_to(vm, next.unwrap_or(MAIN));
    // Dropped where it is safe: destructors run as code of the next thread.
    let over = State::of(vm).scheduler.unpark(id);
    drop(over);
}

/// Records that an exception left the thread that runs.
fn record_uncaught(vm: &mut Vm, raised: &Raised) {
    if !crate::asyncio::record::enabled(vm) {
        return;
    }
    let line = raised.data().traceback.borrow().last().map_or(0, |entry| entry.position.line);
    let message = crate::asyncio::record::describe(raised);
    let state = State::of(vm);
    state.recorder.line = line;
    state.recorder.record(EventKind::UncaughtException { message: &message });
}

/// The call of `threading._shutdown()`, which comes after the main program, if it imported `threading`.
pub fn shutdown(vm: &Vm) -> Option<Value> {
    match vm.modules.get(&Sym::new("threading")) {
        Some(Value::Module(threading)) => threading.get(Sym::new("_shutdown")),
        _ => None,
    }
}

/// `threading.get_ident()` of a thread.
fn ident(thread: ThreadId) -> i64 {
    const FIRST: i64 = 0x7f00_0000_1000;
    FIRST + i64::from(thread) * 0x1000
}

/// The thread of an ident.
fn of_ident(ident: i64) -> Option<ThreadId> {
    let offset = ident.checked_sub(self::ident(0))?;
    ThreadId::try_from(offset / 0x1000).ok()
}

/// The instance that `value` is.
fn as_instance(value: &Value) -> Option<&Rc<Instance>> {
    match value {
        Value::Instance(instance) => Some(instance),
        _ => None,
    }
}
