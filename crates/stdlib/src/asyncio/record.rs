//! Writes asyncio's events.

use std::borrow::Cow;
use std::rc::Rc;

use loopscope_python::bytecode::Op;
use loopscope_python::object::{Function, Generator, GeneratorState, Instance};
use loopscope_python::{Raised, Value, Vm};
use loopscope_trace::{Awaiting, EventId, EventKind, HandleKind, ObjectId, Outcome, ThreadId};

use super::future::{self, FutureData, Phase};
use super::task::{TaskData, task_data};
use super::{public, wait};
use crate::state::State;

/// What was recorded when a handle was scheduled: its number and heap, and its event's number and thread, all 0
/// if nothing was.
#[derive(Clone, Copy, Default)]
pub struct Stamp {
    handle: u32,
    event: u32,
    thread: ThreadId,
    heap: ThreadId,
    stands_for: StandsFor,
}

/// What a handle stands for in the program.
#[derive(Clone, Copy, Default)]
pub struct StandsFor {
    /// The line at which its function begins, or its task goes on; else the one at which it was scheduled.
    line: u32,
    /// Whether asyncio calls it of its own accord.
    by_asyncio: bool,
}

impl Stamp {
    fn new(handle: ObjectId, event: Option<EventId>, thread: ThreadId, stands_for: StandsFor) -> Stamp {
        let event = event.map_or(0, |id| id.seq + 1);
        Stamp { handle: handle.index, event, thread, heap: handle.heap, stands_for }
    }

    /// The stamp of something that was not recorded when it was scheduled and comes of this event.
    pub fn because_of(event: Option<EventId>, line: u32) -> Stamp {
        let none = ObjectId { heap: 0, index: 0 };
        let stands_for = StandsFor { line, by_asyncio: false };
        Stamp::new(none, event, event.map_or(0, |event| event.thread), stands_for)
    }

    /// The event, if it was recorded.
    pub fn event(self) -> Option<EventId> {
        self.event.checked_sub(1).map(|seq| EventId { thread: self.thread, seq })
    }

    /// The same as numbers, for another heap.
    pub(crate) fn to_value(self) -> Value {
        let StandsFor { line, by_asyncio } = self.stands_for;
        let (thread, heap) = (u32::from(self.thread), u32::from(self.heap));
        let numbers = [self.handle, self.event, thread, heap, line, u32::from(by_asyncio)];
        Value::tuple(numbers.map(|number| Value::Int(i64::from(number))).to_vec())
    }

