//! `run_forever` and `run_until_complete`: a frame on the Python stack that, when on top, takes the next
//! handle of the batch. With nothing to do the thread blocks, as in CPython's `select`.
//!
//! ```text
//!   Entering ──▶ Idle ◀──────────────┐
//!                 │ next handle       │ its end
//!                 ├──▶ Stepping ──────┤
//!                 ├──▶ Calling ───────┤──▶ Reporting (exception handler) ──▶ Idle
//!                 ├──▶ Waiting ───────┘
//!                 └──▶ stop() or an exception: the frame ends
//! ```

mod one;

use std::rc::Rc;

use loopscope_event_loop::Wait;
use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Raised, Result, Resumed, Value, Vm};
use loopscope_trace::EventKind;

use super::event_loop::{self, LoopData, Ready};
use super::future::{self, Callback};
use super::gather;
use super::handle;
use super::record::{self, Stamp};
use super::task::{self, AfterStep, Step};
use crate::context::{self, Context};
use crate::islands::guest;
use crate::state::State;
use loopscope_library::native;

pub(super) use one::{run_next, shown, stopper};

/// How many handles of ours run without the VM noticing.
const SILENT_HANDLES: u32 = 256;

/// `loop.run_forever()`
///
/// # Errors
/// None yet: those of entering come out of the frame.
pub fn run_forever(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = event_loop::of(vm, args.pos.first().unwrap_or(&Value::None))?.clone();
    Ok(Flow::Frame(Box::new(Run::new(event_loop, None))))
}

/// `loop.run_until_complete(future)`
///
/// # Errors
/// None yet: those of entering come out of the frame.
pub fn run_until_complete(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [this, awaited] = native::named(vm, "run_until_complete", args, ["self", "future"], 2)?;
    let event_loop = event_loop::of(vm, &this)?.clone();
    let tells = future::as_future(&awaited).is_some_and(|(future, _)| event_loop::tells(vm, future));
    let own_ways = event_loop::data(&event_loop).own_ways.get();
    if tells || own_ways.runs || (own_ways.makes_tasks && !future::is_future(&awaited)) {
        let (helper, args) = event_loop::hand_over(vm, "run_until_complete", [this, awaited])?;
        return Ok(Flow::call(helper, args));
    }
    Ok(Flow::Frame(Box::new(Run::new(event_loop, Some(awaited)))))
}

/// A loop that runs.
struct Run {
    event_loop: Rc<Instance>,
    /// What `run_until_complete` was given.
    awaited: Option<Value>,
    until: Option<Until>,
    doing: Doing,
}

/// What `run_until_complete` waits for.
struct Until {
    future: Rc<Instance>,
    /// Whether it was made for this call.
    is_new: bool,
    /// What the future's own `add_done_callback` was given.
    callback: Value,
}

enum Doing {
    Entering,
    /// `ensure_future` of something that is neither coroutine nor future.
    Wrapping,
    /// The future's own `add_done_callback`, which the program overrides.
    Listening,
    Idle,
    Stepping(Step),
    Calling {
        callback: Called,
        outer: Context,
        stamp: Stamp,
    },
    /// The exception handler runs; its result doesn't matter.
    Reporting(Stamp),
    /// A helper says which exception a task gets for what it yielded.
    Judging(Rc<Instance>),
    Waiting,
    /// Its iterations run in Python.
    Driven,
}

/// What was called, to be named if it raises.
enum Called {
    Handle(Rc<Instance>),
    DoneCallback { call: Box<(Value, Context)>, future: Rc<Instance> },
}

impl Run {
    fn new(event_loop: Rc<Instance>, awaited: Option<Value>) -> Self {
        Run { event_loop, awaited, until: None, doing: Doing::Entering }
    }
}

impl NativeFrame for Run {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        // Of its own, so that what it does may change.
        let event_loop = self.event_loop.clone();
        let data = event_loop::data(&event_loop);
        match std::mem::replace(&mut self.doing, Doing::Idle) {
            Doing::Entering => return self.enter(vm, &event_loop, data),
            Doing::Wrapping => {
                let wrapped = match input {
                    Resumed::Raised(raised) => return Err(raised),
                    Resumed::Returned(value) => value,
                    _ => Value::None,
                };
                return self.await_wrapped(vm, &event_loop, data, wrapped);
            }
            Doing::Listening => {
                if let Resumed::Raised(raised) = input {
                    return Err(raised);
                }
                return self.begin(vm, &event_loop, data);
            }
            Doing::Driven => {
                let raised = if let Resumed::Raised(raised) = input { Some(raised) } else { None };
                return self.leave(vm, raised);
            }
            Doing::Waiting => {
                data.turn.set(event_loop::end_wait(vm, data));
                if let Resumed::Raised(raised) = input {
                    return self.leave(vm, Some(raised));
                }
                if guest::poll(vm, &event_loop) {
                    return Ok(NativeStep::Block);
                }
                // Also if it was stopped meanwhile: this is the last one then.
                begin_iteration(State::of(vm), data);
            }
            doing => match self.settle(vm, doing, input) {
                Settled::Over => {}
                Settled::Goes(step) => return Ok(step),
                Settled::Leaves(raised) => return self.leave(vm, Some(raised)),
            },
        }
        self.next(vm, &event_loop, data)
    }

    fn may_switch(&self) -> bool {
        true
    }
}

