//! The event loop as an object: its queues and their methods. [`super::run`] runs it.

mod iteration;
mod methods;
pub(crate) mod own_ways;

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::{Rc, Weak};

use loopscope_event_loop::{EventLoop, Handle, Wait};
use loopscope_python::object::{Generator, Instance};
use loopscope_python::{Raised, Result, Value, Vm};
use loopscope_trace::{EventId, EventKind, HandleKind, ObjectId, ThreadId};

use super::future::{self, Callback};
use super::handle;
use super::public;
use super::record::{self, Stamp};
use super::task;
use crate::context::Context;
use crate::islands::{self, away};
use crate::state::State;
use crate::threads::Waiter;
use loopscope_library::native;

pub(super) use iteration::{begin_wait, end_wait};
pub use methods::define;
pub(super) use methods::{new_task, set_running};
pub use own_ways::OwnWays;
pub(super) use own_ways::{give, hand_over, hand_over_method, overrides, stepped_by, tells, thrown_by_step};

/// An event loop.
pub struct LoopData {
    /// Its number in the recording.
    pub id: Cell<ObjectId>,
    /// Its queues.
    pub core: RefCell<EventLoop<Ready, Timer>>,
    /// The thread that runs it.
    pub thread: Cell<Option<ThreadId>>,
    /// The wait of that thread, while the loop has nothing to do.
    pub waiter: Cell<Option<Waiter>>,
    /// Whether `run_forever` or `run_until_complete` runs it.
    pub running: Cell<bool>,
    /// Whether `stop()` was called.
    pub stopping: Cell<bool>,
    /// The event that stops it.
    pub stopped_by: Cell<Option<EventId>>,
    /// Whether `close()` was called.
    pub closed: Cell<bool>,
    /// `get_debug()`
    pub debug: Cell<bool>,
    /// The event from which it goes on to its next iteration, or waits.
    pub turn: Cell<Option<EventId>>,
    /// What of it the program does in its own way.
    pub own_ways: Cell<OwnWays>,
    /// `get_task_factory()`
    pub task_factory: RefCell<Value>,
    /// `get_exception_handler()`
    pub exception_handler: RefCell<Value>,
    /// The default executor, or `Undefined`.
    pub executor: RefCell<Value>,
    /// Where its futures say that they were dropped too early.
    pub classes: OnceCell<Rc<super::Classes>>,
    /// Its tasks, done ones until they are many.
    tasks: RefCell<Vec<Weak<Instance>>>,
    swept_at: Cell<usize>,
    /// Asynchronous generators that were iterated while it ran.
    pub async_generators: RefCell<Vec<Weak<Generator>>>,
    /// The thread in whose island it is, if it is not in this heap.
    pub away: Cell<Option<ThreadId>>,
}

/// An entry of the ready queue.
pub enum Ready {
    /// A task's step that nothing else caused: its first, one after a bare `yield`, or one that throws.
    Step {
        /// The task.
        task: Rc<Instance>,
        /// What it throws.
        throw: Option<Raised>,
        /// What was recorded.
        stamp: Stamp,
    },
    /// A task's step because what it awaited is done.
    Wakeup {
        /// The task.
        task: Rc<Instance>,
        /// What it awaited.
        future: Rc<Instance>,
        /// What was recorded.
        stamp: Stamp,
    },
    /// A child of a `gather()` is done.
    ChildDone {
        /// The future of the `gather()`.
        outer: Rc<Instance>,
        /// The child.
        child: Rc<Instance>,
        /// What was recorded.
        stamp: Stamp,
    },
    /// A future's callback.
    Done {
        /// The callback.
        callback: Callback,
        /// The future.
        future: Rc<Instance>,
        /// What was recorded.
        stamp: Stamp,
    },
    /// `call_soon`, `call_later`, `call_at`
    Handle(Rc<Instance>),
}

/// An entry of the timers: a `TimerHandle`.
pub struct Timer(pub Rc<Instance>);

impl From<Timer> for Ready {
    fn from(timer: Timer) -> Self {
        Ready::Handle(timer.0)
    }
}

impl Handle for Timer {
    #[inline]
    fn is_cancelled(&self) -> bool {
        handle::data(&self.0).cancelled.get()
    }
}

impl Handle for Ready {
    #[inline]
    fn is_cancelled(&self) -> bool {
        match self {
            Ready::Handle(instance) => handle::data(instance).cancelled.get(),
            _ => false,
        }
    }
}

