//! A Python thread as a fiber of the machine: what it is while another thread runs.
//!
//! All threads share the machine's heap, and take turns as under CPython's lock. Their scheduler
//! (`threads` of `loopscope-stdlib`) swaps one out for another between two calls of [`Vm::run`].

use std::mem;
use std::rc::Rc;

use crate::Result;
use crate::bytecode::Code;
use crate::native::{Args, NativeFrame, NativeStep, Resumed};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::breakpoints::Stand;
use crate::vm::frame::{Frame, NativeSlot, Then};

/// A Python thread that does not run now: its stack, its frames, and what it waits for.
pub struct Fiber {
    pub(super) stack: Vec<Value>,
    pub(super) frames: Vec<Frame>,
    pub(super) stands: Vec<Stand>,
    blocked: bool,
    blocked_then: Option<Then>,
    injected: Vec<(Value, Args)>,
    outcome: Option<Result<Value, Raised>>,
    asyncgen_hooks: (Value, Value),
}

impl Fiber {
    /// A thread that calls `callee(*args)` when it first runs, and ends with its result.
    pub fn new(callee: Value, args: Args) -> Self {
        let begin = NativeSlot {
            frame: Some(Box::new(Begin { call: Some((callee, args)) })),
            input: Some(Resumed::Start),
            then: Then::Native,
        };
        Fiber {
            stack: Vec::new(),
            frames: vec![Frame::Native(begin)],
            blocked: false,
            blocked_then: None,
            injected: Vec::new(),
            stands: Vec::new(),
            outcome: None,
            asyncgen_hooks: (Value::Undefined, Value::Undefined),
        }
    }

    /// As [`Vm::is_blocked`], for a thread that does not run.
    pub fn is_blocked(&self) -> bool {
        self.blocked
    }

    /// As [`Vm::pc_of`], for a thread that does not run.
    pub fn pc_of(&self, code: &Rc<Code>) -> Option<usize> {
        pc_in(&self.frames, code)
    }

    /// As [`Vm::dead_references`], for a thread that does not run.
    pub fn dead_references(&self, value: &Value) -> usize {
        dead_in(&self.frames, &self.stack, value)
    }

    /// As [`Vm::inject`], for a thread that does not run.
    pub fn inject(&mut self, callee: Value, args: Args) {
        self.injected.push((callee, args));
    }
}

/// The outermost frame of a thread.
struct Begin {
    call: Option<(Value, Args)>,
}

impl NativeFrame for Begin {
    fn resume(&mut self, _: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match (self.call.take(), input) {
            (Some((callee, args)), _) => Ok(NativeStep::call(callee, args)),
            (None, Resumed::Raised(raised)) => Err(raised),
            (None, Resumed::Returned(value) | Resumed::Yielded(value)) => Ok(NativeStep::Return(value)),
            (None, Resumed::Start) => Ok(NativeStep::Return(Value::None)),
        }
    }
}

/// Where the frame of `code` is that is nearest to the top.
fn pc_in(frames: &[Frame], code: &Rc<Code>) -> Option<usize> {
    frames.iter().rev().find_map(|frame| match frame {
        Frame::Python(frame) if Rc::ptr_eq(&frame.function.code, code) => Some(frame.pc()),
        _ => None,
    })
}

/// How many local variables hold `value` that are not read any more.
fn dead_in(frames: &[Frame], stack: &[Value], value: &Value) -> usize {
    let dead = frames.iter().filter_map(|frame| match frame {
        Frame::Python(frame) => Some(frame),
        Frame::Native(_) => None,
    });
    dead.map(|frame| {
        let code = &frame.function.code;
        let locals = stack.get(frame.base()..frame.base() + code.local_count()).unwrap_or_default();
        let holds = locals.iter().enumerate().filter(|(_, local)| local.is(value));
        holds.filter(|(slot, _)| code.is_dead(*slot, frame.pc())).count()
    })
    .sum()
}

impl Vm {
    /// How many local variables of the thread that runs hold `value` and are not read any more.
    pub fn dead_references(&self, value: &Value) -> usize {
        dead_in(&self.frames, &self.stack, value)
    }

    /// The next instruction of the frame of `code`, if the thread that runs has one.
    pub fn pc_of(&self, code: &Rc<Code>) -> Option<usize> {
        pc_in(&self.frames, code)
    }

    /// Exchanges the thread that runs for another one. Only between two calls of [`Vm::run`].
    pub fn swap_fiber(&mut self, fiber: &mut Fiber) {
        mem::swap(&mut self.stack, &mut fiber.stack);
        mem::swap(&mut self.frames, &mut fiber.frames);
        mem::swap(&mut self.blocked, &mut fiber.blocked);
        mem::swap(&mut self.blocked_then, &mut fiber.blocked_then);
        mem::swap(&mut self.injected, &mut fiber.injected);
        mem::swap(&mut self.stands, &mut fiber.stands);
        mem::swap(&mut self.outcome, &mut fiber.outcome);
        mem::swap(&mut self.asyncgen_hooks, &mut fiber.asyncgen_hooks);
    }

    /// Whether another thread may run now: where CPython 3.11 looks whether one wants to (`eval_breaker` in
    /// `Python/ceval.c`), that is at a back edge and where a function begins, in the program's own code. Natives and
    /// our library's code that stands for natives are never interrupted by another thread.
    pub fn may_switch(&self) -> bool {
        match self.frames.last() {
            Some(Frame::Python(frame)) => {
                !frame.function.code.internal && (self.at_back_edge || frame.pc() == 0)
            }
            Some(Frame::Native(slot)) => slot.frame.as_ref().is_some_and(|frame| frame.may_switch()),
            None => false,
        }
    }
}