/// What a handle has come to.
enum Settled {
    /// It has run.
    Over,
    /// It goes on with this.
    Goes(NativeStep),
    /// An exception leaves the loop.
    Leaves(Raised),
}

/// Moves due timers to the ready handles, and begins to run these.
fn begin_iteration(state: &mut State, data: &LoopData) {
    let now = state.read_clock() as i64;
    let ready = data.core.borrow_mut().begin_iteration(now);
    record_iteration(state, data, ready);
}

/// Records that so many handles are about to run.
#[inline]
pub(super) fn record_iteration(state: &mut State, data: &LoopData, ready: usize) {
    if state.recorder.enabled() && ready > 0 {
        (state.recorder.line, state.recorder.task) = (0, None);
        let kind = EventKind::Iteration { event_loop: data.id.get(), ready: ready as u32 };
        let turn = data.turn.get();
        data.turn.set(state.recorder.record_caused_by(kind, turn).or(turn));
    }
}

/// Whether an exception that a callback raised leaves the loop.
fn leaves_loop(vm: &Vm, raised: &Raised) -> bool {
    raised.is(&vm.exceptions.keyboard_interrupt) || raised.is(&vm.exceptions.system_exit)
}

impl Run {
    /// Goes on with a handle that runs.
    #[inline(always)]
    fn settle(&mut self, vm: &mut Vm, doing: Doing, input: Resumed) -> Settled {
        match doing {
            Doing::Stepping(step) => match step.finish(vm, input) {
                Ok(AfterStep::Done) => {}
                Ok(AfterStep::AskHelper(ask)) => {
                    let (helper, args, task) = *ask;
                    self.doing = Doing::Judging(task);
                    return Settled::Goes(NativeStep::call(helper, args));
                }
                Err(raised) => return Settled::Leaves(raised),
            },
            Doing::Judging(task) => {
                if let Err(raised) = task::judged(vm, &task, input) {
                    return Settled::Leaves(raised);
                }
            }
            Doing::Calling { callback, outer, stamp } => {
                let state = State::of(vm);
                context::leave(state, outer);
                let Resumed::Raised(raised) = input else {
                    done(state, stamp);
                    return Settled::Over;
                };
                if leaves_loop(vm, &raised) {
                    return Settled::Leaves(raised);
                }
                return match self.report(vm, callback, raised, stamp) {
                    Ok(step) => Settled::Goes(step),
                    Err(raised) => Settled::Leaves(raised),
                };
            }
            Doing::Reporting(stamp) => {
                done(State::of(vm), stamp);
                if let Resumed::Raised(raised) = input
                    && leaves_loop(vm, &raised)
                {
                    return Settled::Leaves(raised);
                }
            }
            _ => {
                if let Resumed::Raised(raised) = input {
                    return Settled::Leaves(raised);
                }
            }
        }
        Settled::Over
    }

    fn enter(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        event_loop::check_closed(vm, data)?;
        if data.running.get() {
            return Err(vm.runtime_error("This event loop is already running"));
        }
        if State::peek(vm).current.running_loop.is_some() {
            return Err(vm.runtime_error("Cannot run the event loop while another loop is running"));
        }
        let Some(awaited) = self.awaited.take() else { return self.begin(vm, event_loop, data) };
        if future::is_future(&awaited) {
            return self.await_future(vm, event_loop, data, &awaited, false);
        }
        if task::is_coroutine(vm, &awaited) && !data.own_ways.get().makes_tasks {
            let task = task::create(vm, &self.event_loop, awaited, None, None)?;
            return self.await_future(vm, event_loop, data, &Value::Instance(task), true);
        }
        let helper = native::helper(vm, "ensure_future")?;
        self.doing = Doing::Wrapping;
        let kw = vec![(native::sym("loop"), Value::Instance(self.event_loop.clone()))];
        Ok(NativeStep::call(helper, Args { pos: [awaited].into_iter().collect(), kw }))
    }