impl Default for LoopData {
    fn default() -> Self {
        LoopData {
            id: Cell::new(ObjectId { heap: 0, index: 0 }),
            core: RefCell::default(),
            thread: Cell::new(None),
            waiter: Cell::new(None),
            running: Cell::new(false),
            stopping: Cell::new(false),
            stopped_by: Cell::new(None),
            closed: Cell::new(false),
            debug: Cell::new(false),
            turn: Cell::new(None),
            own_ways: Cell::default(),
            task_factory: RefCell::new(Value::None),
            exception_handler: RefCell::new(Value::None),
            executor: RefCell::default(),
            classes: OnceCell::new(),
            tasks: RefCell::default(),
            swept_at: Cell::new(0),
            async_generators: RefCell::default(),
            away: Cell::new(None),
        }
    }
}

impl LoopData {
    /// `stop()`, because of `cause`: the iteration under way is the last.
    pub fn stop(&self, cause: Option<EventId>) {
        self.stopping.set(true);
        self.stopped_by.set(cause);
    }

    /// The event that set the next timer.
    pub fn next_timer(&self) -> Option<EventId> {
        self.core.borrow().next_timer().and_then(|timer| handle::data(&timer.0).stamp.event())
    }

    /// Remembers a task for `all_tasks()`.
    pub fn register(&self, task: &Rc<Instance>) {
        const SWEEP: usize = 1_000;
        let mut tasks = self.tasks.borrow_mut();
        if tasks.len() >= self.swept_at.get().max(SWEEP) {
            tasks.retain(|task| task.upgrade().is_some_and(|task| !future::data(&task).is_done()));
            self.swept_at.set(tasks.len() * 2);
        }
        tasks.push(Rc::downgrade(task));
    }

    /// The answer to a question: 0 whether it runs, 1 whether it is closed, 2 whether it is in debug mode.
    pub(crate) fn answer(&self, asked: i64) -> bool {
        match asked {
            0 => self.running.get(),
            1 => self.closed.get(),
            _ => self.debug.get(),
        }
    }

    /// Whether nothing has been done with it yet.
    pub(crate) fn is_fresh(&self) -> bool {
        self.is_idle() && self.thread.get().is_none() && !self.closed.get() && self.away.get().is_none()
    }

    /// Whether it does not run, and nothing waits in it.
    pub(crate) fn is_idle(&self) -> bool {
        !self.running.get()
            && !self.stopping.get()
            && self.core.borrow_mut().wait() == Wait::Forever
            && self.exception_handler.borrow().is_none()
            && !self.executor.borrow().is_defined()
            && self.pending_tasks().is_empty()
            && self.async_generators.borrow().is_empty()
    }

    /// The tasks that are not done, in the order in which they were made.
    pub fn pending_tasks(&self) -> Vec<Rc<Instance>> {
        let mut tasks = self.tasks();
        tasks.retain(|task| !future::data(task).is_done());
        tasks
    }

    /// The tasks that are there, in the order in which they were made; of those that are done not all.
    pub(crate) fn tasks(&self) -> Vec<Rc<Instance>> {
        self.tasks.borrow().iter().filter_map(Weak::upgrade).collect()
    }
}

/// The data of a loop.
#[inline]
pub fn data(event_loop: &Rc<Instance>) -> &LoopData {
    event_loop.native().expect("loops are made with LoopData")
}

/// The data of a loop of ours whose queue takes callbacks at once: not of another class's, nor of one whose `call_soon`
/// the program overrides.
#[inline]
pub fn queue(event_loop: &Rc<Instance>) -> Option<&LoopData> {
    event_loop.native::<LoopData>().filter(|data| !data.own_ways.get().schedules)
}

/// The loop that `value` is.
///
/// # Errors
/// `TypeError` if it is something else.
pub fn of<'v>(vm: &Vm, value: &'v Value) -> Result<&'v Rc<Instance>> {
    Ok(native::instance::<LoopData>(vm, Some(value), "BaseEventLoop")?.0)
}

/// `asyncio.new_event_loop()`
pub fn create(vm: &mut Vm) -> Rc<Instance> {
    let class = super::classes(vm).event_loop.clone();
    let event_loop = native::new_instance(&class, LoopData::default());
    begin(vm, &event_loop);
    event_loop
}

/// Gives a loop its number and remembers it.
pub fn begin(vm: &mut Vm, event_loop: &Rc<Instance>) {
    if data(event_loop).id.get().index != 0 {
        return;
    }
    let id = State::of(vm).object_id(|numbers| &mut numbers.event_loop);
    data(event_loop).id.set(id);
    if record::enabled(vm) {
        record::event(vm, EventKind::LoopCreated { event_loop: id });
    }
    adopt(vm, event_loop);
}

/// Makes a loop one of this heap's.
pub(crate) fn adopt(vm: &mut Vm, event_loop: &Rc<Instance>) {
    let _ = data(event_loop).classes.set(super::classes(vm));
    let loops = &mut State::of(vm).loops;
    if loops.len().is_power_of_two() {
        loops.retain(|event_loop| event_loop.strong_count() > 0);
    }
    loops.push(Rc::downgrade(event_loop));
}

