//! Generators, coroutines and asynchronous generators: a function's frame while it is not on the stack.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::bytecode::{CodeKind, Op};
use crate::native::Args;
use crate::object::cycles::{Tracker, ended};
use crate::object::discard::{discard_variables, let_go, let_go_value};
use crate::object::ending::{Ending, Watchers, tell_watchers};
use crate::object::{Function, Instance};
use crate::value::{Raised, Value};

/// Which of the three it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorKind {
    /// From a function with `yield`.
    Generator,
    /// From an `async def`.
    Coroutine,
    /// From an `async def` with `yield`.
    AsyncGenerator,
}

impl GeneratorKind {
    /// What calling a function with such code makes; `None` if the call runs it.
    pub fn of(code: CodeKind) -> Option<GeneratorKind> {
        match code {
            CodeKind::Generator => Some(GeneratorKind::Generator),
            CodeKind::Coroutine => Some(GeneratorKind::Coroutine),
            CodeKind::AsyncGenerator => Some(GeneratorKind::AsyncGenerator),
            CodeKind::Module | CodeKind::Expression | CodeKind::Class | CodeKind::Function => None,
        }
    }
}

/// Where it is in its life.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    /// Not started.
    Created,
    /// On the frame stack.
    Running,
    /// At a `yield` or `await`.
    Suspended,
    /// Returned or raised.
    Closed,
}

/// A frame taken off the stack.
#[derive(Default)]
pub struct SavedFrame {
    /// The next instruction; once it is closed, that after the one by which it ended.
    pub pc: usize,
    /// Locals and stack.
    pub values: Vec<Value>,
    /// The exception being handled, or `Undefined`.
    pub handling: Value,
}

/// A generator, coroutine or asynchronous generator.
pub struct Generator {
    /// Which of the three.
    pub kind: GeneratorKind,
    /// The function whose call made it.
    pub function: Rc<Function>,
    /// Where it is in its life.
    pub state: Cell<GeneratorState>,
    /// Its frame while it is not on the stack.
    pub frame: RefCell<SavedFrame>,
    /// For a coroutine from `types.coroutine`: a generator that may be awaited.
    pub awaitable: Cell<bool>,
    /// Where coroutines that were never awaited, and generators that were dropped while suspended, say so.
    pub graveyard: Rc<Graveyard>,
    pub(crate) ending: Ending,
    /// For an asynchronous generator: whether an `asend`, `athrow` or `aclose` is under way.
    pub async_running: Cell<bool>,
    /// For an asynchronous generator: whether the hooks of `sys.set_asyncgen_hooks` know of it.
    pub hooked: Cell<bool>,
    /// For an asynchronous generator: whether an `aclose` has begun, after which its finalizer is not asked any more.
    pub closing: Cell<bool>,
    /// For an asynchronous generator: the finalizer of `sys.set_asyncgen_hooks` in the thread that iterated it first. For the others:
    /// a list of the `__name__` and the `__qualname__` that the program gave it.
    pub extra: OnceCell<Box<Value>>,
}

/// What was dropped and still needs Python code to run: the VM looks here between instructions.
#[derive(Default)]
pub struct Graveyard {
    /// Whether anything is in `dropped`.
    pub occupied: Cell<bool>,
    /// What was dropped, oldest first.
    pub dropped: RefCell<Vec<Dropped>>,
    pub(crate) watchers: Watchers,
    /// What could be in cycles, while another machine or none runs in this thread of the system.
    pub(crate) tracker: RefCell<Tracker>,
}

/// Something dropped that the VM must still attend to.
pub enum Dropped {
    /// A coroutine that was never awaited.
    NeverAwaited(Rc<Function>, SavedFrame),
    /// A suspended generator, whose `finally` clauses run now, and its finalizer.
    Suspended(GeneratorKind, Rc<Function>, SavedFrame, Option<Box<Value>>),
    /// A call that a native object's end asks for; exceptions out of it are printed and dropped.
    Call(Value, Args),
    /// An object whose `__del__` is to be called, and the address at which it was.
    Finalize(Rc<Instance>, usize),
    /// A weak reference's callback, and the reference.
    Callback(Args),
}

impl Graveyard {
    /// Whether something was dropped that has a last word; else the VM may only have to pay, or to go on dropping.
    #[inline]
    pub fn has_dropped(&self) -> bool {
        self.occupied.get() && !self.dropped.borrow().is_empty()
    }

    /// Asks the VM to attend to something between two instructions.
    pub fn push(&self, dropped: Dropped) {
        self.dropped.borrow_mut().push(dropped);
        self.occupied.set(true);
    }
}

/// One step of an asynchronous generator, as an awaitable.
pub struct AsyncStep {
    /// The asynchronous generator.
    pub generator: Rc<Generator>,
    /// What to do on the first resumption; taken then.
    pub start: RefCell<Option<AsyncStart>>,
    /// Which method made it.
    pub kind: AsyncStepKind,
    /// Whether the step has finished: it can't be awaited again.
    pub finished: Cell<bool>,
}

