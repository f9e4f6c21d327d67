//! Python code that must run between two instructions: signal handlers, and what was dropped.

use std::cell::{Cell, OnceCell, RefCell};
use std::rc::Rc;

use crate::native::{Args, Resume, Resumed};
use crate::object::discard::sweep;
use crate::object::generator::Dropped;
use crate::object::{Generator, GeneratorKind, GeneratorState};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::{Frame, Then};

impl Vm {
    /// Calls `callee(*args)` between two instructions, also while the thread blocks (it goes on blocking
    /// afterwards). Its result is dropped; an exception goes on in the frame below.
    pub fn inject(&mut self, callee: Value, args: Args) {
        self.injected.push((callee, args));
    }

    /// Whether a call waits to be made between two instructions.
    pub fn has_injected(&self) -> bool {
        !self.injected.is_empty()
    }

    /// Starts injected calls, if the frame on top can take an exception now.
    pub(crate) fn take_injected(&mut self) {
        if self.injected.is_empty() {
            return;
        }
        if !self.blocked
            && let Some(Frame::Native(slot)) = self.frames.last()
            && !matches!(slot.input, Some(Resumed::Start))
        {
            // A native frame must first learn what its last step gave.
            return;
        }
        let (callee, args) = self.injected.remove(0);
        let was_blocked = self.blocked;
        let then = if was_blocked { Then::Reblock } else { Then::Interrupt };
        self.blocked = false;
        if let Err(raised) = self.call(callee, args, then) {
            self.blocked = false;
            self.blocked_then = None;
            if !was_blocked {
                self.step_into_next();
            }
            self.raise_here(raised);
        }
    }

    /// Attends to what was charged and what was dropped: warns of coroutines that were never awaited, closes
    /// generators.
    pub(crate) fn bury(&mut self) {
        if !self.graveyard.occupied.replace(false) {
            return;
        }
        if sweep() {
            // The rest when the budget is looked at again.
            self.graveyard.occupied.set(true);
        }
        self.pay();
        let dropped = std::mem::take(&mut *self.graveyard.dropped.borrow_mut());
        for dropped in dropped {
            match dropped {
                Dropped::NeverAwaited(name) => {
                    self.warn("RuntimeWarning", &format!("coroutine '{name}' was never awaited"), true);
                }
                Dropped::Call(callee, args) => {
                    if let Err(raised) = self.call(callee, args, Then::Ignore) {
                        self.leave(Then::Ignore, false, raised);
                    }
                }
                Dropped::Suspended(kind, function, frame, finalizer) => {
                    let generator = Rc::new(Generator {
                        kind,
                        function,
                        state: Cell::new(GeneratorState::Suspended),
                        frame: RefCell::new(frame),
                        awaitable: Cell::new(kind == GeneratorKind::Coroutine),
                        graveyard: self.graveyard.clone(),
                        async_running: Cell::new(false),
                        hooked: Cell::new(true),
                        finalizer: OnceCell::new(),
                    });
                    let called = match finalizer {
                        Some(finalizer) => {
                            self.call(*finalizer, Args::new([Value::Generator(generator)]), Then::Ignore)
                        }
                        None => self.resume(&generator, Resume::Close, Then::Ignore),
                    };
                    if let Err(raised) = called {
                        self.leave(Then::Ignore, false, raised);
                    }
                }
            }
        }
    }

    /// Shows a warning on stderr as CPython's default filter does: once per line and text.
    pub fn warn(&mut self, category: &str, message: &str, allocation_hint: bool) {
        let Some((filename, source, line)) = self.program_position() else { return };
        let text = format!("{filename}:{line}: {category}: {message}\n");
        let warned = (text.clone(), line);
        if self.warned.contains(&warned) {
            return;
        }
        self.warned.push(warned);
        let mut text = text;
        if let Some(line) = source.lines().nth(line.saturating_sub(1) as usize) {
            text.push_str(&format!("  {}\n", line.trim()));
        }
        if allocation_hint {
            text.push_str("RuntimeWarning: Enable tracemalloc to get the object allocation traceback\n");
        }
        self.write(true, &text);
    }
}