    fn await_wrapped(
        &mut self,
        vm: &mut Vm,
        event_loop: &Rc<Instance>,
        data: &LoopData,
        wrapped: Value,
    ) -> Result<NativeStep> {
        if future::is_future(&wrapped) {
            return self.await_future(vm, event_loop, data, &wrapped, true);
        }
        // A future of the program's own class, which a future of ours stands for.
        self.doing = Doing::Wrapping;
        let (helper, args) = event_loop::hand_over(vm, "future_of", [wrapped])?;
        Ok(NativeStep::call(helper, args))
    }

    fn await_future(
        &mut self,
        vm: &mut Vm,
        event_loop: &Rc<Instance>,
        data: &LoopData,
        awaited: &Value,
        is_new: bool,
    ) -> Result<NativeStep> {
        let Some((future, its)) = future::as_future(awaited) else {
            return Err(vm.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
        };
        let same = its.event_loop.borrow().as_ref().is_some_and(|known| Rc::ptr_eq(known, event_loop));
        if !same {
            let message =
                "The future belongs to a different loop than the one specified as the loop argument";
            return Err(vm.value_error(message));
        }
        if is_new && let Some(own) = &its.task {
            own.log_destroy_pending.set(false);
        }
        let add = future::own_add_done_callback(vm, future);
        let callback = if add.is_some() { stopper() } else { Value::None };
        self.until = Some(Until { future: future.clone(), is_new, callback: callback.clone() });
        if let Some(add) = add {
            self.doing = Doing::Listening;
            return Ok(NativeStep::call(add, Args::new([callback])));
        }
        future::add_callback(vm, future, its, Callback::StopLoop)?;
        self.begin(vm, event_loop, data)
    }

    fn begin(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        let cause = State::peek(vm).recorder.cause;
        data.turn.set(cause);
        if record::enabled(vm) {
            let event = record::event(vm, EventKind::LoopRunning { event_loop: data.id.get() });
            data.turn.set(event.or(cause));
        }
        State::of(vm).current.loop_depth = vm.depth();
        data.running.set(true);
        data.thread.set(Some(State::peek(vm).thread()));
        event_loop::set_running(vm, Some(self.event_loop.clone()));
        if data.own_ways.get().iterates {
            return self.drive(vm);
        }
        // At least one iteration, even if stop() was called before.
        if guest::poll(vm, event_loop) {
            return Ok(NativeStep::Block);
        }
        self.iterate(State::of(vm), data);
        self.next(vm, event_loop, data)
    }

    /// Begins an iteration, unless there is nothing to do yet; then what to wait for.
    fn iterate(&mut self, state: &mut State, data: &LoopData) -> Option<Wait> {
        let now = state.read_clock() as i64;
        let mut core = data.core.borrow_mut();
        match core.wait() {
            wait @ Wait::Until(deadline) if deadline > now && !data.stopping.get() => return Some(wait),
            wait @ Wait::Forever if !data.stopping.get() => return Some(wait),
            _ => {}
        }
        drop(core);
        begin_iteration(state, data);
        None
    }

    /// Runs the next handle, waits, or ends.
    fn next(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        let mut silent = 0;
        loop {
            if vm.graveyard.has_dropped() {
                // What ended with the handle says its last words before anything else runs.
                return Ok(NativeStep::Again);
            }
            let ready = data.core.borrow_mut().next_in_batch();
            if let Some(ready) = ready {
                match self.run(vm, ready) {
                    Ok(Some(step)) => return Ok(step),
                    Ok(None) => {}
                    Err(raised) => return self.leave(vm, Some(raised)),
                }
                silent += 1;
                if silent > SILENT_HANDLES {
                    return Ok(NativeStep::Again);
                }
                continue;
            }
            if data.stopping.get() {
                return self.leave(vm, None);
            }
            if data.own_ways.get().iterates {
                return self.drive(vm);
            }
            if guest::poll(vm, event_loop) {
                return Ok(NativeStep::Block);
            }
            if let Some(wait) = self.iterate(State::of(vm), data) {
                return Ok(self.wait(vm, data, wait));
            }
        }
    }

    fn wait(&mut self, vm: &mut Vm, data: &LoopData, wait: Wait) -> NativeStep {
        let until_micros = match wait {
            Wait::Until(deadline) => Some(deadline.max(0) as u64),
            _ => None,
        };
        event_loop::begin_wait(vm, data, until_micros);
        self.doing = Doing::Waiting;
        NativeStep::Block
    }

    /// Lets Python run the iterations until the loop is stopped.
    #[cold]
    fn drive(&mut self, vm: &mut Vm) -> Result<NativeStep> {
        self.doing = Doing::Driven;
        let (helper, args) = event_loop::hand_over(vm, "drive", [Value::Instance(self.event_loop.clone())])?;
        Ok(NativeStep::call(helper, args))
    }

    /// What runs a handle; `None` if it has run already.
    #[inline]
    fn run(&mut self, vm: &mut Vm, ready: Ready) -> Result<Option<NativeStep>> {
        let (task, throw, stamp, awaited) = match ready {
            Ready::Step { task, throw, stamp } => (task, throw, stamp, None),
            Ready::Wakeup { task, future, stamp } if event_loop::tells(vm, &future) => {
                return self.ask_future(vm, &task, future, stamp).map(Some);
            }
            Ready::Wakeup { task, future, stamp } => {
                let throw = task::thrown_by(vm, &future);
                (task, throw, stamp, Some(future))
            }
            Ready::ChildDone { outer, child, stamp } => {
                begin(State::of(vm), stamp);
                if gather::has_own_children(&outer) {
                    self.doing = Doing::Reporting(stamp);
                    let args = [Value::Instance(outer), Value::Instance(child)];
                    let (helper, args) = event_loop::hand_over(vm, "child_done", args)?;
                    return Ok(Some(NativeStep::call(helper, args)));
                }
                gather::child_done(vm, &outer, &child)?;
                done(State::of(vm), stamp);
                return Ok(None);
            }
            Ready::Done { callback, future, stamp } => return self.call_back(vm, callback, future, stamp),
            Ready::Handle(handle) if handle::data(&handle).is_step.get() => {
                return self.step_handle(vm, handle).map(Some);
            }
            Ready::Handle(handle) => return Ok(Some(self.call_handle(vm, handle))),
        };
        if future::data(&task).is_done() {
            return self.already_done(vm, task).map(Some);
        }
        let (mut step, native_step) = Step::begin(vm, task, throw, stamp);
        step.awaited = awaited;
        self.doing = Doing::Stepping(step);
        Ok(Some(native_step))
    }

    /// Wakes a task by what a future of the program's own class says that it came to.
    #[cold]
    fn ask_future(
        &mut self,
        vm: &mut Vm,
        task: &Rc<Instance>,
        future: Rc<Instance>,
        stamp: Stamp,
    ) -> Result<NativeStep> {
        task::task_data(future::data(task)).given.set(stamp);
        self.doing = Doing::Reporting(Stamp::default());
        let args = [Value::Instance(task.clone()), Value::Instance(future)];
        let (helper, args) = event_loop::hand_over(vm, "wake_up", args)?;
        Ok(NativeStep::call(helper, args))
    }

    /// Something else has given the task a result.
    #[cold]
    fn already_done(&mut self, vm: &mut Vm, task: Rc<Instance>) -> Result<NativeStep> {
        self.doing = Doing::Reporting(Stamp::default());
        let args = [Value::Instance(self.event_loop.clone()), Value::Instance(task)];
        let (helper, args) = event_loop::hand_over(vm, "already_done", args)?;
        Ok(NativeStep::call(helper, args))
    }

    /// Steps a task of which the step went through the loop's own `call_soon`.
    #[cold]
    fn step_handle(&mut self, vm: &mut Vm, handle: Rc<Instance>) -> Result<NativeStep> {
        let data = handle::data(&handle);
        let task = event_loop::stepped_by(&data.callback.borrow(), &data.args.borrow()).cloned();
        let Some(task) = task else { return Ok(self.call_handle(vm, handle)) };
        data.ran.set(true);
        let throw = event_loop::thrown_by_step(vm, &data.args.borrow());
        if future::data(&task).is_done() {
            return self.already_done(vm, task);
        }
        let context = data.context.borrow().clone();
        let (step, native_step) = Step::begin_within(vm, task, throw, data.stamp, context);
        self.doing = Doing::Stepping(step);
        Ok(native_step)
    }

    fn call_handle(&mut self, vm: &mut Vm, handle: Rc<Instance>) -> NativeStep {
        let data = handle::data(&handle);
        data.scheduled.set(false);
        data.ran.set(true);
        let stamp = data.stamp;
        let state = State::of(vm);
        begin(state, stamp);
        let outer = context::enter(state, data.context.borrow().clone());
        let step = vm.push_call(data.callback.borrow().clone(), &data.args.borrow());
        self.doing = Doing::Calling { callback: Called::Handle(handle), outer, stamp };
        step
    }

    fn call_back(
        &mut self,
        vm: &mut Vm,
        callback: Callback,
        future: Rc<Instance>,
        stamp: Stamp,
    ) -> Result<Option<NativeStep>> {
        let state = State::of(vm);
        begin(state, stamp);
        match callback {
            Callback::Call(call) => {
                let (callback, context) = &*call;
                let outer = context::enter(state, context.clone());
                let step = vm.push_call(callback.clone(), &[Value::Instance(future.clone())]);
                let called = Called::DoneCallback { call, future };
                self.doing = Doing::Calling { callback: called, outer, stamp };
                return Ok(Some(step));
            }
            Callback::StopLoop => stop_loop(vm, &future),
            // These have entries of their own in the queue.
            Callback::Gather(_) | Callback::Wakeup(_) => {}
        }
        done(State::of(vm), stamp);
        Ok(None)
    }

    /// Gives an exception that a callback raised to the exception handler.
    fn report(&mut self, vm: &mut Vm, called: Called, raised: Raised, stamp: Stamp) -> Result<NativeStep> {
        let handle = match called {
            Called::Handle(handle) => handle,
            Called::DoneCallback { call, future } => {
                let args = [Value::Instance(future)].into_iter().collect();
                let (context, stamp) = (Context::default(), Stamp::default());
                handle::create(vm, &self.event_loop, call.0, args, context, None, stamp)
            }
        };
        let helper = native::helper(vm, "callback_raised")?;
        self.doing = Doing::Reporting(stamp);
        let event_loop = Value::Instance(self.event_loop.clone());
        Ok(NativeStep::call(helper, Args::new([event_loop, raised.into(), Value::Instance(handle)])))
    }

    /// The frame's end, normal or with an exception.
    fn leave(&mut self, vm: &mut Vm, raised: Option<Raised>) -> Result<NativeStep> {
        let data = event_loop::data(&self.event_loop);
        data.core.borrow_mut().abandon_batch();
        data.stopping.set(false);
        data.running.set(false);
        data.thread.set(None);
        event_loop::set_running(vm, None);
        let state = State::of(vm);
        (state.current.loop_depth, state.current.handle_line) = (0, 0);
        let stopped_by = data.stopped_by.take();
        if state.recorder.enabled() {
            (state.recorder.line, state.recorder.task) = (0, None);
            state.recorder.by_asyncio = state.current.winding_up;
            // An exception comes out of what ran last.
            let cause = match raised {
                Some(_) => state.recorder.cause,
                None => stopped_by.or(data.turn.get()),
            };
            let kind = EventKind::LoopStopped { event_loop: data.id.get() };
            // What comes after the loop's run comes because it is over.
            state.recorder.cause = state.recorder.record_caused_by(kind, cause).or(cause);
        }
        let Some(Until { future, is_new, callback: own }) = self.until.take() else {
            return raised.map_or(Ok(NativeStep::Return(Value::None)), Err);
        };
        let future_data = future::data(&future);
        future_data.callbacks.borrow_mut().retain(|callback| match callback {
            Callback::Call(call) => !call.0.is(&own),
            callback => !matches!(callback, Callback::StopLoop),
        });
        if let Some(raised) = raised {
            if is_new && future_data.is_done() {
                future_data.log_traceback.set(false);
            }
            return Err(raised);
        }
        if !future_data.is_done() {
            return Err(vm.runtime_error("Event loop stopped before Future completed."));
        }
        future::result(vm, &future).map(NativeStep::Return)
    }
}

/// A handle begins to run.
#[inline]
fn begin(state: &mut State, stamp: Stamp) {
    if state.recorder.enabled() {
        record::run(state, stamp);
    }
}

/// It has run.
#[inline]
fn done(state: &mut State, stamp: Stamp) {
    if state.recorder.enabled() {
        record::done(state, stamp);
    }
}

/// `_run_until_complete_cb`
fn stop_loop(vm: &Vm, future: &Rc<Instance>) {
    let data = future::data(future);
    if let Some(raised) = &*data.exception.borrow()
        && data.phase.get() == future::Phase::Finished
        && leaves_loop(vm, raised)
    {
        // It leaves the loop by itself, and who called that sees it.
        data.log_traceback.set(false);
        return;
    }
    if let Some(event_loop) = &*data.event_loop.borrow()
        && let Some(event_loop) = event_loop.native::<LoopData>()
    {
        event_loop.stop(State::peek(vm).recorder.cause);
    }
}
