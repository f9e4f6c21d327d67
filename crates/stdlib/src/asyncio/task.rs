//! `asyncio.Task`: a coroutine that a loop runs step by step.
//!
//! ```text
//!            create_task                 the loop takes its handle
//!   coroutine ─────────▶ in the ready queue ───────────────▶ step
//!                           ▲                                  │ yields a future: suspended,
//!                           │ the future is done: wakeup       ▼ the future's callback is `wakeup`
//!                           └────────────────────────────── waiting
//!                           └── yields None: ready again ◀── step ──▶ returns or raises: done
//! ```

mod methods;
mod step;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use loopscope_python::native::Resume;
use loopscope_python::object::{GeneratorKind, Instance};
use loopscope_python::{Args, NativeStep, Raised, Result, Resumed, Value, Vm};
use loopscope_trace::{EventKind, HandleKind, ObjectId};

use super::event_loop::{self, LoopData, Ready};
use super::future::{self, Callback, FutureData, as_future};
use super::record::{self, Stamp};
use crate::context::{self, Context};
use crate::state::State;
use loopscope_library::native;

pub use methods::{define, set_name_from};
pub(crate) use methods::{given_context, is_coroutine, name_text, repr_hint};
pub(super) use step::{context_as_object, given_stamp, of_stepper, of_waker, stepper, waker};

/// What a task has besides a future's data.
#[derive(Default)]
pub struct TaskData {
    /// The coroutine, until the task is done.
    pub coroutine: RefCell<Value>,
    /// `get_name()`
    pub name: RefCell<Value>,
    /// The future that it awaits.
    pub waiting_for: RefCell<Option<Rc<Instance>>>,
    /// Whether the next step throws `CancelledError`.
    pub must_cancel: Cell<bool>,
    /// `cancelling()`
    pub cancel_requests: Cell<i64>,
    /// Its variables.
    pub context: RefCell<Context>,
    /// Whether to complain when it is dropped while pending.
    pub log_destroy_pending: Cell<bool>,
    /// The line of the program at which it goes on.
    pub line: Cell<u32>,
    /// When a `timeout()` ends what it awaits, in seconds of the loop's clock.
    pub limit: Cell<Option<f64>>,
    /// Whether it is asyncio's own.
    pub by_asyncio: Cell<bool>,
    /// What was recorded of a step that was given to the loop's own `call_soon`.
    pub given: Cell<Stamp>,
}

/// A step under way: what [`Step::finish`] needs to know.
pub struct Step {
    task: Rc<Instance>,
    outer: Context,
    /// Whether a generator was resumed; else its `send` or `throw` was called.
    resumed: bool,
    /// The task's own variables, if the step was given others.
    kept: Option<Box<Context>>,
    /// What the task awaited: the handle of the step holds it until the step is over.
    pub awaited: Option<Rc<Instance>>,
}

/// What follows a step.
pub enum AfterStep {
    /// The loop goes on.
    Done,
    /// The loop has to call this and give the exception that it returns to the task ([`throw_later`]).
    AskHelper(Box<(Value, Args, Rc<Instance>)>),
}

/// The task's own data.
#[inline]
pub fn task_data(data: &FutureData) -> &TaskData {
    data.task.as_ref().expect("only tasks are stepped")
}

/// Makes a task for a coroutine and schedules its first step.
///
/// # Errors
/// `RuntimeError` if the loop is closed.
pub fn create(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Context>,
) -> Result<Rc<Instance>> {
    event_loop::check_closed(vm, event_loop::data(event_loop))?;
    let state = State::of(vm);
    let own = TaskData {
        coroutine: RefCell::new(coroutine),
        name: RefCell::new(name_for(state, name)),
        context: RefCell::new(context.unwrap_or_else(|| state.current.context.copy())),
        log_destroy_pending: Cell::new(true),
        ..TaskData::default()
    };
    let classes = super::classes(vm);
    let data = FutureData::new(Some(event_loop.clone()), Some(own));
    data.source.note(vm, event_loop);
    let task = native::new_instance(&classes.task, data);
    schedule_first(vm, &task, event_loop)?;
    Ok(task)
}