/// Which method of an asynchronous generator made a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsyncStepKind {
    /// `__anext__()` or `asend()`
    Send,
    /// `athrow()`
    Throw,
    /// `aclose()`
    Close,
}

/// How an asynchronous generator's step begins.
pub enum AsyncStart {
    /// `asend(value)` or `__anext__()`
    Send(Value),
    /// `athrow(exception)` or `aclose()`
    Throw(Raised),
}

impl Generator {
    /// One that has not started, of a call of `function` that gave its locals these values.
    pub fn new(
        kind: GeneratorKind,
        function: Rc<Function>,
        locals: Vec<Value>,
        graveyard: Rc<Graveyard>,
    ) -> Self {
        Generator {
            kind,
            function,
            state: Cell::new(GeneratorState::Created),
            frame: RefCell::new(SavedFrame::created(locals)),
            awaitable: Cell::new(kind == GeneratorKind::Coroutine),
            graveyard,
            ending: Ending::default(),
            async_running: Cell::new(false),
            hooked: Cell::new(false),
            closing: Cell::new(false),
            extra: OnceCell::new(),
        }
    }

    /// Whether it is suspended at an `await` or `yield from`.
    pub fn stands_at_await(&self) -> bool {
        self.stands_within(self.frame.borrow().pc)
    }

    /// The same, if it stands at that instruction.
    fn stands_within(&self, pc: usize) -> bool {
        self.state.get() == GeneratorState::Suspended
            && matches!(self.function.code.ops.get(pc), Some(Op::YieldFrom))
    }

    /// What it awaits or delegates to while it is suspended there: `cr_await`, `gi_yieldfrom`, `ag_await`.
    pub fn awaited(&self) -> Option<Value> {
        if self.stands_at_await() { self.frame.borrow().values.last().cloned() } else { None }
    }

    /// Whether Python code of it runs when it ends, if it is suspended there.
    fn is_guarded(&self, pc: usize) -> bool {
        match self.finalizer() {
            Some(finalizer) => !finalizer.is_none(),
            None => {
                self.function.code.handlers.iter().any(|h| (h.start as usize..h.end as usize).contains(&pc))
            }
        }
    }

    /// What closes it in place of `close()` when it ends: the finalizer, or `None` once that was called.
    pub(crate) fn finalizer(&self) -> Option<&Value> {
        let is_asked = self.kind == GeneratorKind::AsyncGenerator && !self.closing.get();
        self.extra.get().filter(|_| is_asked).map(|finalizer| &**finalizer)
    }

    /// `__name__`
    pub fn name(&self) -> Rc<str> {
        self.given_name(0).unwrap_or_else(|| self.function.name())
    }

    /// `__qualname__`
    pub fn qualname(&self) -> Rc<str> {
        self.given_name(1).unwrap_or_else(|| self.function.qualname())
    }

    fn given_name(&self, at: usize) -> Option<Rc<str>> {
        match self.extra.get().map(|names| &**names) {
            Some(Value::List(names)) if self.kind != GeneratorKind::AsyncGenerator => {
                names.items.borrow().get(at).and_then(Value::as_str).map(Rc::from)
            }
            _ => None,
        }
    }

    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match self.kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async_generator",
        }
    }
}

impl Drop for Generator {
    fn drop(&mut self) {
        ended();
        if !self.ending.is_silent() {
            tell_watchers(std::ptr::from_ref(self).addr(), &self.ending);
        }
        let mut frame = std::mem::take(self.frame.get_mut());
        match self.state.get() {
            GeneratorState::Created
                if self.kind == GeneratorKind::Coroutine && !self.ending.has(Ending::FINALIZED) =>
            {
                self.graveyard.push(Dropped::NeverAwaited(self.function.clone(), frame));
                return;
            }
            // Without a handler that could run, nor a finalizer, dropping the frame is all there is to do.
            GeneratorState::Suspended if self.is_guarded(frame.pc) => {
                let function = self.function.clone();
                let is_asked = self.kind == GeneratorKind::AsyncGenerator && !self.closing.get();
                let finalizer = self.extra.take().filter(|_| is_asked);
                self.graveyard.push(Dropped::Suspended(self.kind, function, frame, finalizer));
                return;
            }
            _ => {}
        }
        // What it awaits ends before it.
        if self.stands_within(frame.pc)
            && let Some(mut inner) = frame.values.pop()
        {
            let_go_value(&mut inner);
        }
        let_go_value(&mut frame.handling);
        discard_variables(frame.values);
    }
}

impl Drop for AsyncStep {
    fn drop(&mut self) {
        if let Some(start) = self.start.take() {
            let_go(start);
        }
    }
}
