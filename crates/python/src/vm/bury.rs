//! What was dropped and has a last word, which the machine lets it say between two instructions.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use crate::native::{Args, Flow, NativeFrame, NativeStep, Resume, Resumed};
use crate::object::cycles::{clear, tracked};
use crate::object::discard::sweep;
use crate::object::ending::Ending;
use crate::object::generator::{Dropped, SavedFrame};
use crate::object::{Function, Generator, GeneratorKind, GeneratorState};
use crate::symbol::Sym;
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
            Dropped::NeverAwaited(function, frame) => {
                let state = GeneratorState::Created;
                let coroutine = self.again(GeneratorKind::Coroutine, function, frame, state, None);
                self.warn_never_awaited(coroutine)
            }
            Dropped::Finalize(instance, was_at) => {
                let object = Value::Instance(instance);
                self.moved(was_at, &object);
                self.call_last_word(Args::new([object]))
            }
            Dropped::Callback(told) => self.call_last_word(told),
            Dropped::Call(callee, args) => self.call(callee, args, Then::Ignore),
            Dropped::Suspended(kind, function, frame, finalizer) => {
                // A finalizer is called once: when the generator goes again, that is all.
                let called = Some(Box::new(Value::None));
                let generator = self.again(kind, function, frame, GeneratorState::Suspended, called);
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
    /// A generator that was dropped, to be heard.
    fn again(
        &self,
        kind: GeneratorKind,
        function: Rc<Function>,
        frame: SavedFrame,
        state: GeneratorState,
        finalizer: Option<Box<Value>>,
    ) -> Rc<Generator> {
        tracked(Generator {
            kind,
            function,
            state: Cell::new(state),
            frame: RefCell::new(frame),
            awaitable: Cell::new(kind == GeneratorKind::Coroutine),
            graveyard: self.graveyard.clone(),
            ending: Ending::new(Ending::FINALIZED),
            async_running: Cell::new(false),
            hooked: Cell::new(true),
            closing: Cell::new(false),
            extra: finalizer.map(OnceCell::from).unwrap_or_default(),
        })
    }

    /// Warns of a coroutine by way of `warnings`, if that was imported and may have filters.
    fn warn_never_awaited(&mut self, coroutine: Rc<Generator>) -> Result<(), Raised> {
        let warn = match self.modules.get(&Sym::new("warnings")) {
            Some(Value::Module(warnings)) => warnings.get(Sym::new("_warn_unawaited_coroutine")),
            _ => None,
        };
        let Some(warn) = warn else {
            let text = format!("coroutine '{}' was never awaited", coroutine.function.qualname());
            self.warn("RuntimeWarning", &text, true);
            return Ok(());
        };
        self.follow(Flow::Frame(Box::new(Warning { warn: Some(warn), coroutine })), Then::Ignore)
    }

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

/// A warning of a coroutine, which a filter may have made an exception.
struct Warning {
    warn: Option<Value>,
    coroutine: Rc<Generator>,
}

impl NativeFrame for Warning {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep, Raised> {
        let coroutine = Value::Generator(self.coroutine.clone());
        if let Some(warn) = self.warn.take() {
            return Ok(NativeStep::call(warn, Args::new([coroutine])));
        }
        Ok(match input {
            Resumed::Raised(raised) => {
                NativeStep::call(vm.prelude("_unraisable"), Args::new([Value::from(raised), coroutine]))
            }
            _ => NativeStep::Return(Value::None),
        })
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