/// `Task.__init__`, up to its first step.
///
/// # Errors
/// As [`create`].
fn begin(
    vm: &mut Vm,
    task: &Rc<Instance>,
    event_loop: &Rc<Instance>,
    coroutine: Value,
    name: Option<Value>,
    context: Option<Context>,
) -> Result<()> {
    if let Some(loop_data) = event_loop.native::<LoopData>() {
        event_loop::check_closed(vm, loop_data)?;
    }
    let data = future::data(task);
    let own = task_data(data);
    let state = State::of(vm);
    *own.name.borrow_mut() = name_for(state, name);
    *own.context.borrow_mut() = context.unwrap_or_else(|| state.current.context.copy());
    own.log_destroy_pending.set(true);
    data.source.note(vm, event_loop);
    *data.event_loop.borrow_mut() = Some(event_loop.clone());
    *own.coroutine.borrow_mut() = coroutine;
    Ok(())
}

/// The name of a new task, which was given one or gets a number.
fn name_for(state: &mut State, given: Option<Value>) -> Value {
    match given {
        Some(name) if !name.is_none() => name,
        _ => {
            state.numbers.task_name += 1;
            // Written out when somebody asks: most tasks' names nobody wants to know.
            Value::Int(state.numbers.task_name as i64)
        }
    }
}

fn schedule_first(vm: &mut Vm, task: &Rc<Instance>, event_loop: &Rc<Instance>) -> Result<()> {
    if let Some(data) = event_loop.native::<LoopData>() {
        event_loop::check_thread(vm, data)?;
        data.register(task);
    }
    let stamp = match event_loop.native::<LoopData>() {
        Some(data) if record::enabled(vm) => record::created(vm, future::data(task), data.id.get()),
        _ => Stamp::default(),
    };
    put(vm, event_loop, Ready::Step { task: task.clone(), throw: None, stamp })
}

/// Puts a step into its loop's queue.
#[inline]
fn put(vm: &mut Vm, event_loop: &Rc<Instance>, ready: Ready) -> Result<()> {
    match event_loop::queue(event_loop) {
        Some(queue) => queue.core.borrow_mut().call_soon(ready),
        None => event_loop::give(vm, event_loop, ready)?,
    }
    Ok(())
}

/// Records that a future's callback was scheduled.
#[cold]
pub fn record_callback(vm: &mut Vm, event_loop: ObjectId, callback: &Callback) -> Stamp {
    match callback {
        Callback::Wakeup(task) => {
            let data = future::data(task);
            record::scheduled_step(vm, data, task_data(data), event_loop)
        }
        Callback::StopLoop => {
            record::scheduled_own(vm, event_loop, HandleKind::DoneCallback, "run_until_complete")
        }
        Callback::Gather(..) => record::scheduled_own(vm, event_loop, HandleKind::DoneCallback, "gather"),
        Callback::Call(call) => {
            record::scheduled_call(vm, event_loop, HandleKind::DoneCallback, &call.0, true)
        }
    }
}

/// Schedules another step, which throws `raised` if there is one.
///
/// # Errors
/// `RuntimeError` if the loop is closed and has a `call_soon` of its own.
pub fn step_later(vm: &mut Vm, task: &Rc<Instance>, throw: Option<Raised>) -> Result<()> {
    let data = future::data(task);
    let Some(event_loop) = data.event_loop.borrow().clone() else { return Ok(()) };
    let stamp = match event_loop.native::<LoopData>() {
        Some(its) if record::enabled(vm) => record::scheduled_step(vm, data, task_data(data), its.id.get()),
        _ => Stamp::default(),
    };
    put(vm, &event_loop, Ready::Step { task: task.clone(), throw, stamp })
}

