//! Writes asyncio's events.

use std::borrow::Cow;

use loopscope_python::object::{Function, Generator, Instance};
use loopscope_python::{Raised, Value, Vm};
use loopscope_trace::{Awaiting, EventId, EventKind, HandleKind, ObjectId, Outcome, Recorder, ThreadId};

use super::future::{FutureData, Phase};
use super::task::TaskData;
use crate::state::State;

/// What was recorded when a handle was scheduled: its number and heap, and its event's number and thread, all 0
/// if nothing was.
#[derive(Clone, Copy, Default)]
pub struct Stamp {
    handle: u32,
    event: u32,
    thread: ThreadId,
    heap: ThreadId,
}

impl Stamp {
    /// The event, if it was recorded.
    pub fn event(self) -> Option<EventId> {
        self.event.checked_sub(1).map(|seq| EventId { thread: self.thread, seq })
    }

    /// The same as numbers, for another heap.
    pub(crate) fn to_value(self) -> Value {
        let numbers = [self.handle, self.event, u32::from(self.thread), u32::from(self.heap)];
        Value::tuple(numbers.map(|number| Value::Int(i64::from(number))).to_vec())
    }

    /// What [`Stamp::to_value`] made; `None` if it is something else.
    pub(crate) fn of_value(value: &Value) -> Option<Stamp> {
        let Value::Tuple(numbers) = value else { return None };
        let [Value::Int(handle), Value::Int(event), Value::Int(thread), Value::Int(heap)] = numbers[..]
        else {
            return None;
        };
        let (handle, event) = (u32::try_from(handle).ok()?, u32::try_from(event).ok()?);
        let (thread, heap) = (ThreadId::try_from(thread).ok()?, ThreadId::try_from(heap).ok()?);
        Some(Stamp { handle, event, thread, heap })
    }

    /// The handle, if it was recorded.
    pub fn handle(self) -> Option<ObjectId> {
        (self.handle != 0).then_some(ObjectId { heap: self.heap, index: self.handle })
    }
}

/// Whether events are recorded: ask before building one.
#[inline]
pub fn enabled(vm: &Vm) -> bool {
    State::peek(vm).recorder.enabled()
}

/// Records an event at the line that runs now.
pub fn event(vm: &mut Vm, kind: EventKind<'_>) -> Option<EventId> {
    let line = vm.line();
    let recorder = &mut State::of(vm).recorder;
    recorder.line = line;
    recorder.record(kind)
}

/// Records that a handle was scheduled.
#[cold]
pub fn scheduled(vm: &mut Vm, event_loop: ObjectId, kind: HandleKind, callback: &str) -> Stamp {
    let line = vm.line();
    scheduled_at(State::of(vm), line, event_loop, kind, callback)
}

/// Records that a task's next step was scheduled.
#[cold]
pub fn scheduled_step(vm: &mut Vm, data: &FutureData, own: &TaskData, event_loop: ObjectId) -> Stamp {
    let line = vm.line();
    let state = State::of(vm);
    let kind = HandleKind::TaskStep { task: data.object_id_in(state) };
    scheduled_at(state, line, event_loop, kind, &coroutine_name(&own.coroutine.borrow()))
}

fn scheduled_at(
    state: &mut State,
    line: u32,
    event_loop: ObjectId,
    kind: HandleKind,
    callback: &str,
) -> Stamp {
    let handle = state.object_id(|numbers| &mut numbers.handle);
    state.recorder.line = line;
    let id = state.recorder.record(EventKind::HandleScheduled { handle, event_loop, kind, callback });
    let thread = state.recorder.thread();
    Stamp { handle: handle.index, event: id.map_or(0, |id| id.seq + 1), thread, heap: handle.heap }
}

/// Records that a handle begins to run, which from now on is the cause of what happens.
#[cold]
pub fn run(vm: &mut Vm, stamp: Stamp) {
    run_in(&mut State::of(vm).recorder, stamp);
}

fn run_in(recorder: &mut Recorder, stamp: Stamp) {
    recorder.line = 0;
    if let Some(handle) = stamp.handle() {
        let id = recorder.record_caused_by(EventKind::HandleRun { handle }, stamp.event());
        recorder.cause = id.or(stamp.event());
    }
}

