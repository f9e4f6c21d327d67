//! Frames: a call under way, and what happens when it ends.

use std::cell::RefCell;
use std::rc::Rc;

use crate::native::{NativeFrame, Resumed};
use crate::object::{AsyncStep, Function, Generator, SymMap};
use crate::value::Value;

/// A call under way.
pub(crate) enum Frame {
    /// Of a function, class body or module written in Python.
    Python(PythonFrame),
    /// Of a state machine written in Rust.
    Native(NativeSlot),
}

/// A call of Python code.
pub(crate) struct PythonFrame {
    /// What runs.
    pub(crate) function: Rc<Function>,
    /// The next instruction, while another frame is on top.
    pub(crate) pc: usize,
    /// Where in the VM's stack the locals begin.
    pub(crate) base: usize,
    /// To what length the VM's stack is cut when the frame is left.
    pub(crate) bottom: usize,
    /// What happens to the result.
    pub(crate) then: Then,
    /// The generator whose frame this is.
    pub(crate) generator: Option<Rc<Generator>>,
    /// The exception being handled, or `Undefined`.
    pub(crate) handling: Value,
    /// The variables of a class body.
    pub(crate) namespace: Option<Rc<RefCell<SymMap>>>,
}

impl PythonFrame {
    /// A call of `function`, whose locals begin at `base`.
    #[inline]
    pub(crate) fn of_call(function: Rc<Function>, base: usize, then: Then) -> Self {
        PythonFrame {
            function,
            pc: 0,
            base,
            bottom: base,
            then,
            generator: None,
            handling: Value::Undefined,
            namespace: None,
        }
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
    /// Like `Delegate`, for a call of `__next__` or `send` of an object written in Python.
    DelegateCall,
    /// The frame below awaits a step of an asynchronous generator.
    AsyncDelegate(Rc<AsyncStep>),
    /// `send()` or `throw()` of a step of an asynchronous generator, whose result goes there.
    AsyncCall(Rc<AsyncStep>, Box<Then>),
    /// It is pushed; the end raises `StopIteration`: `next()`, `send()`, `throw()`.
    Next,
    /// `close()`: the generator must end.
    Close,
    /// The native frame below is told.
    Native,
    /// It is dropped and the module is pushed. If an exception comes instead, the import is undone.
    Import(Value),
    /// It is dropped; then the thread is blocked as before: a signal handler ran.
    Reblock,
}