/// Schedules the step after a bare `yield`.
fn give_way(vm: &mut Vm, task: &Rc<Instance>, data: &FutureData, own: &TaskData) -> Result<()> {
    let event_loop = data.event_loop.borrow();
    let Some(event_loop) = &*event_loop else { return Ok(()) };
    let Some(queue) = event_loop::queue(event_loop) else { return step_later(vm, task, None) };
    let state = State::of(vm);
    let stamp = if state.recorder.enabled() {
        record::gave_way(state, data, own, queue.id.get())
    } else {
        Stamp::default()
    };
    queue.core.borrow_mut().call_soon(Ready::Step { task: task.clone(), throw: None, stamp });
    Ok(())
}

/// What a wakeup throws into the task: the exception of the future that it awaited.
pub fn thrown_by(vm: &Vm, awaited: &Rc<Instance>) -> Option<Raised> {
    let data = future::data(awaited);
    if data.phase.get() == future::Phase::Finished && data.exception.borrow().is_none() {
        return None;
    }
    let raised = future::result(vm, awaited).err()?;
    if data.phase.get() == future::Phase::Cancelled {
        // As CPython raises it, before it is thrown: around the loop an exception may be handled.
        vm.set_context(&raised);
    }
    Some(raised)
}

impl Step {
    /// `Task.__step`, up to the coroutine, of a task that is not done.
    #[inline]
    pub fn begin(
        vm: &mut Vm,
        task: Rc<Instance>,
        mut throw: Option<Raised>,
        stamp: Stamp,
    ) -> (Step, NativeStep) {
        let data = future::data(&task);
        let own = task_data(data);
        if own.must_cancel.get() {
            let cancelled = &super::classes(vm).cancelled_error;
            if !throw.as_ref().is_some_and(|raised| raised.is(cancelled)) {
                throw = Some(future::take_cancelled_error(vm, data));
            }
            own.must_cancel.set(false);
        }
        drop(own.waiting_for.take());
        let inner = std::mem::take(&mut *own.context.borrow_mut());
        let state = State::of(vm);
        if state.recorder.enabled() {
            record::run_step(state, stamp, data);
        }
        let outer = context::enter(state, inner);
        state.current.current_task = Some(task.clone());
        let coroutine = own.coroutine.borrow().clone();
        let (resumed, step) = match (coroutine, throw) {
            (Value::Generator(generator), None) => {
                (true, NativeStep::Resume(generator, Resume::Send(Value::None)))
            }
            (Value::Generator(generator), Some(raised)) => {
                (true, NativeStep::Resume(generator, Resume::Throw(raised)))
            }
            (other, throw) => (false, call_method(vm, &other, throw)),
        };
        (Step { task, outer, resumed, kept: None, awaited: None }, step)
    }

    /// The same of a step that the loop's own `call_soon` has given these variables.
    #[cold]
    pub fn begin_within(
        vm: &mut Vm,
        task: Rc<Instance>,
        throw: Option<Raised>,
        stamp: Stamp,
        given: Context,
    ) -> (Step, NativeStep) {
        let own = &task_data(future::data(&task)).context;
        let is_other = given.is_of_another_object(&own.borrow());
        let kept = is_other.then(|| Box::new(own.replace(given)));
        let (step, native_step) = Step::begin(vm, task, throw, stamp);
        (Step { kept, ..step }, native_step)
    }

    /// `Task.__step`, after the coroutine.
    ///
    /// # Errors
    /// `KeyboardInterrupt` and `SystemExit` out of the coroutine, which also leave the loop.
    #[inline]
    pub fn finish(self, vm: &mut Vm, input: Resumed) -> Result<AfterStep> {
        let Step { task, outer, resumed, kept, awaited: _awaited } = self;
        let data = future::data(&task);
        let own = task_data(data);
        let state = State::of(vm);
        let left = context::leave(state, outer);
        *own.context.borrow_mut() = kept.map_or(left, |kept| *kept);
        state.current.current_task = None;
        let after = match input {
            Resumed::Yielded(value) => yielded(vm, &task, data, own, value),
            Resumed::Returned(value) if resumed => returned(vm, &task, data, own, value),
            Resumed::Returned(value) => yielded(vm, &task, data, own, value),
            Resumed::Raised(raised) => self::raised(vm, &task, raised, resumed),
            Resumed::Start => Ok(AfterStep::Done),
        };
        let state = State::of(vm);
        if state.recorder.enabled() {
            record::step_done(state);
        }
        after
    }
}