/// Records that a handle has run.
#[cold]
pub fn done(vm: &mut Vm, stamp: Stamp) {
    let recorder = &mut State::of(vm).recorder;
    recorder.task = None;
    recorder.line = 0;
    if let Some(handle) = stamp.handle() {
        recorder.record(EventKind::HandleDone { handle });
    }
    recorder.cause = None;
}

/// Records that a handle begins to run, and with it a task's step.
#[cold]
pub fn run_step(vm: &mut Vm, stamp: Stamp, data: &FutureData) {
    let state = State::of(vm);
    let task = data.object_id_in(state);
    let recorder = &mut state.recorder;
    run_in(recorder, stamp);
    recorder.task = Some(task);
    recorder.record(EventKind::TaskStep { task });
}

/// Records that a task suspended.
#[cold]
pub fn suspended(vm: &mut Vm, data: &FutureData, own: &TaskData, awaiting: Awaiting) {
    let state = State::of(vm);
    let task = data.object_id_in(state);
    state.recorder.line = awaited_line(&own.coroutine.borrow());
    state.recorder.record(EventKind::TaskSuspended { task, awaiting });
}

/// Records that a future or task is done; the event.
#[cold]
pub fn future_done(vm: &mut Vm, data: &FutureData) -> Option<EventId> {
    let exception = data.exception.borrow().as_ref().map(describe);
    let outcome = match (data.phase.get(), &exception) {
        (Phase::Cancelled, _) => Outcome::Cancelled,
        (_, Some(text)) => Outcome::Exception(text.as_str()),
        _ => Outcome::Result,
    };
    let id = data.object_id(vm);
    let kind = if data.task.is_some() {
        EventKind::TaskDone { task: id, outcome }
    } else {
        EventKind::FutureDone { future: id, outcome }
    };
    event(vm, kind)
}

/// `type: message`, as far as that can be told without running Python code.
pub fn describe(raised: &Raised) -> String {
    let name = raised.0.class.name.clone();
    let args = raised.data().args.borrow();
    match args.first() {
        None => name.to_string(),
        Some(Value::Str(text)) => format!("{name}: {}", text.as_str()),
        Some(Value::Int(number)) => format!("{name}: {number}"),
        Some(_) => name.to_string(),
    }
}

/// The qualified name of a callable, for the recording.
pub fn callable_name(callable: &Value) -> Cow<'_, str> {
    match callable {
        Value::Function(function) => function_name(function),
        Value::Native(function) => function.name.into(),
        Value::Method(method) => match &method.receiver {
            Value::Instance(instance) if matches!(method.function, Value::Native(_)) => {
                format!("{}.{}", instance.class.name, callable_name(&method.function)).into()
            }
            _ => callable_name(&method.function),
        },
        Value::Type(class) => (&*class.qualname).into(),
        Value::Instance(instance) => callable_of(instance),
        _ => "".into(),
    }
}

/// A `functools.partial` goes by the name of its function.
fn callable_of(instance: &Instance) -> Cow<'_, str> {
    match instance.attrs.borrow().get(crate::native::sym("func")) {
        Some(function) => callable_name(function).into_owned().into(),
        None => (&*instance.class.qualname).into(),
    }
}

/// Most functions go by the name that their code has.
fn function_name(function: &Function) -> Cow<'_, str> {
    match function.own_qualname() {
        Some(name) => name.to_string().into(),
        None => (&*function.code.qualname).into(),
    }
}

/// The qualified name of a coroutine.
pub fn coroutine_name(coroutine: &Value) -> Cow<'_, str> {
    match coroutine {
        Value::Generator(generator) => function_name(&generator.function),
        other => callable_name(other),
    }
}

/// The line of the program at which a suspended coroutine awaits; in a coroutine of ours, 0.
fn awaited_line(coroutine: &Value) -> u32 {
    match coroutine {
        Value::Generator(generator) if !generator.function.code.internal => line_of(generator),
        _ => 0,
    }
}

fn line_of(generator: &Generator) -> u32 {
    generator.function.code.line_at(generator.frame.borrow().pc)
}
