//! Loops that are in islands, used from outside in ways that are not meant for other threads.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Value, Vm};
use loopscope_trace::ThreadId;

use super::away;
use crate::asyncio::event_loop;
use crate::state::State;
use loopscope_library::native;

/// Asks a loop that is in an island ([`event_loop::LoopData::answer`]); `None` if it is in this heap.
pub(crate) fn question(vm: &Vm, event_loop: &Rc<Instance>, asked: i64) -> Option<Flow> {
    let thread = away::of_loop(vm, event_loop)?;
    let event_loop = event_loop.clone();
    Some(Flow::Frame(Box::new(Question { thread, event_loop, asked, waits: false })))
}

/// A thread that waits for an answer about a loop.
struct Question {
    thread: ThreadId,
    event_loop: Rc<Instance>,
    asked: i64,
    waits: bool,
}

impl NativeFrame for Question {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if self.waits {
            State::of(vm).unblocked_in_silence();
            match input {
                Resumed::Raised(raised) => return Err(raised),
                Resumed::Returned(answer @ Value::Bool(_)) => return Ok(NativeStep::Return(answer)),
                _ => {}
            }
        }
        if away::of_loop(vm, &self.event_loop).is_none() {
            // It has come home, or its thread has ended.
            return Ok(NativeStep::Return(Value::Bool(
                event_loop::data(&self.event_loop).answer(self.asked),
            )));
        }
        self.waits = true;
        let waiter = State::of(vm).new_waiter();
        let event_loop = Value::Instance(self.event_loop.clone());
        away::ask(vm, self.thread, event_loop, self.asked, waiter);
        State::of(vm).block_in_silence("a loop in a worker", waiter);
        Ok(NativeStep::Block)
    }
}

/// A native that needs its first argument, a loop, in this heap: if that is in an island, this calls it home first.
#[inline(always)]
pub(crate) fn at_home(vm: &mut Vm, args: Args, native: Native) -> Result<Flow> {
    match args.pos.first().and_then(|event_loop| island_of(vm, event_loop)) {
        Some(thread) => call_home(thread, args, native),
        None => native(vm, args),
    }
}

/// The same for a native that has a loop as argument `loop`, or takes the thread's.
pub(crate) fn with_loop_at_home(vm: &mut Vm, args: Args, native: Native) -> Result<Flow> {
    let current = &State::peek(vm).current;
    let given =
        args.kw.iter().find(|(name, _)| *name == native::sym("loop")).map(|(_, event_loop)| event_loop);
    let its_own = current.current_loop.as_ref().filter(|_| current.running_loop.is_none());
    let event_loop = given.filter(|given| !given.is_none()).or(its_own);
    match event_loop.and_then(|event_loop| island_of(vm, event_loop)) {
        Some(thread) => call_home(thread, args, native),
        None => native(vm, args),
    }
}

type Native = fn(&mut Vm, Args) -> Result<Flow>;

/// The thread in whose island a loop is.
fn island_of(vm: &Vm, event_loop: &Value) -> Option<ThreadId> {
    match event_loop {
        Value::Instance(event_loop) => away::of_loop_data(vm, event_loop.native()?),
        _ => None,
    }
}

#[cold]
fn call_home(thread: ThreadId, args: Args, native: Native) -> Result<Flow> {
    Ok(Flow::Frame(Box::new(CallHome { thread, call: Some(args), native, done: false })))
}

/// A thread that waits for another one's island to come home.
struct CallHome {
    thread: ThreadId,
    call: Option<Args>,
    native: Native,
    done: bool,
}

impl NativeFrame for CallHome {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if self.done {
            return match input {
                Resumed::Raised(raised) => Err(raised),
                Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
                Resumed::Start => Ok(NativeStep::Return(Value::None)),
            };
        }
        let begins = matches!(input, Resumed::Start);
        if !begins {
            State::of(vm).unblocked_in_silence();
        }
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        let waiter = State::of(vm).new_waiter();
        if away::call_home(vm, self.thread, waiter) {
            State::of(vm).block_in_silence("a loop in a worker", waiter);
            return Ok(NativeStep::Block);
        }
        self.done = true;
        let native = loopscope_python::NativeFunction::flow("", self.native);
        Ok(NativeStep::call(native, self.call.take().unwrap_or_default()))
    }
}
