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

use std::rc::Rc;

use loopscope_event_loop::Wait;
use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Raised, Result, Resumed, Value, Vm};
use loopscope_trace::{BlockedOn, EventId, EventKind};

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
    Ok(Flow::Frame(Box::new(Run::new(event_loop, Some(awaited)))))
}

/// A loop that runs.
struct Run {
    event_loop: Rc<Instance>,
    /// What `run_until_complete` was given.
    awaited: Option<Value>,
    until: Option<Until>,
    doing: Doing,
    /// The event from which the loop goes on to its next iteration, or waits.
    turn: Option<EventId>,
}

/// What `run_until_complete` waits for.
struct Until {
    future: Rc<Instance>,
    /// Whether it was made for this call.
    is_new: bool,
}

enum Doing {
    Entering,
    /// `ensure_future` of something that is neither coroutine nor future.
    Wrapping,
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
}

/// What was called, to be named if it raises.
enum Called {
    Handle(Rc<Instance>),
    DoneCallback { call: Box<(Value, Context)>, future: Rc<Instance> },
}

impl Run {
    fn new(event_loop: Rc<Instance>, awaited: Option<Value>) -> Self {
        Run { event_loop, awaited, until: None, doing: Doing::Entering, turn: None }
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
                self.await_future(vm, &wrapped, true)?;
                return self.begin(vm, &event_loop, data);
            }
            Doing::Idle => {
                if let Resumed::Raised(raised) = input {
                    return self.leave(vm, Some(raised));
                }
            }
            Doing::Stepping(step) => match step.finish(vm, input) {
                Ok(AfterStep::Done) => {}
                Ok(AfterStep::AskHelper(ask)) => {
                    let (helper, args, task) = *ask;
                    self.doing = Doing::Judging(task);
                    return Ok(NativeStep::call(helper, args));
                }
                Err(raised) => return self.leave(vm, Some(raised)),
            },
            Doing::Judging(task) => match input {
                Resumed::Returned(Value::Instance(instance)) if instance.exception().is_some() => {
                    task::step_later(vm, &task, Some(Raised(instance)));
                }
                Resumed::Raised(raised) => task::step_later(vm, &task, Some(raised)),
                _ => {}
            },
            Doing::Calling { callback, outer, stamp } => {
                let state = State::of(vm);
                context::leave(state, outer);
                let Resumed::Raised(raised) = input else {
                    done(state, stamp);
                    return self.next(vm, &event_loop, data);
                };
                if leaves_loop(vm, &raised) {
                    return self.leave(vm, Some(raised));
                }
                return self.report(vm, callback, raised, stamp);
            }
            Doing::Reporting(stamp) => {
                done(State::of(vm), stamp);
                if let Resumed::Raised(raised) = input
                    && leaves_loop(vm, &raised)
                {
                    return self.leave(vm, Some(raised));
                }
            }
            Doing::Waiting => {
                data.waiter.set(None);
                let timer = data.next_timer();
                let state = State::of(vm);
                if let Some(blocked) = state.current.blocked.last_mut()
                    && blocked.cause.is_none()
                {
                    blocked.cause = timer;
                }
                state.recorder.line = 0;
                state.unblocked();
                self.turn = state.recorder.cause;
                if let Resumed::Raised(raised) = input {
                    return self.leave(vm, Some(raised));
                }
                if guest::poll(vm, &event_loop) {
                    return Ok(NativeStep::Block);
                }
                // Also if it was stopped meanwhile: this is the last one then.
                self.begin_iteration(State::of(vm), data);
            }
        }
        self.next(vm, &event_loop, data)
    }

    fn may_switch(&self) -> bool {
        true
    }
}

/// Whether an exception that a callback raised leaves the loop.
fn leaves_loop(vm: &Vm, raised: &Raised) -> bool {
    raised.is(&vm.exceptions.keyboard_interrupt) || raised.is(&vm.exceptions.system_exit)
}

impl Run {
    fn enter(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        event_loop::check_closed(vm, data)?;
        if data.running.get() {
            return Err(vm.runtime_error("This event loop is already running"));
        }
        if State::peek(vm).current.running_loop.is_some() {
            return Err(vm.runtime_error("Cannot run the event loop while another loop is running"));
        }
        if let Some(awaited) = self.awaited.take() {
            if future::is_future(&awaited) {
                self.await_future(vm, &awaited, false)?;
            } else if task::is_coroutine(vm, &awaited) {
                let task = task::create(vm, &self.event_loop, awaited, None, None)?;
                self.await_future(vm, &Value::Instance(task), true)?;
            } else {
                let helper = native::helper(vm, "ensure_future")?;
                self.doing = Doing::Wrapping;
                let kw = vec![(native::sym("loop"), Value::Instance(self.event_loop.clone()))];
                return Ok(NativeStep::call(helper, Args { pos: [awaited].into_iter().collect(), kw }));
            }
        }
        self.begin(vm, event_loop, data)
    }