/// `coro.send(None)` or `coro.throw(exception)` of an object that is not a coroutine of ours.
fn call_method(vm: &mut Vm, coroutine: &Value, throw: Option<Raised>) -> NativeStep {
    let (name, argument) = match throw {
        None => (loopscope_python::symbol::sym::SEND, Value::None),
        Some(raised) => (loopscope_python::symbol::sym::THROW, raised.into()),
    };
    match vm.bind_method(coroutine, name) {
        Some(method) => NativeStep::call(method, Args::new([argument])),
        None => NativeStep::call(Value::None, Args::none()),
    }
}

fn returned(
    vm: &mut Vm,
    task: &Rc<Instance>,
    data: &FutureData,
    own: &TaskData,
    value: Value,
) -> Result<AfterStep> {
    if own.must_cancel.get() {
        own.must_cancel.set(false);
        let message = data.cancel_message.borrow().clone();
        future::cancel_plain(vm, task, message)?;
    } else {
        future::set_result(vm, task, data, value)?;
    }
    release(own);
    Ok(AfterStep::Done)
}

fn raised(vm: &mut Vm, task: &Rc<Instance>, raised: Raised, resumed: bool) -> Result<AfterStep> {
    let data = future::data(task);
    if !resumed && raised.is(&vm.exceptions.stop_iteration) {
        let value = raised.data().args.borrow().first().cloned().unwrap_or(Value::None);
        return returned(vm, task, data, task_data(data), value);
    }
    let classes = super::classes(vm);
    if raised.is(&classes.cancelled_error) {
        *data.exception.borrow_mut() = Some(raised);
        // What was asked for with a message is forgotten: the exception has it, if it is the one.
        future::cancel_plain(vm, task, Value::Undefined)?;
    } else if raised.is(&vm.exceptions.keyboard_interrupt) || raised.is(&vm.exceptions.system_exit) {
        future::set_exception(vm, task, raised.clone())?;
        release(task_data(data));
        return Err(raised);
    } else if raised.is(&vm.exceptions.stop_iteration) {
        // A coroutine can't raise it; an old generator-based one can.
        let error = vm.runtime_error("coroutine raised StopIteration");
        future::set_exception(vm, task, error)?;
    } else {
        future::set_exception(vm, task, raised)?;
    }
    release(task_data(data));
    Ok(AfterStep::Done)
}

/// Breaks the cycle between a coroutine's frame and its task.
fn release(own: &TaskData) {
    drop(own.waiting_for.take());
}

/// What a task does with what its coroutine yielded.
fn yielded(
    vm: &mut Vm,
    task: &Rc<Instance>,
    data: &FutureData,
    own: &TaskData,
    value: Value,
) -> Result<AfterStep> {
    if value.is_none() {
        give_way(vm, task, data, own)?;
        return Ok(AfterStep::Done);
    }
    let Some((awaited, its)) = as_future(&value) else {
        let bad = match &value {
            Value::Generator(generator) if generator.kind == GeneratorKind::Generator => "generator",
            Value::Instance(other) => {
                // It may be a future of the program's own class.
                *own.waiting_for.borrow_mut() = Some(other.clone());
                "bad"
            }
            _ => "bad",
        };
        return ask_helper(vm, task, bad, value);
    };
    let own_add = future::own_add_done_callback(vm, awaited);
    let same_loop = match (&*data.event_loop.borrow(), &*its.event_loop.borrow()) {
        (Some(a), Some(b)) => Rc::ptr_eq(a, b),
        _ => false,
    };
    if !same_loop {
        return ask_helper(vm, task, "other loop", value);
    }
    if !its.blocking.replace(false) {
        return ask_helper(vm, task, "yield", value);
    }
    if Rc::ptr_eq(awaited, task) {
        return ask_helper(vm, task, "itself", value);
    }
    let state = State::of(vm);
    if state.recorder.enabled() {
        record::suspended(state, data, own, awaited);
    }
    *own.waiting_for.borrow_mut() = Some(awaited.clone());
    if let Some(add) = own_add {
        return listen(vm, task, own, add);
    }
    future::add_callback(vm, awaited, its, Callback::Wakeup(task.clone()))?;
    cancel_where_it_awaits(vm, task, data, own)?;
    Ok(AfterStep::Done)
}

