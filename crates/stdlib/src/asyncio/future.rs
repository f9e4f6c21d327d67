//! `asyncio.Future`, and what it has in common with `asyncio.Task`.

mod dropped;
mod methods;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::object::generator::Dropped;
use loopscope_python::{Raised, Result, Type, Value, Vm, work};
use loopscope_trace::{EventId, ObjectId};
use smallvec::SmallVec;

use super::event_loop::{self, Ready};
use super::gather;
use super::record;
use super::source::Source;
use super::task::TaskData;
use super::wait::Told;
use crate::context::Context;
use crate::state::State;
use loopscope_library::native;

pub(super) use dropped::last_word;
pub use methods::define;
pub(super) use methods::{Await, is_future};

/// So many futures one `cancel()` tells, each as often as it is reached.
const MOST_CANCELLED: u32 = 1_000_000;

/// Where a future is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// `PENDING`
    Pending,
    /// `CANCELLED`
    Cancelled,
    /// `FINISHED`, with a result or an exception.
    Finished,
}

/// A future or a task.
pub struct FutureData {
    /// Where it is in its life.
    pub phase: Cell<Phase>,
    /// Its result.
    pub result: RefCell<Value>,
    /// Its exception; for a cancelled task, the `CancelledError` that left the coroutine.
    pub exception: RefCell<Option<Raised>>,
    /// How much of the exception's traceback there was when it was set; nothing once it has been raised from here, as in CPython, so that
    /// it does not grow with each `await`.
    pub traceback_length: Cell<usize>,
    /// The message of `cancel(msg)`, or `Undefined`.
    pub cancel_message: RefCell<Value>,
    /// Its loop.
    pub event_loop: RefCell<Option<Rc<Instance>>>,
    /// What to call when it is done.
    pub callbacks: RefCell<SmallVec<[Callback; 1]>>,
    /// `_asyncio_future_blocking`: yielded by an `await`.
    pub blocking: Cell<bool>,
    /// Whether nobody has looked at the exception yet.
    pub log_traceback: Cell<bool>,
    /// Its name in the recording, of index 0 before it was recorded.
    pub id: Cell<ObjectId>,
    /// The event of its end.
    pub done_event: Cell<Option<EventId>>,
    /// Its class, if that is the program's own.
    pub own_class: OnceCell<Rc<Type>>,
    /// What a task has besides.
    pub task: Option<TaskData>,
    /// What the future of a `gather()` has besides.
    pub gather: RefCell<Option<Box<gather::Gather>>>,
    /// Where it was made, in a loop in debug mode.
    pub source: Source,
    /// What whoever awaits it waits for, where that was told.
    pub told: Cell<Option<Box<Told>>>,
}

/// What to call when a future is done.
#[derive(Clone)]
pub enum Callback {
    /// Wakes the task that awaits it.
    Wakeup(Rc<Instance>),
    /// Stops the loop: `run_until_complete` waits for it.
    StopLoop,
    /// Tells the future of a `gather()` about one of its children.
    Gather(Rc<Instance>),
    /// `add_done_callback`
    Call(Box<(Value, Context)>),
}

impl Default for FutureData {
    fn default() -> Self {
        FutureData::new(None, None)
    }
}

impl FutureData {
    /// The data of a pending future of a loop, or of a task: made where it stays.
    #[inline(always)]
    pub fn new(event_loop: Option<Rc<Instance>>, task: Option<TaskData>) -> Self {
        FutureData {
            phase: Cell::new(Phase::Pending),
            result: RefCell::default(),
            exception: RefCell::default(),
            traceback_length: Cell::default(),
            cancel_message: RefCell::default(),
            event_loop: RefCell::new(event_loop),
            callbacks: RefCell::default(),
            blocking: Cell::new(false),
            log_traceback: Cell::new(false),
            id: Cell::new(ObjectId { heap: 0, index: 0 }),
            done_event: Cell::new(None),
            own_class: OnceCell::new(),
            task,
            gather: RefCell::default(),
            source: Source::default(),
            told: Cell::default(),
        }
    }

    /// The data of a task that has not been given its coroutine yet.
    pub fn of_task() -> Self {
        FutureData::new(None, Some(TaskData::default()))
    }

    /// Whether it has a result, an exception, or was cancelled.
    #[inline]
    pub fn is_done(&self) -> bool {
        self.phase.get() != Phase::Pending
    }

    /// Its name in the recording.
    pub fn object_id(&self, vm: &mut Vm) -> ObjectId {
        self.object_id_in(State::of(vm))
    }

    /// The same, where the thread's state is at hand.
    pub fn object_id_in(&self, state: &mut State) -> ObjectId {
        if self.id.get().index == 0 {
            let is_task = self.task.is_some();
            self.id.set(state.object_id(if is_task { |it| &mut it.task } else { |it| &mut it.future }));
        }
        self.id.get()
    }