    fn await_future(&mut self, vm: &mut Vm, awaited: &Value, is_new: bool) -> Result<()> {
        let Some((future, data)) = future::as_future(awaited) else {
            return Err(vm.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
        };
        let same = data.event_loop.borrow().as_ref().is_some_and(|known| Rc::ptr_eq(known, &self.event_loop));
        if !same {
            let message =
                "The future belongs to a different loop than the one specified as the loop argument";
            return Err(vm.value_error(message));
        }
        if is_new && let Some(own) = &data.task {
            own.log_destroy_pending.set(false);
        }
        future::add_callback(vm, future, data, Callback::StopLoop)?;
        self.until = Some(Until { future: future.clone(), is_new });
        Ok(())
    }

    fn begin(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        self.turn = State::peek(vm).recorder.cause;
        if record::enabled(vm) {
            let event = record::event(vm, EventKind::LoopRunning { event_loop: data.id.get() });
            self.turn = event.or(self.turn);
        }
        State::of(vm).current.loop_depth = vm.depth();
        data.running.set(true);
        data.thread.set(Some(State::peek(vm).thread()));
        event_loop::set_running(vm, Some(self.event_loop.clone()));
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
        self.begin_iteration(state, data);
        None
    }

    /// Moves due timers to the ready handles, and begins to run these.
    fn begin_iteration(&mut self, state: &mut State, data: &LoopData) {
        let now = state.read_clock() as i64;
        let ready = data.core.borrow_mut().begin_iteration(now);
        if state.recorder.enabled() && ready > 0 {
            (state.recorder.line, state.recorder.task) = (0, None);
            let kind = EventKind::Iteration { event_loop: data.id.get(), ready: ready as u32 };
            self.turn = state.recorder.record_caused_by(kind, self.turn).or(self.turn);
        }
    }

    /// Runs the next handle, waits, or ends.
    fn next(&mut self, vm: &mut Vm, event_loop: &Rc<Instance>, data: &LoopData) -> Result<NativeStep> {
        let mut silent = 0;
        loop {
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
        let event_loop = data.id.get();
        let state = State::of(vm);
        (state.recorder.task, state.recorder.cause) = (None, self.turn);
        let waiter = state.new_waiter();
        state.block(BlockedOn::Select { event_loop, until_micros }, until_micros, waiter, 0);
        data.waiter.set(Some(waiter));
        self.doing = Doing::Waiting;
        NativeStep::Block
    }

    /// What runs a handle; `None` if it has run already.
    #[inline]
    fn run(&mut self, vm: &mut Vm, ready: Ready) -> Result<Option<NativeStep>> {
        let (task, throw, stamp) = match ready {
            Ready::Step { task, throw, stamp } => (task, throw, stamp),
            Ready::Wakeup { task, future, stamp } => {
                let throw = task::thrown_by(vm, &future);
                (task, throw, stamp)
            }
            Ready::ChildDone { outer, child, stamp } => {
                begin(State::of(vm), stamp);
                gather::child_done(vm, &outer, &child)?;
                done(State::of(vm), stamp);
                return Ok(None);
            }
            Ready::Done { callback, future, stamp } => return self.call_back(vm, callback, future, stamp),
            Ready::Handle(handle) => return Ok(Some(self.call_handle(vm, handle))),
        };
        let Some((step, native_step)) = Step::begin(vm, task, throw, stamp) else { return Ok(None) };
        self.doing = Doing::Stepping(step);
        Ok(Some(native_step))
    }

    fn call_handle(&mut self, vm: &mut Vm, handle: Rc<Instance>) -> NativeStep {
        let data = handle::data(&handle);
        data.scheduled.set(false);
        data.ran.set(true);
        let stamp = data.stamp;
        let state = State::of(vm);
        begin(state, stamp);
        let outer = context::enter(state, data.context.clone());
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
                None => stopped_by.or(self.turn),
            };
            let kind = EventKind::LoopStopped { event_loop: data.id.get() };
            // What comes after the loop's run comes because it is over.
            state.recorder.cause = state.recorder.record_caused_by(kind, cause).or(cause);
        }
        let Some(Until { future, is_new }) = self.until.take() else {
            return raised.map_or(Ok(NativeStep::Return(Value::None)), Err);
        };
        let future_data = future::data(&future);
        future_data.callbacks.borrow_mut().retain(|callback| !matches!(callback, Callback::StopLoop));
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
    if let Some(event_loop) = &*data.event_loop.borrow() {
        event_loop::data(event_loop).stop(State::peek(vm).recorder.cause);
    }
}