/// A task that was cancelled while it ran is cancelled where it awaits.
#[inline]
fn cancel_where_it_awaits(vm: &mut Vm, task: &Rc<Instance>, data: &FutureData, own: &TaskData) -> Result<()> {
    if !own.must_cancel.get() {
        return Ok(());
    }
    State::of(vm).current.handle_line = own.line.get();
    let message = data.cancel_message.borrow().clone();
    let Some(awaited) = own.waiting_for.borrow().clone() else { return Ok(()) };
    if future::cancel_awaited(vm, task, &awaited, message, &mut future::Reach::default())? {
        own.must_cancel.set(false);
    }
    Ok(())
}

/// Gives the wakeup to the `add_done_callback` of the program's own class.
#[cold]
fn listen(vm: &mut Vm, task: &Rc<Instance>, own: &TaskData, add: Value) -> Result<AfterStep> {
    let context = own.context.borrow().clone();
    let context = context::new_context_object(vm, context).unwrap_or(Value::None);
    let kw = vec![(native::sym("context"), context)];
    let args = Args { pos: [waker(task)].into_iter().collect(), kw };
    Ok(AfterStep::AskHelper(Box::new((add, args, task.clone()))))
}

/// A helper has said which exception a task gets for what it yielded, or has seen to it that the task goes on.
///
/// # Errors
/// As [`step_later`].
pub fn judged(vm: &mut Vm, task: &Rc<Instance>, input: Resumed) -> Result<()> {
    match input {
        Resumed::Returned(Value::Instance(instance)) if instance.exception().is_some() => {
            release(task_data(future::data(task)));
            step_later(vm, task, Some(Raised(instance)))
        }
        Resumed::Raised(raised) => {
            release(task_data(future::data(task)));
            step_later(vm, task, Some(raised))
        }
        _ => {
            let data = future::data(task);
            cancel_where_it_awaits(vm, task, data, task_data(data))
        }
    }
}

/// The messages name the task with its `repr`, which may run Python code.
fn ask_helper(vm: &mut Vm, task: &Rc<Instance>, what: &str, value: Value) -> Result<AfterStep> {
    let helper = native::helper(vm, "bad_yield")?;
    let args = Args::new([Value::str(what), Value::Instance(task.clone()), value]);
    Ok(AfterStep::AskHelper(Box::new((helper, args, task.clone()))))
}

/// `Task.cancel`
///
/// # Errors
/// `RuntimeError` if callbacks have to be scheduled and the loop is closed; as [`future::cancel`].
pub(super) fn cancel(
    vm: &mut Vm,
    task: &Rc<Instance>,
    message: Value,
    reach: &mut future::Reach,
) -> Result<bool> {
    let data = future::data(task);
    data.log_traceback.set(false);
    if data.is_done() {
        return Ok(false);
    }
    let own = task_data(data);
    own.cancel_requests.set(own.cancel_requests.get() + 1);
    let outer = State::peek(vm).recorder.cause;
    if record::enabled(vm) {
        let task = data.object_id(vm);
        let by = super::public::operation(vm);
        let event = record::event(vm, EventKind::TaskCancelRequested { task, by: &by });
        State::of(vm).recorder.cause = event.or(outer);
    }
    let awaited = own.waiting_for.borrow().clone();
    let reached = match awaited {
        Some(awaited) => future::cancel_awaited(vm, task, &awaited, message.clone(), reach),
        None => Ok(false),
    };
    State::of(vm).recorder.cause = outer;
    if !reached? {
        own.must_cancel.set(true);
        *data.cancel_message.borrow_mut() = message;
    }
    Ok(true)
}
