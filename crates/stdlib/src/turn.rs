//! What the host of a heap does each turn.
//!
//! ```text
//! loop {
//!     set_now(vm, now); fetch_done(vm, done)…; line_read(vm, done)…; interrupt(vm) on Ctrl+C;
//!     match next_thread(vm) {                  // has made it the one that runs
//!         Readiness::Runnable => { vm.run(share_of(vm, budget)); ran(vm, spent) }
//!         Readiness::BlockedUntil(deadline) => wait for the deadline (None: for ever), an answer or an interrupt
//!     }
//!     State::of(vm).take_outbox(), State::of(vm).recorder.take()
//! }
//! ```

use loopscope_python::{Resumed, Value, Vm};
use loopscope_trace::EventKind;

use crate::fetch::request::{FetchDone, LineRead};
use crate::inputs::Inputs;
use crate::islands::{self, home};
use crate::state::State;
use crate::threads;
use crate::threads::scheduler::SWITCH_INTERVAL;

/// Whether a thread can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readiness {
    /// Call [`Vm::run`].
    Runnable,
    /// Nothing to do before this program time in microseconds or, without a time, before something comes from outside.
    BlockedUntil(Option<u64>),
}

/// Sets program time, in microseconds. Never goes backwards.
pub fn set_now(vm: &mut Vm, now_micros: u64) {
    let state = State::of(vm);
    let now_micros = state.recorder.now_micros.max(now_micros);
    state.recorder.now_micros = now_micros;
    state.scheduler.wake_due(now_micros);
}

/// Makes the thread that has its turn the one that runs, and lets it go on if what it was blocked on is over.
pub fn next_thread(vm: &mut Vm) -> Readiness {
    if std::mem::take(&mut State::of(vm).islands.arrived) {
        home::arrived(vm);
    }
    if let Some(until) = islands::first_turn_until(vm) {
        return Readiness::BlockedUntil(Some(until));
    }
    let state = State::of(vm);
    let (id, now_micros) = (state.current.id, state.now_micros());
    state.scheduler.wake_due(now_micros);
    if std::mem::take(&mut state.scheduler.has_turn) && go_on(vm) {
        return Readiness::Runnable;
    }
    if vm.is_blocked() {
        // What ended its wait may have come while a signal's handler ran, and been used up by that.
        let state = State::of(vm);
        if state.current.wait_is_over(now_micros) {
            state.scheduler.ready(id);
        }
    } else {
        let state = State::of(vm);
        let over = state.scheduler.interval_left <= 0;
        if !over || !state.scheduler.another_is_ready(id) {
            if over {
                state.scheduler.interval_left = SWITCH_INTERVAL;
            }
            return Readiness::Runnable;
        }
        if !vm.may_switch() {
            return Readiness::Runnable;
        }
        State::of(vm).scheduler.ready(id);
    }
    loop {
        let scheduler = &mut State::of(vm).scheduler;
        let Some(next) = scheduler.next_ready() else {
            return Readiness::BlockedUntil(scheduler.deadline_micros());
        };
        threads::switch_to(vm, next);
        if go_on(vm) {
            State::of(vm).scheduler.interval_left = SWITCH_INTERVAL;
            return Readiness::Runnable;
        }
    }
}

/// Whether the thread that runs can go on; ends its wait if that is over.
fn go_on(vm: &mut Vm) -> bool {
    if !vm.is_blocked() || std::mem::take(&mut State::of(vm).current.interrupted) {
        return true;
    }
    let state = State::of(vm);
    let now_micros = state.now_micros();
    let Some(blocked) = state.current.blocked.last_mut() else { return false };
    let resumed = match blocked.outcome.take() {
        Some(Ok(value)) => Resumed::Returned(value),
        Some(Err(raised)) => Resumed::Raised(raised),
        // What the deadline means is the blocked frame's to say.
        None if blocked.until_micros.is_some_and(|at| at <= now_micros) => {
            Resumed::Returned(Value::Undefined)
        }
        None => return false,
    };
    vm.unblock(resumed);
    true
}

/// How much the thread that runs may do now, of `budget` calls and back edges.
pub fn share_of(vm: &Vm, budget: u32) -> u32 {
    // One whose interval is over goes on to the next place where another one may run.
    let left = State::peek(vm).scheduler.interval_left.max(1);
    budget.min(u32::try_from(left).unwrap_or(u32::MAX))
}

/// The thread that runs has done `spent` calls and back edges.
pub fn ran(vm: &mut Vm, spent: i64) {
    State::of(vm).scheduler.interval_left -= spent;
    islands::look_what_was_set(vm);
    islands::home::look_whether_arrived(vm);
    islands::guest::did(vm, spent);
}

/// The thread that runs is to stand before the statement at `line`; whether it does. What it did in an island it does again at once.
pub fn stand(vm: &mut Vm, line: u32) -> bool {
    let state = State::of(vm);
    if let Inputs::Replayed(_) = state.current.inputs {
        return false;
    }
    let before = std::mem::replace(&mut state.recorder.line, line);
    state.recorder.record(EventKind::BreakpointHit);
    state.recorder.line = before;
    true
}

/// Takes in the end of a web request.
pub fn fetch_done(vm: &mut Vm, done: FetchDone) {
    crate::fetch::finish(vm, done);
}

/// Takes in a line of standard input.
pub fn line_read(vm: &mut Vm, done: LineRead) {
    crate::stdin::finish(vm, done);
}

/// Stop, or Ctrl+C: runs the handler of `SIGINT` in the main thread, also while that waits, which raises
/// `KeyboardInterrupt` unless the program set another.
pub fn interrupt(vm: &mut Vm) {
    crate::signals::interrupt(vm);
}