/// # Errors
/// `RuntimeError` if the loop is closed.
#[inline]
pub fn check_closed(vm: &Vm, data: &LoopData) -> Result<()> {
    if data.closed.get() {
        return Err(vm.runtime_error("Event loop is closed"));
    }
    Ok(())
}

/// `_check_thread`, which only the debug mode does.
///
/// # Errors
/// `RuntimeError` if another thread runs the loop.
#[inline]
pub fn check_thread(vm: &Vm, data: &LoopData) -> Result<()> {
    if data.debug.get() && data.thread.get().is_some_and(|thread| thread != State::peek(vm).thread()) {
        let message = "Non-thread-safe operation invoked on an event loop other than the current one";
        return Err(vm.runtime_error(message));
    }
    Ok(())
}

/// `_write_to_self`: ends the wait of a loop that has nothing to do. Only what comes from other threads and from
/// outside does so; as in CPython, a `call_soon` from another thread does not.
pub fn wake(vm: &mut Vm, event_loop: &Rc<Instance>) {
    if let Some(waiter) = data(event_loop).waiter.take() {
        State::of(vm).complete(waiter, Ok(Value::None));
    }
}

/// `loop.time()` in seconds.
pub fn time(vm: &mut Vm) -> f64 {
    State::of(vm).read_clock() as f64 / 1e6
}

/// `call_soon`, or, with `when`, `call_at`.
///
/// # Errors
/// `RuntimeError` if the loop is closed.
pub fn call(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    callback: Value,
    args: handle::Arguments,
    context: Option<Context>,
    how: Call,
) -> Result<Rc<Instance>> {
    let data = data(event_loop);
    check_closed(vm, data)?;
    if how != Call::SoonThreadsafe {
        check_thread(vm, data)?;
    }
    if how == Call::Soon
        && let Some(task) = own_ways::stepped_by(&callback, &args)
    {
        // It was recorded when it was given to the loop's own `call_soon`.
        let stamp = task::given_stamp(vm, task);
        let context = context.unwrap_or_default();
        let handle = handle::create(vm, event_loop, callback, args, context, None, stamp);
        handle::data(&handle).is_step.set(true);
        data.core.borrow_mut().call_soon(Ready::Handle(handle.clone()));
        return Ok(handle);
    }
    let stamp = if record::enabled(vm) {
        let kind = match how {
            Call::Soon => HandleKind::Soon,
            Call::SoonThreadsafe => HandleKind::SoonThreadsafe,
            Call::At(when) | Call::OwnAt(when) => HandleKind::At { deadline_micros: native::deadline(when) },
        };
        let state = State::peek(vm);
        let by_library = matches!(how, Call::OwnAt(_))
            || state.recorder.by_asyncio
            || vm.is_in_library(state.current.loop_depth);
        record::scheduled_call(vm, data.id.get(), kind, &callback, by_library)
    } else {
        Stamp::default()
    };
    let context = context.unwrap_or_else(|| State::of(vm).current.context.copy());
    if how == Call::SoonThreadsafe
        && let Some(thread) = away::of_loop(vm, event_loop)
    {
        return Ok(islands::calls::call_soon(vm, thread, event_loop, callback, args, context, stamp));
    }
    let when = match how {
        Call::At(when) | Call::OwnAt(when) => Some(when),
        _ => None,
    };
    let handle = handle::create(vm, event_loop, callback, args, context, when, stamp);
    let mut core = data.core.borrow_mut();
    match when {
        Some(when) => core.call_at(native::deadline(when), Timer(handle.clone())),
        None => core.call_soon(Ready::Handle(handle.clone())),
    }
    drop(core);
    if how == Call::SoonThreadsafe {
        let outer = State::peek(vm).recorder.cause;
        State::of(vm).recorder.cause = stamp.event().or(outer);
        wake(vm, event_loop);
        State::of(vm).recorder.cause = outer;
    }
    Ok(handle)
}

/// The stamp of a call that another thread gives to a loop.
pub(crate) fn stamp_threadsafe(vm: &mut Vm, event_loop: &Rc<Instance>, callback: &str) -> Stamp {
    if !record::enabled(vm) {
        return Stamp::default();
    }
    let callback = public::name_of(callback);
    record::scheduled_own(vm, data(event_loop).id.get(), HandleKind::SoonThreadsafe, callback)
}

/// How a callback is scheduled.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Call {
    /// `call_soon`
    Soon,
    /// `call_soon_threadsafe`
    SoonThreadsafe,
    /// `call_at`, in seconds of the loop's clock.
    At(f64),
    /// The same where a function of the library calls it that isn't on the stack.
    OwnAt(f64),
}
