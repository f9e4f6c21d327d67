//! What the host of a thread does each turn.
//!
//! ```text
//! loop {
//!     set_now(vm, now); deliver(vm, envelope)…; fetch_done(vm, done)…; interrupt(vm) on Ctrl+C;
//!     match readiness(vm) {                    // asks Vm::is_blocked
//!         Runnable => vm.run(budget),          // readiness has called Vm::unblock where needed
//!         BlockedUntil(deadline) => wait for the deadline (None: for ever), a message or an interrupt
//!     }
//!     State::of(vm).take_outbox(), State::of(vm).recorder.take()
//! }
//! ```

use loopscope_python::{Resumed, Value, Vm};

use crate::asyncio::event_loop;
use crate::remote::{Envelope, FetchDone, Message};
use crate::state::State;

/// Whether a thread can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Call [`Vm::run`].
    Runnable,
    /// Nothing to do before this program time in microseconds, or, without a time, before a message.
    BlockedUntil(Option<u64>),
}

/// Sets program time, in microseconds. Never goes backwards.
pub fn set_now(vm: &mut Vm, now_micros: u64) {
    let recorder = &mut State::of(vm).recorder;
    recorder.now_micros = recorder.now_micros.max(now_micros);
}

/// Says whether the thread can go on, and makes it go on if what it was blocked on is over.
pub fn readiness(vm: &mut Vm) -> Readiness {
    if !vm.is_blocked() {
        return Readiness::Runnable;
    }
    let state = State::of(vm);
    let now_micros = state.now_micros();
    let Some(blocked) = state.blocked.last_mut() else { return Readiness::BlockedUntil(None) };
    let deadline = blocked.until_micros;
    let resumed = match (blocked.outcome.take(), &blocked.event_loop) {
        (Some(Ok(value)), _) => Resumed::Returned(value),
        (Some(Err(raised)), _) => Resumed::Raised(raised),
        (None, Some(event_loop)) if event_loop::must_wake(event_loop) => Resumed::Returned(Value::None),
        // What the deadline means is the blocked frame's to say.
        (None, _) if deadline.is_some_and(|at| at <= now_micros) => Resumed::Returned(Value::Undefined),
        _ => return Readiness::BlockedUntil(deadline),
    };
    vm.unblock(resumed);
    Readiness::Runnable
}

/// Takes in a message from another thread. What it causes names `envelope.cause`.
pub fn deliver(vm: &mut Vm, envelope: Envelope) {
    State::of(vm).counters.names.learn(envelope.names);
    let outer = std::mem::replace(&mut State::of(vm).recorder.cause, envelope.cause);
    match envelope.message {
        Message::Request { object, method, args, kwargs, origin, ticket } => {
            crate::exchange::answer(vm, object, method, args, kwargs, (origin, ticket));
        }
        Message::Reply { ticket, result } => crate::exchange::take_reply(vm, ticket, result),
        Message::Withdraw { object, origin, ticket } => {
            crate::exchange::withdraw(vm, object, (origin, ticket));
        }
        Message::LoopReturned(luggage) => crate::asyncio::moving::unpack(vm, *luggage),
    }
    State::of(vm).recorder.cause = outer;
}

/// Takes in the end of a web request.
pub fn fetch_done(vm: &mut Vm, done: FetchDone) {
    crate::fetch::finish(vm, done);
}

/// Stop, or Ctrl+C: runs the handler of `SIGINT`, which raises `KeyboardInterrupt` unless the program set
/// another. For the main thread.
pub fn interrupt(vm: &mut Vm) {
    crate::signals::deliver(vm, crate::signals::SIGINT);
}
