//! `signal`: `SIGINT` is what Stop and Ctrl+C send; a program may also raise signals itself.

mod module;

use loopscope_python::{Args, Flow, NativeFunction, SortedMap, Value, Vm};
use loopscope_trace::EventKind;

use crate::asyncio::event_loop::{self, Call};
use crate::state::State;

pub use module::{define_loop_methods, init};

/// The thread in which handlers run.
const MAIN: loopscope_trace::ThreadId = 0;

/// The number of `SIGINT`.
pub const SIGINT: i64 = 2;

/// The handlers of signals.
#[derive(Default)]
pub struct Signals {
    /// What `signal.signal` set.
    handlers: SortedMap<i64, Value>,
    /// What `loop.add_signal_handler` set: loop, callback, arguments.
    loop_handlers: SortedMap<i64, (Value, Value, Vec<Value>)>,
}

/// Runs the handler of a signal, between two instructions of the main thread.
pub fn deliver(vm: &mut Vm, signal: i64) {
    let Flow::Call(handler, args) = handle_now(vm, signal) else { return };
    let state = State::of(vm);
    state.scheduler.ready(MAIN);
    match state.scheduler.parked(MAIN) {
        Some(main) => main.fiber.inject(handler, args),
        None => vm.inject(handler, args),
    }
}

/// The call of a signal's handler, if it has one to call.
pub(crate) fn handle_now(vm: &mut Vm, signal: i64) -> Flow {
    if signal == SIGINT {
        let state = State::of(vm);
        let event = state.recorder.record(EventKind::Interrupted);
        let main = match state.scheduler.parked(MAIN) {
            Some(main) => &mut main.state,
            None => &mut state.current,
        };
        if let Some(blocked) = main.blocked.last_mut() {
            blocked.cause = event;
        }
    }
    if let Some((Value::Instance(event_loop), callback, args)) =
        State::peek(vm).signals.loop_handlers.get(&signal).cloned()
    {
        let _ = event_loop::call(vm, &event_loop, callback, args, None, Call::SoonThreadsafe);
        return Flow::Value(Value::None);
    }
    let handler = State::peek(vm).signals.handlers.get(&signal).cloned();
    match handler {
        Some(Value::Int(IGNORE)) => Flow::Value(Value::None),
        Some(Value::Int(_)) | None => {
            let raiser = NativeFunction::new("default_int_handler", |vm, _| {
                Err(vm.raise(&vm.exceptions.keyboard_interrupt, Vec::new()))
            });
            Flow::Call(raiser, Args::none())
        }
        Some(handler) => Flow::Call(handler, Args::new([Value::Int(signal), Value::None])),
    }
}

/// `signal.SIG_IGN`
const IGNORE: i64 = 1;

/// A loop was closed: its signal handlers are gone.
pub fn forget_loop(vm: &mut Vm, event_loop: &Value) {
    State::of(vm).signals.loop_handlers.retain(|_, (owner, _, _)| !owner.is(event_loop));
}