    /// What [`Stamp::to_value`] made; `None` if it is something else.
    pub(crate) fn of_value(value: &Value) -> Option<Stamp> {
        let Value::Tuple(numbers) = value else { return None };
        let [
            Value::Int(handle),
            Value::Int(event),
            Value::Int(thread),
            Value::Int(heap),
            Value::Int(line),
            Value::Int(by_asyncio),
        ] = numbers[..]
        else {
            return None;
        };
        let (handle, event) = (u32::try_from(handle).ok()?, u32::try_from(event).ok()?);
        let (thread, heap) = (ThreadId::try_from(thread).ok()?, ThreadId::try_from(heap).ok()?);
        let stands_for = StandsFor { line: u32::try_from(line).ok()?, by_asyncio: by_asyncio != 0 };
        Some(Stamp { handle, event, thread, heap, stands_for })
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

/// The line of the program that runs: in a loop, of what that runs.
pub fn line(vm: &Vm) -> u32 {
    let current = &State::peek(vm).current;
    match current.loop_depth {
        0 => vm.line(),
        depth => match vm.line_above(depth) {
            0 => current.handle_line,
            line => line,
        },
    }
}

/// Records an event at the line that runs now.
pub fn event(vm: &mut Vm, kind: EventKind<'_>) -> Option<EventId> {
    let line = line(vm);
    let recorder = &mut State::of(vm).recorder;
    recorder.line = line;
    recorder.record(kind)
}

/// Records that a callback was scheduled, which asyncio did of its own accord if `by_library` and the callback is its own.
#[cold]
pub fn scheduled_call(
    vm: &mut Vm,
    event_loop: ObjectId,
    kind: HandleKind,
    callback: &Value,
    by_library: bool,
) -> Stamp {
    let begins_at = program_line(callback);
    let by_asyncio = by_library && begins_at.is_none();
    let stands_for = StandsFor { line: begins_at.unwrap_or_else(|| line(vm)), by_asyncio };
    let name = callable_name(callback);
    let name = match begins_at {
        Some(_) => &*name,
        None => match public::name_of(&name) {
            "" if by_asyncio => "asyncio",
            name => name,
        },
    };
    scheduled(vm, event_loop, kind, name, stands_for)
}

/// Records that a callback of asyncio's own was scheduled, by the name that readers know.
#[cold]
pub fn scheduled_own(vm: &mut Vm, event_loop: ObjectId, kind: HandleKind, callback: &str) -> Stamp {
    let stands_for = StandsFor { line: line(vm), by_asyncio: true };
    scheduled(vm, event_loop, kind, callback, stands_for)
}

fn scheduled(
    vm: &mut Vm,
    event_loop: ObjectId,
    kind: HandleKind,
    callback: &str,
    stands_for: StandsFor,
) -> Stamp {
    let line = line(vm);
    scheduled_at(State::of(vm), line, event_loop, kind, callback, stands_for)
}

/// Records that a handle was cancelled.
#[cold]
pub fn cancelled(vm: &mut Vm, stamp: Stamp, handle: ObjectId) {
    let own = stamp.stands_for.by_asyncio;
    let outer = std::mem::replace(&mut State::of(vm).recorder.by_asyncio, own);
    event(vm, EventKind::HandleCancelled { handle });
    State::of(vm).recorder.by_asyncio = outer;
}

/// Records that the last request that a task stop was taken back, which `timeout()` and the like do of their own accord.
#[cold]
pub fn uncancelled(vm: &mut Vm, data: &FutureData) {
    let task = data.object_id(vm);
    let own = vm.is_in_library(State::peek(vm).current.loop_depth);
    let outer = std::mem::replace(&mut State::of(vm).recorder.by_asyncio, own);
    event(vm, EventKind::TaskUncancelled { task });
    State::of(vm).recorder.by_asyncio = outer;
}

/// Records that a task's next step was scheduled.
#[cold]
pub fn scheduled_step(vm: &mut Vm, data: &FutureData, own: &TaskData, event_loop: ObjectId) -> Stamp {
    let line = line(vm);
    let state = State::of(vm);
    let kind = HandleKind::TaskStep { task: data.object_id_in(state) };
    let stands_for = StandsFor { line: own.line.get(), by_asyncio: own.by_asyncio.get() };
    scheduled_at(state, line, event_loop, kind, &coroutine_name(&own.coroutine.borrow()), stands_for)
}

/// Records that a task gave way, and that its next step was scheduled where it did so.
#[cold]
pub fn gave_way(state: &mut State, data: &FutureData, own: &TaskData, event_loop: ObjectId) -> Stamp {
    go_on_at(own, place_of(&own.coroutine.borrow()).as_deref());
    let (task, handle) = (data.object_id_in(state), state.object_id(|numbers| &mut numbers.handle));
    let stands_for = StandsFor { line: own.line.get(), by_asyncio: own.by_asyncio.get() };
    let recorder = &mut state.recorder;
    recorder.line = stands_for.line;
    let coroutine = own.coroutine.borrow();
    let scheduled = recorder.record_giving_way(task, handle, event_loop, &coroutine_name(&coroutine));
    Stamp::new(handle, scheduled, recorder.thread(), stands_for)
}

fn scheduled_at(
    state: &mut State,
    line: u32,
    event_loop: ObjectId,
    kind: HandleKind,
    callback: &str,
    stands_for: StandsFor,
) -> Stamp {
    let handle = state.object_id(|numbers| &mut numbers.handle);
    let recorder = &mut state.recorder;
    recorder.line = line;
    let outer = std::mem::replace(&mut recorder.by_asyncio, stands_for.by_asyncio);
    let id = recorder.record(EventKind::HandleScheduled { handle, event_loop, kind, callback });
    recorder.by_asyncio = outer;
    Stamp::new(handle, id, recorder.thread(), stands_for)
}

/// Records that a task was made of a coroutine, and its first step scheduled.
#[cold]
pub fn created(vm: &mut Vm, data: &FutureData, event_loop: ObjectId) -> Stamp {
    let outer = State::peek(vm).recorder.cause;
    let event = task_created(vm, data, event_loop);
    let line = line(vm);
    let own = task_data(data);
    let state = State::of(vm);
    state.recorder.cause = event.or(outer);
    let kind = HandleKind::TaskStep { task: data.object_id_in(state) };
    let stands_for = StandsFor { line: own.line.get(), by_asyncio: own.by_asyncio.get() };
    let name = coroutine_name(&own.coroutine.borrow()).into_owned();
    let stamp = scheduled_at(state, line, event_loop, kind, &name, stands_for);
    state.recorder.cause = outer;
    stamp
}

/// Records that a task was made of a coroutine, and runs at once.
#[cold]
pub fn created_to_run(vm: &mut Vm, data: &FutureData, event_loop: ObjectId) -> Stamp {
    let event = task_created(vm, data, event_loop);
    Stamp::because_of(event.or(State::peek(vm).recorder.cause), task_data(data).line.get())
}

fn task_created(vm: &mut Vm, data: &FutureData, event_loop: ObjectId) -> Option<EventId> {
    let own = task_data(data);
    let coroutine = &*own.coroutine.borrow();
    let line = line(vm);
    let begins_at = program_line(coroutine);
    let state = State::of(vm);
    let (created, name) = (data.object_id_in(state), coroutine_name(coroutine));
    // Of a coroutine of the library that the program did not ask for, and that doesn't run code of the program: what is
    // wrapped may be the end of its generator.
    own.by_asyncio.set(begins_at.is_none() && state.current.winding_up && name != "ensure_future");
    own.line.set(begins_at.unwrap_or(line));
    let kind =
        EventKind::TaskCreated { created, name: &super::task::name_text(own), coroutine: &name, event_loop };
    let recorder = &mut state.recorder;
    let outer = recorder.by_asyncio;
    (recorder.line, recorder.by_asyncio) = (line, own.by_asyncio.get());
    let event = recorder.record(kind);
    recorder.by_asyncio = outer;
    event
}

/// Where the recorder stands: in what task, at what line, because of what.
pub(super) struct Place {
    task: Option<ObjectId>,
    line: u32,
    handle_line: u32,
    by_asyncio: bool,
    cause: Option<EventId>,
}

/// Where it stands now.
pub(super) fn place(vm: &Vm) -> Place {
    let state = State::peek(vm);
    let recorder = &state.recorder;
    Place {
        task: recorder.task,
        line: recorder.line,
        handle_line: state.current.handle_line,
        by_asyncio: recorder.by_asyncio,
        cause: recorder.cause,
    }
}

/// It goes on where it stood.
pub(super) fn go_back(vm: &mut Vm, place: Place) {
    let state = State::of(vm);
    let Place { task, line, handle_line, by_asyncio, cause } = place;
    state.current.handle_line = handle_line;
    let recorder = &mut state.recorder;
    (recorder.task, recorder.line, recorder.by_asyncio, recorder.cause) = (task, line, by_asyncio, cause);
}

/// Records that a handle begins to run, which from now on is the cause of what happens.
#[cold]
pub fn run(state: &mut State, stamp: Stamp) {
    go_to(state, stamp.stands_for);
    if let Some(handle) = stamp.handle() {
        let id = state.recorder.record_caused_by(EventKind::HandleRun { handle }, stamp.event());
        state.recorder.cause = id.or(stamp.event());
    }
}

/// Records that a handle has run.
#[cold]
pub fn done(state: &mut State, stamp: Stamp) {
    leave(state);
    if let Some(handle) = stamp.handle() {
        let recorder = &mut state.recorder;
        recorder.cause = recorder.record(EventKind::HandleDone { handle }).or(recorder.cause);
    }
    state.recorder.by_asyncio = state.current.winding_up;
}

/// Records that a task's step begins, which from now on is the cause of what happens.
#[cold]
pub fn run_step(state: &mut State, stamp: Stamp, data: &FutureData) {
    let task = data.object_id_in(state);
    go_to(state, stamp.stands_for);
    state.recorder.task = Some(task);
    let id = state.recorder.record_caused_by(EventKind::TaskStep { task }, stamp.event());
    state.recorder.cause = id.or(stamp.event());
}

/// A task's step is over, as its last event has said.
pub fn step_done(state: &mut State) {
    leave(state);
    state.recorder.by_asyncio = state.current.winding_up;
}

fn go_to(state: &mut State, stands_for: StandsFor) {
    let StandsFor { line, by_asyncio } = stands_for;
    let recorder = &mut state.recorder;
    (state.current.handle_line, recorder.line, recorder.by_asyncio) = (line, line, by_asyncio);
}

fn leave(state: &mut State) {
    let recorder = &mut state.recorder;
    (recorder.task, recorder.line, state.current.handle_line) = (None, 0, 0);
}

/// Records that a task suspended to wait for a future.
#[cold]
pub fn suspended(state: &mut State, data: &FutureData, own: &TaskData, awaited: &Rc<Instance>) {
    let place = place_of(&own.coroutine.borrow());
    go_on_at(own, place.as_deref());
    let (task, mut name) = (data.object_id_in(state), String::new());
    let data = future::data(awaited);
    let id = data.object_id_in(state);
    let awaiting = if data.task.is_some() { Awaiting::Task(id) } else { Awaiting::Future(id) };
    let wait = wait::wait_for(own, awaited, place.as_deref(), state.recorder.now_micros, &mut name);
    state.recorder.line = own.line.get();
    state.recorder.record(EventKind::TaskSuspended { task, awaiting, wait });
}

/// The task goes on where its coroutine awaits.
fn go_on_at(own: &TaskData, place: Option<&Generator>) {
    if let Some(generator) = place {
        own.line.set(generator.function.code.program_line_at(generator.frame.borrow().pc));
    }
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
    if let Some(own) = &data.task {
        if let Some(line) = last_line(&own.coroutine.borrow()) {
            State::of(vm).current.handle_line = line;
        }
        return event(vm, EventKind::TaskDone { task: id, outcome });
    }
    let by = public::operation(vm);
    event(vm, EventKind::FutureDone { future: id, outcome, by: &by })
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
                format!("{}.{}", instance.class.short_name(), callable_name(&method.function)).into()
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
    match instance.attrs.borrow().get(loopscope_library::native::sym("func")) {
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
        Value::Generator(generator) if generator.function.code.internal => {
            let name = &*generator.function.code.qualname;
            match public::name_of(name) {
                "" => name,
                known => known,
            }
            .into()
        }
        Value::Generator(generator) => function_name(&generator.function),
        Value::AsyncStep(step) => function_name(&step.generator.function),
        other => callable_name(other),
    }
}

/// Where a suspended coroutine awaits: in the innermost function of the program.
fn place_of(coroutine: &Value) -> Option<Rc<Generator>> {
    coroutines(coroutine).filter(|generator| !generator.function.code.internal).last()
}

/// A suspended coroutine and those that it awaits, the outermost first.
pub(crate) fn coroutines(coroutine: &Value) -> impl Iterator<Item = Rc<Generator>> {
    std::iter::successors(generator_of(coroutine), |generator| {
        let frame = generator.frame.borrow();
        match (generator.function.code.ops.get(frame.pc), frame.values.last()) {
            (Some(Op::YieldFrom), Some(inner)) => generator_of(inner),
            _ => None,
        }
    })
}

fn generator_of(awaitable: &Value) -> Option<Rc<Generator>> {
    match awaitable {
        Value::Generator(generator) => Some(generator.clone()),
        Value::AsyncStep(step) => Some(step.generator.clone()),
        _ => None,
    }
}

/// The line at which a coroutine of the program ended.
fn last_line(coroutine: &Value) -> Option<u32> {
    let Value::Generator(generator) = coroutine else { return None };
    let code = &generator.function.code;
    let ended = !code.internal && generator.state.get() == GeneratorState::Closed;
    ended.then(|| code.program_line_at(generator.frame.borrow().pc.saturating_sub(1)))
}

/// The line at which a function or coroutine of the program begins, or at which its asynchronous generator goes on; `None` for
/// any other.
fn program_line(callable: &Value) -> Option<u32> {
    let function = match callable {
        Value::Function(function) => function,
        Value::Generator(generator) => &generator.function,
        Value::Method(method) => return program_line(&method.function),
        Value::AsyncStep(step) if step.generator.state.get() == GeneratorState::Suspended => {
            let code = &step.generator.function.code;
            let pc = step.generator.frame.borrow().pc;
            return (!code.internal).then(|| code.program_line_at(pc.saturating_sub(1)));
        }
        Value::AsyncStep(step) => &step.generator.function,
        Value::Instance(instance) => {
            let partial = instance.attrs.borrow().get(loopscope_library::native::sym("func")).cloned();
            return program_line(&partial?);
        }
        _ => return None,
    };
    let code = &function.code;
    (!code.internal).then(|| code.program_line(code.first_line))
}