    /// Its loop.
    ///
    /// # Errors
    /// `RuntimeError` if `__init__` was not called.
    pub fn event_loop(&self, vm: &Vm) -> Result<Rc<Instance>> {
        let event_loop = self.event_loop.borrow().clone();
        event_loop.ok_or_else(|| vm.runtime_error("Future object is not initialized."))
    }
}

/// The data of a future or task.
#[inline]
pub fn data(future: &Rc<Instance>) -> &FutureData {
    future.native().expect("futures are made with FutureData")
}

/// The data of `value`, if it is a future or task.
#[inline]
pub fn as_future(value: &Value) -> Option<(&Rc<Instance>, &FutureData)> {
    match value {
        Value::Instance(instance) => instance.native::<FutureData>().map(|data| (instance, data)),
        _ => None,
    }
}

/// `loop.create_future()`
pub fn create(vm: &mut Vm, event_loop: &Rc<Instance>) -> Rc<Instance> {
    let classes = super::classes(vm);
    let data = FutureData::new(Some(event_loop.clone()), None);
    data.source.note(vm, event_loop);
    native::new_instance(&classes.future, data)
}

/// `set_result`
///
/// # Errors
/// `InvalidStateError` if it is done already.
pub fn set_result(vm: &mut Vm, future: &Rc<Instance>, data: &FutureData, result: Value) -> Result<()> {
    if data.is_done() {
        return Err(invalid_state(vm, future));
    }
    *data.result.borrow_mut() = result;
    data.phase.set(Phase::Finished);
    schedule_callbacks(vm, future, data)
}

/// `set_exception`
///
/// # Errors
/// `InvalidStateError` if it is done already, `TypeError` for `StopIteration`.
pub fn set_exception(vm: &mut Vm, future: &Rc<Instance>, raised: Raised) -> Result<()> {
    let data = data(future);
    if data.is_done() {
        return Err(invalid_state(vm, future));
    }
    if raised.is(&vm.exceptions.stop_iteration) {
        let message = "StopIteration interacts badly with generators and cannot be raised into a Future";
        return Err(vm.type_error(message));
    }
    data.traceback_length.set(raised.traceback_length());
    *data.exception.borrow_mut() = Some(raised);
    data.phase.set(Phase::Finished);
    data.log_traceback.set(true);
    schedule_callbacks(vm, future, data)
}

/// `Future.cancel` of a plain future, and the end of a cancelled task. Whether it was pending.
///
/// # Errors
/// `RuntimeError` if there are callbacks and the loop is closed.
pub fn cancel_plain(vm: &mut Vm, future: &Rc<Instance>, message: Value) -> Result<bool> {
    let data = data(future);
    data.log_traceback.set(false);
    if data.is_done() {
        return Ok(false);
    }
    data.phase.set(Phase::Cancelled);
    *data.cancel_message.borrow_mut() = message;
    schedule_callbacks(vm, future, data)?;
    Ok(true)
}

/// `cancel()` of a future, a task or the future of a `gather()`.
///
/// # Errors
/// As [`cancel_plain`]; `RecursionError` if tasks await each other in a circle, or too many in a row, or if the same futures are
/// reached in too many ways.
pub fn cancel(vm: &mut Vm, future: &Rc<Instance>, message: Value) -> Result<bool> {
    cancel_below(vm, future, message, &mut Reach::default())
}

/// How far one [`cancel`] has come.
#[derive(Default)]
pub(super) struct Reach {
    /// How many await each other one behind the other.
    depth: usize,
    /// How many were told.
    calls: u32,
}

/// [`cancel`] of what `task` awaits or gathers: by the `cancel` of its class, if the program has given it its own.
pub(super) fn cancel_awaited(
    vm: &mut Vm,
    awaiting: &Rc<Instance>,
    awaited: &Rc<Instance>,
    message: Value,
    reach: &mut Reach,
) -> Result<bool> {
    if awaited.native::<FutureData>().is_some() && !event_loop::overrides(vm, awaited, "cancel") {
        return cancel_below(vm, awaited, message, reach);
    }
    let message = if message.is_defined() { message } else { Value::None };
    let args = [Value::Instance(awaiting.clone()), Value::Instance(awaited.clone()), message];
    let (helper, args) = event_loop::hand_over(vm, "cancel", args)?;
    vm.graveyard.push(Dropped::Call(helper, args));
    Ok(true)
}

/// [`cancel`] of a future of ours.
pub(super) fn cancel_below(
    vm: &mut Vm,
    future: &Rc<Instance>,
    message: Value,
    reach: &mut Reach,
) -> Result<bool> {
    vm.check_native_depth(reach.depth)?;
    reach.calls += 1;
    if reach.calls > MOST_CANCELLED {
        return Err(
            vm.recursion_error("too many futures to cancel: gather() of the same gather() again and again")
        );
    }
    work::charge(1);
    reach.depth += 1;
    let data = data(future);
    let reached = if data.task.is_some() {
        super::task::cancel(vm, future, message, reach)
    } else if data.gather.borrow().is_some() {
        gather::cancel(vm, future, message, reach)
    } else {
        cancel_plain(vm, future, message)
    };
    reach.depth -= 1;
    reached
}

