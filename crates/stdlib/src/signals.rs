//! `signal`: `SIGINT` is what Stop and Ctrl+C send; a program may also raise signals itself.

mod module;

use loopscope_python::{Args, Flow, NativeFunction, SortedMap, Value, Vm};
use loopscope_trace::EventKind;

use crate::asyncio::event_loop::{self, Call};
use crate::state::State;
use crate::threads::MAIN;

pub(crate) use module::signal_number;
pub use module::{define_loop_methods, init};

/// The number of `SIGINT`.
pub const SIGINT: i64 = 2;

/// The handlers of signals.
#[derive(Default)]
struct Signals {
    /// What `signal.signal` set.
    handlers: SortedMap<i64, Value>,
    /// What `loop.add_signal_handler` set: loop, callback, arguments.
    loop_handlers: SortedMap<i64, (Value, Value, Vec<Value>)>,
}

/// `SIGINT` from outside: its handler runs also while the main thread waits.
pub fn interrupt(vm: &mut Vm) {
    let line = vm.line();
    let state = State::of(vm);
    let runs = state.thread() == MAIN;
    let waits_at = state.of_thread(MAIN).and_then(|main| Some(main.blocked.last()?.line));
    let line = waits_at.unwrap_or(if runs { line } else { 0 });
    let waits = state.of_thread(MAIN).and_then(|main| main.blocked.last()?.event);
    let event = state.record_for(MAIN, line, EventKind::Interrupted, waits);
    let blocked = state.of_thread(MAIN).and_then(|main| main.blocked.last_mut());
    if let Some(blocked) = blocked.filter(|blocked| blocked.outcome.is_none()) {
        blocked.cause = event;
    }
    if deliver(vm, SIGINT) {
        if let Some(main) = State::of(vm).of_thread(MAIN) {
            main.interrupted = true;
        }
        if !runs || vm.is_blocked() {
            State::of(vm).scheduler.ready(MAIN);
        }
    }
}

/// A signal that the program raises itself: in the main thread its handler runs at once.
pub(crate) fn raise(vm: &mut Vm, signal: i64) -> Flow {
    if State::peek(vm).thread() == MAIN {
        return handler_of(vm, signal);
    }
    deliver(vm, signal);
    Flow::Value(Value::None)
}

/// Makes the main thread run the handler of a signal when it next runs, as `PyErr_SetInterruptEx` does; whether there is
/// one to run.
pub fn deliver(vm: &mut Vm, signal: i64) -> bool {
    let Flow::Call(call) = handler_of(vm, signal) else { return false };
    let (handler, args) = *call;
    match State::of(vm).scheduler.parked(MAIN) {
        Some(main) => main.fiber.inject(handler, args),
        None => vm.inject(handler, args),
    }
    true
}

/// The call of a signal's handler, if it has one to call.
fn handler_of(vm: &mut Vm, signal: i64) -> Flow {
    if let Some((Value::Instance(event_loop), callback, args)) =
        vm.slots.of::<Signals>().loop_handlers.get(&signal).cloned()
    {
        let _ = event_loop::call(vm, &event_loop, callback, args.into(), None, Call::SoonThreadsafe);
        return Flow::Value(Value::None);
    }
    let handler = vm.slots.of::<Signals>().handlers.get(&signal).cloned();
    match handler {
        Some(Value::Int(IGNORE)) => Flow::Value(Value::None),
        Some(Value::Int(_)) | None => {
            let raiser = NativeFunction::new("default_int_handler", |vm, _| {
                Err(vm.raise(&vm.exceptions.keyboard_interrupt, Vec::new()))
            });
            Flow::call(raiser, Args::none())
        }
        Some(handler) => Flow::call(handler, Args::new([Value::Int(signal), Value::None])),
    }
}

/// `signal.SIG_IGN`
const IGNORE: i64 = 1;

/// A loop was closed: its signal handlers are gone.
pub fn forget_loop(vm: &mut Vm, event_loop: &Value) {
    vm.slots.of::<Signals>().loop_handlers.retain(|_, (owner, _, _)| !owner.is(event_loop));
}
