//! Frames: a call under way, and what happens when it ends.

use std::cell::RefCell;
use std::rc::Rc;

use crate::Raised;
use crate::native::{NativeFrame, Resumed};
use crate::object::{AsyncStep, Dict, Function, Generator, Module, SymMap};
use crate::value::Value;

/// A call under way.
pub(crate) enum Frame {
    /// Of a function, class body or module written in Python.
    Python(PythonFrame),
    /// Of a state machine written in Rust.
    Native(NativeSlot),
}

/// Each call makes one and drops it.
const _: () = assert!(size_of::<Frame>() <= 64, "frames are small");

/// A call of Python code.
pub(crate) struct PythonFrame {
    /// What runs.
    pub(crate) function: Rc<Function>,
    /// What happens to the result.
    pub(crate) then: Then,
    /// The generator whose frame this is.
    pub(crate) generator: Option<Rc<Generator>>,
    /// What few frames have.
    rare: Option<Box<Rare>>,
    pc: u32,
    base: u32,
    bottom: u32,
}

#[derive(Default)]
struct Rare {
    handling: Value,
    namespace: Option<Rc<RefCell<SymMap>>>,
    locals: Option<Rc<Dict>>,
}

impl PythonFrame {
    /// A call of `function`, whose locals begin at `base`.
    #[inline]
    pub(crate) fn of_call(function: Rc<Function>, base: usize, then: Then) -> Self {
        let base = base as u32;
        PythonFrame { function, then, generator: None, rare: None, pc: 0, base, bottom: base }
    }

    /// The same, with so much below the locals that is the frame's own.
    #[inline]
    pub(crate) fn with_bottom(self, bottom: usize) -> Self {
        PythonFrame { bottom: bottom as u32, ..self }
    }

    /// The same, of a class body with these variables.
    pub(crate) fn with_namespace(mut self, namespace: Option<Rc<RefCell<SymMap>>>) -> Self {
        if namespace.is_some() {
            self.rare.get_or_insert_default().namespace = namespace;
        }
        self
    }

    /// Drops the frame of a plain call, quicker than in general.
    #[inline(always)]
    pub(crate) fn drop_plain(self) {
        let PythonFrame { function, then, generator, rare, .. } = self;
        debug_assert!(matches!((&then, &generator), (Then::Push, None)));
        drop((function, rare));
        // There is nothing in them.
        std::mem::forget((then, generator));
    }

    /// The next instruction, while another frame is on top.
    #[inline]
    pub(crate) fn pc(&self) -> usize {
        self.pc as usize
    }

    /// Makes another instruction the next one.
    #[inline]
    pub(crate) fn set_pc(&mut self, pc: usize) {
        self.pc = pc as u32;
    }

    /// Where in the VM's stack the locals begin.
    #[inline]
    pub(crate) fn base(&self) -> usize {
        self.base as usize
    }

    /// To what length the VM's stack is cut when the frame is left.
    #[inline]
    pub(crate) fn bottom(&self) -> usize {
        self.bottom as usize
    }

    /// The exception being handled, or `Undefined`.
    pub(crate) fn handling(&self) -> &Value {
        self.rare.as_ref().map_or(&Value::Undefined, |rare| &rare.handling)
    }

    /// Handles another exception, or none if it is `Undefined`; gives the one before.
    #[inline]
    pub(crate) fn handle(&mut self, exception: Value) -> Value {
        match &mut self.rare {
            Some(rare) => std::mem::replace(&mut rare.handling, exception),
            None if !exception.is_defined() => exception,
            none => std::mem::replace(&mut none.get_or_insert_default().handling, exception),
        }
    }

    /// What `locals()` gave in a function.
    pub(crate) fn locals(&mut self) -> &mut Option<Rc<Dict>> {
        &mut self.rare.get_or_insert_default().locals
    }

    /// The variables of a class body.
    pub(crate) fn namespace(&self) -> Option<&Rc<RefCell<SymMap>>> {
        self.rare.as_ref()?.namespace.as_ref()
    }
}

/// A call of a state machine written in Rust.
pub(crate) struct NativeSlot {
    /// The state machine; taken out while it runs.
    pub(crate) frame: Option<Box<dyn NativeFrame>>,
    /// What it is told next.
    pub(crate) input: Option<Resumed>,
    /// What happens to the result.
    pub(crate) then: Then,
}

/// What happens to a frame's result (or to what its generator yields) in the frame below.
#[derive(Clone)]
pub(crate) enum Then {
    /// It is pushed.
    Push,
    /// It is dropped.
    Discard,
    /// It is dropped, and an exception is raised at the instruction that comes next: the call came between
    /// two instructions.
    Interrupt,
    /// It must be `None` and is dropped, and this new instance is pushed: the call was `__init__`.
    Construct(Value),
    /// It must be a `bool` and is pushed for the instruction that asked and runs again: `__bool__`.
    Truth,
    /// Like `Truth`, with a length: `__len__`.
    TruthOfLength,
    /// Like `Truth`, for `and` and `or` with the operand on the stack: jumps with it, or pops it.
    Branch {
        /// The truth that jumps.
        on: bool,
        /// Where to.
        target: u32,
        /// Whether the result is a length.
        length: bool,
    },
    /// It is an exception, which is raised here: the call was the making of what `raise` names.
    Raise,
    /// Its items are pushed, the last first: an unpacking.
    Spread,
    /// It is dropped, and so is an exception, after a note on stderr: nobody waits for it.
    Ignore,
    /// It is the next item of a `for`; the end jumps to the instruction.
    Iterate(u32),
    /// The frame below is at `yield from` or `await`: it yields too; the end is that expression's value.
    Delegate,
    /// Like `Delegate`, of an exception thrown in: the frame below does not run until that comes out, and what it handles is no context.
    DelegateThrown,
    /// The frame below is at `yield from` or `await` and is to end: when what it delegates to has ended, this `GeneratorExit` is raised there.
    DelegateClosed(Raised),
    /// Like `Delegate`, for a call of `__next__` or `send` of an object written in Python.
    DelegateCall,
    /// The frame below awaits a step of an asynchronous generator.
    AsyncDelegate(Rc<AsyncStep>),
    /// `send()` or `throw()` of a step of an asynchronous generator, whose result goes there.
    AsyncCall(Box<(Rc<AsyncStep>, Then)>),
    /// It is pushed; the end raises `StopIteration`: `next()`, `send()`, `throw()`.
    Next,
    /// `close()`: the generator must end.
    Close,
    /// The native frame below is told.
    Native,
    /// It is dropped and the module is pushed. If an exception comes instead, the import is undone.
    Import(Rc<Module>),
    /// It is dropped; then the thread is blocked as before: a signal handler ran.
    Reblock,
}