/// `result()`
///
/// # Errors
/// The future's exception, `CancelledError`, or `InvalidStateError` while it is pending.
pub fn result(vm: &Vm, future: &Rc<Instance>) -> Result<Value> {
    let data = data(future);
    match data.phase.get() {
        Phase::Pending => {
            let is_ready = data.event_loop.borrow().is_some();
            let text = if is_ready { "Result is not set." } else { "Future object is not initialized." };
            Err(super::raise(&super::classes(vm).invalid_state_error, text))
        }
        Phase::Cancelled => Err(take_cancelled_error(vm, data)),
        Phase::Finished => {
            data.log_traceback.set(false);
            match &*data.exception.borrow() {
                Some(raised) => {
                    raised.shorten_traceback(data.traceback_length.take());
                    Err(raised.clone())
                }
                None => Ok(data.result.borrow().clone()),
            }
        }
    }
}

/// `_make_cancelled_error`: the one that left the coroutine, if it did and nobody took it, else a new one.
pub fn take_cancelled_error(vm: &Vm, data: &FutureData) -> Raised {
    if data.phase.get() == Phase::Cancelled
        && let Some(raised) = data.exception.take()
    {
        return raised;
    }
    let message = data.cancel_message.borrow();
    let args = match &*message {
        Value::Undefined | Value::None => Vec::new(),
        message => vec![message.clone()],
    };
    vm.raise(&super::classes(vm).cancelled_error, args)
}

/// `InvalidStateError: invalid state`, as the C implementation says it.
pub fn invalid_state(vm: &Vm, _future: &Rc<Instance>) -> Raised {
    super::raise(&super::classes(vm).invalid_state_error, "invalid state")
}

/// Adds a callback, or schedules it if the future is done already.
///
/// # Errors
/// `RuntimeError` if the future is done and the loop is closed.
pub fn add_callback(vm: &mut Vm, future: &Rc<Instance>, data: &FutureData, callback: Callback) -> Result<()> {
    if !data.is_done() {
        data.callbacks.borrow_mut().push(callback);
        return Ok(());
    }
    let event_loop = data.event_loop(vm)?;
    schedule(vm, &event_loop, future, callback)
}

/// The future's `add_done_callback`, bound, if the program overrides it.
pub(super) fn own_add_done_callback(vm: &mut Vm, future: &Rc<Instance>) -> Option<Value> {
    if !event_loop::overrides(vm, future, "add_done_callback") {
        return None;
    }
    vm.bind_method(&Value::Instance(future.clone()), native::sym("add_done_callback"))
}

/// Puts every callback into the loop's queue.
fn schedule_callbacks(vm: &mut Vm, future: &Rc<Instance>, data: &FutureData) -> Result<()> {
    let recorder = &State::peek(vm).recorder;
    let (is_recording, outer) = (recorder.enabled(), recorder.cause);
    if is_recording {
        let event = record::future_done(vm, data);
        data.done_event.set(event);
        State::of(vm).recorder.cause = event.or(outer);
    }
    let callbacks = data.callbacks.take();
    let mut scheduled = Ok(());
    if !callbacks.is_empty() {
        let event_loop = data.event_loop(vm)?;
        for callback in callbacks {
            if scheduled.is_ok() {
                scheduled = schedule(vm, &event_loop, future, callback);
            }
        }
    }
    if is_recording {
        State::of(vm).recorder.cause = outer;
    }
    scheduled
}

fn schedule(vm: &mut Vm, event_loop: &Rc<Instance>, future: &Rc<Instance>, callback: Callback) -> Result<()> {
    let Some(queue) = event_loop::queue(event_loop) else {
        let its = event_loop.native::<event_loop::LoopData>();
        let stamp = match (&callback, its) {
            (Callback::Wakeup(_), Some(its)) if record::enabled(vm) => {
                super::task::record_callback(vm, its.id.get(), &callback)
            }
            _ => record::Stamp::default(),
        };
        return event_loop::give(vm, event_loop, when_done(callback, future, stamp));
    };
    event_loop::check_closed(vm, queue)?;
    event_loop::check_thread(vm, queue)?;
    let stamp = if record::enabled(vm) {
        super::task::record_callback(vm, queue.id.get(), &callback)
    } else {
        record::Stamp::default()
    };
    queue.core.borrow_mut().call_soon(when_done(callback, future, stamp));
    Ok(())
}

/// The entry of the queue for a callback of a future that is done.
#[inline]
fn when_done(callback: Callback, future: &Rc<Instance>, stamp: record::Stamp) -> Ready {
    match callback {
        Callback::Wakeup(task) => Ready::Wakeup { task, future: future.clone(), stamp },
        Callback::Gather(outer) => Ready::ChildDone { outer, child: future.clone(), stamp },
        callback => Ready::Done { callback, future: future.clone(), stamp },
    }
}
