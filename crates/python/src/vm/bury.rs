//! What was dropped and has a last word, which the machine lets it say between two instructions.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::native::{Args, Flow, NativeFrame, NativeStep, Resume, Resumed};
use crate::object::cycles::{clear, tracked};
use crate::object::discard::sweep;
use crate::object::ending::Ending;
use crate::object::generator::Dropped;
use crate::object::{Generator, GeneratorKind, GeneratorState};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::{Frame, Then};

/// So many last words are said one within the other; what is dropped within more of them waits for its turn.
const MOST_NESTED: usize = 50;

impl Vm {
    /// Attends to what was charged and what was dropped: warns of coroutines that were never awaited, closes
    /// generators, calls what is to be called.
    pub(crate) fn bury(&mut self) {
        if !self.graveyard.occupied.replace(false) {
            return;
        }
        if sweep() {
            // The rest when the budget is looked at again.
            self.graveyard.occupied.set(true);
        }
        self.pay();
        self.collect_if_due();
        if self.speaks_deep() {
            self.graveyard.occupied.set(true);
            return;
        }
        let mut dropped = VecDeque::from(std::mem::take(&mut *self.graveyard.dropped.borrow_mut()));
        let first = dropped.pop_front();
        if !dropped.is_empty() {
            // Pushed first: it runs when the first one has spoken.
            if let Err(raised) = self.follow(Flow::Frame(Box::new(Burial(dropped))), Then::Ignore) {
                self.leave(Then::Ignore, false, raised);
            }
        }
        if let Some(first) = first {
            self.let_speak(first);
        }
    }

    /// Whether what ends has made others end again and again: a long list whose objects each let go of the next.
    fn speaks_deep(&self) -> bool {
        let is_nested = |frame: &&Frame| match frame {
            Frame::Python(frame) => matches!(frame.then, Then::Ignore),
            Frame::Native(slot) => matches!(slot.then, Then::Ignore),
        };
        self.frames.len() > MOST_NESTED && self.frames.iter().filter(is_nested).count() > MOST_NESTED
    }

    fn let_speak(&mut self, dropped: Dropped) {
        let called = match dropped {
            Dropped::NeverAwaited(name) => {
                self.warn("RuntimeWarning", &format!("coroutine '{name}' was never awaited"), true);
                Ok(())
            }
            Dropped::Finalize(instance, was_at) => {
                let object = Value::Instance(instance);
                self.moved(was_at, &object);
                self.call_last_word(Args::new([object]))
            }
            Dropped::Callback(told) => self.call_last_word(told),
            Dropped::Call(callee, args) => self.call(callee, args, Then::Ignore),
            Dropped::Suspended(kind, function, frame, finalizer) => {
                let generator = tracked(Generator {
                    kind,
                    function,
                    state: Cell::new(GeneratorState::Suspended),
                    frame: RefCell::new(frame),
                    awaitable: Cell::new(kind == GeneratorKind::Coroutine),
                    graveyard: self.graveyard.clone(),
                    ending: Ending::default(),
                    async_running: Cell::new(false),
                    hooked: Cell::new(true),
                    // A finalizer is called once: when the generator goes again, that is all.
                    finalizer: OnceCell::from(Box::new(Value::None)),
                });
                match finalizer {
                    Some(finalizer) => {
                        self.call(*finalizer, Args::new([Value::Generator(generator)]), Then::Ignore)
                    }
                    None => self.follow(Flow::Frame(Box::new(Closing::new(generator))), Then::Ignore),
                }
            }
        };
        if let Err(raised) = called {
            self.leave(Then::Ignore, false, raised);
        }
    }
}

impl Vm {
    fn call_last_word(&mut self, told: Args) -> Result<(), Raised> {
        let last_word = self.prelude("_last_word");
        self.call(last_word, told, Then::Ignore)
    }
}

/// The end of a generator that nobody waits for.
struct Closing {
    generator: Rc<Generator>,
    has_begun: bool,
}

impl Closing {
    fn new(generator: Rc<Generator>) -> Self {
        Closing { generator, has_begun: false }
    }
}

impl NativeFrame for Closing {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep, Raised> {
        if !std::mem::replace(&mut self.has_begun, true) {
            return Ok(NativeStep::Resume(self.generator.clone(), Resume::Close));
        }
        Ok(vm.close_unheeded(&self.generator, input).unwrap_or(NativeStep::Return(Value::None)))
    }
}

impl Vm {
    /// How the closing of a generator that nobody waits for went: what it raised is told.
    pub(crate) fn close_unheeded(&self, generator: &Rc<Generator>, closed: Resumed) -> Option<NativeStep> {
        let raised = match closed {
            Resumed::Raised(raised) if !raised.is(&self.exceptions.generator_exit) => raised,
            Resumed::Yielded(_) => {
                clear(&Value::Generator(generator.clone()));
                let kind = generator.type_name().replace('_', " ");
                self.runtime_error(format!("{kind} ignored GeneratorExit"))
            }
            _ => return None,
        };
        let told = Args::new([Value::from(raised), Value::Generator(generator.clone())]);
        Some(NativeStep::call(self.prelude("_unraisable"), told))
    }
}

/// What was dropped together: one after the other says its last word.
struct Burial(VecDeque<Dropped>);

impl NativeFrame for Burial {
    fn resume(&mut self, vm: &mut Vm, _: Resumed) -> Result<NativeStep, Raised> {
        Ok(match self.0.pop_front() {
            None => NativeStep::Return(Value::None),
            Some(next) => {
                vm.let_speak(next);
                NativeStep::Again
            }
        })
    }
}
