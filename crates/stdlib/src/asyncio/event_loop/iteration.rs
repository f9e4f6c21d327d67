//! What an iteration is made of where it runs in Python: the wait, the batch, and each of its handles.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Value, Vm};
use loopscope_trace::{BlockedOn, EventId};

use super::{LoopData, of, time};
use crate::asyncio::handle;
use crate::islands::guest;
use crate::state::State;
use loopscope_event_loop::Wait;
use loopscope_library::native;

/// The thread begins to wait until something comes into the loop.
pub(in crate::asyncio) fn begin_wait(vm: &mut Vm, data: &LoopData, until_micros: Option<u64>) {
    let event_loop = data.id.get();
    let state = State::of(vm);
    (state.recorder.task, state.recorder.cause) = (None, data.turn.get());
    let waiter = state.new_waiter();
    state.block(BlockedOn::Select { event_loop, until_micros }, until_micros, waiter, 0);
    data.waiter.set(Some(waiter));
}

/// The wait is over; what happens then comes of what is given.
pub(in crate::asyncio) fn end_wait(vm: &mut Vm, data: &LoopData) -> Option<EventId> {
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
    state.recorder.cause
}

/// `_next_when()`: 0 if handles are ready or the loop is to stop, `None` if there is nothing to wait for, else when the next timer
/// is due.
pub(super) fn next_when(vm: &mut Vm, args: Args) -> Result<Value> {
    let data = data_of(vm, &args)?;
    let mut core = data.core.borrow_mut();
    let wait = core.wait();
    if data.stopping.get() || matches!(wait, Wait::No) {
        return Ok(Value::Int(0));
    }
    let timer = core.next_timer().and_then(|timer| handle::data(&timer.0).when.get());
    Ok(timer.map_or(Value::None, Value::Float))
}

/// `_begin_iteration(now)`: takes the timers that are due and what is ready as a batch. Other threads may run before.
pub(super) fn begin(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = of(vm, args.pos.first().unwrap_or(&Value::None))?.clone();
    let now = match args.pos.get(1) {
        Some(now) => native::seconds(vm, now)?,
        None => time(vm),
    };
    Ok(Flow::Frame(Box::new(Begin { event_loop, now, looked: false })))
}

struct Begin {
    event_loop: Rc<Instance>,
    now: f64,
    looked: bool,
}

impl NativeFrame for Begin {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        if !std::mem::replace(&mut self.looked, true) {
            return Ok(NativeStep::Again);
        }
        let data = super::data(&self.event_loop);
        // A loop's clock and its timers' times may differ in the last bit.
        let ready = data.core.borrow_mut().begin_iteration((self.now * 1e6 + 1e-3).floor() as i64);
        super::super::run::record_iteration(State::of(vm), data, ready);
        Ok(NativeStep::Return(Value::None))
    }

    fn may_switch(&self) -> bool {
        true
    }
}

/// `_select(timeout)`: waits until something comes into the loop, so many seconds at most.
pub(super) fn select(vm: &mut Vm, args: Args) -> Result<Flow> {
    let event_loop = of(vm, args.pos.first().unwrap_or(&Value::None))?.clone();
    let timeout = match args.pos.get(1) {
        None | Some(Value::None) => None,
        Some(timeout) => Some(native::micros(native::seconds(vm, timeout)?)),
    };
    Ok(Flow::Frame(Box::new(Select { event_loop, timeout, waits: false })))
}

struct Select {
    event_loop: Rc<Instance>,
    timeout: Option<u64>,
    waits: bool,
}

impl NativeFrame for Select {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let event_loop = self.event_loop.clone();
        let data = super::data(&event_loop);
        if self.waits {
            data.turn.set(end_wait(vm, data));
            if let Resumed::Raised(raised) = input {
                return Err(raised);
            }
            return Ok(NativeStep::Return(Value::list(Vec::new())));
        }
        if guest::poll(vm, &event_loop) {
            return Ok(NativeStep::Block);
        }
        let is_ready = matches!(data.core.borrow_mut().wait(), Wait::No) || data.stopping.get();
        if is_ready || self.timeout == Some(0) {
            return Ok(NativeStep::Return(Value::list(Vec::new())));
        }
        let now = State::of(vm).read_clock();
        self.waits = true;
        begin_wait(vm, data, self.timeout.map(|timeout| now.saturating_add(timeout)));
        Ok(NativeStep::Block)
    }

    fn may_switch(&self) -> bool {
        true
    }
}

fn data_of<'v>(vm: &Vm, args: &'v Args) -> Result<&'v LoopData> {
    Ok(super::data(of(vm, args.pos.first().unwrap_or(&Value::None))?))
}
