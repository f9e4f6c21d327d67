//! Shortcuts: what a coroutine of our library does from one `await` to the next, in Rust instead of by its instructions.
//!
//! The coroutine is one of a function in Python all the same. When it goes on without a value or exception, at its
//! beginning or where it awaits, its shortcut may do what the instructions would do until it awaits again or ends, and its frame
//! is left as they would have left it. Where anything is out of the ordinary the shortcut does nothing, and the instructions
//! run. So `throw()`, `close()`, a dropped coroutine and whoever looks at its frame find what they always find.
//!
//! ```text
//!                             ┌─ Awaits ───▶ the frame stands at that await; what is yielded is delivered
//!   resume(Send(None)) ─▶ take ─ Returns ──▶ closed; the result is delivered
//!                             └─ None ─────▶ the frame goes onto the stack, and its instructions run
//! ```

use std::rc::Rc;

use crate::Result;
use crate::bytecode::Op;
use crate::object::{Function, Generator, GeneratorState, Instance};
use crate::symbol::{Sym, sym};
use crate::value::Value;
use crate::vm::Vm;
use crate::vm::frame::Then;

/// What spares a function of our library its instructions.
pub struct Shortcut {
    take: Take,
    /// The instructions at which it awaits, in their order.
    awaits: Vec<usize>,
    /// The attributes that it reads and sets.
    attributes: Vec<Sym>,
    /// What it uses: functions, those that are methods with their names, and other values.
    uses: Vec<(Sym, Value)>,
}

/// Does what the coroutine would do next; nothing at all if it gives `None`.
pub type Take = fn(&mut Vm, &Standing<'_>) -> Option<Passed>;

/// Where a coroutine with a shortcut stands.
pub struct Standing<'a> {
    /// 0 at its beginning, else at which of its awaits, in the order of the source.
    pub at: usize,
    shortcut: &'a Shortcut,
    generator: &'a Generator,
}

/// How far a shortcut came.
pub enum Passed {
    /// To the await with this number, counted from 1, of an iterator that yielded a value.
    Awaits(usize, Value, Value),
    /// To the end.
    Returns(Value),
}

impl Shortcut {
    /// Gives a function a shortcut, which finds `attributes` and `uses` by their numbers.
    pub fn give(function: &Function, take: Take, attributes: &[&str], uses: &[Value]) {
        let code = &function.code;
        let is_await = |at: &usize| matches!(code.ops[*at], Op::YieldFrom);
        let named = |value: &Value| match value {
            Value::Function(function) => (Sym::new(&function.code.name), value.clone()),
            _ => (sym::SELF, value.clone()),
        };
        let shortcut = Shortcut {
            take,
            awaits: (0..code.ops.len()).filter(is_await).collect(),
            attributes: attributes.iter().map(|name| Sym::new(name)).collect(),
            uses: uses.iter().map(named).collect(),
        };
        // A module is imported once.
        let _ = code.shortcut.set(Box::new(shortcut));
    }
}

impl Standing<'_> {
    /// The variable in a slot.
    pub fn variable(&self, slot: usize) -> Value {
        self.generator.frame.borrow().values[slot].clone()
    }

    /// Sets a variable that had no value, or `None`.
    pub fn set_variable(&self, slot: usize, value: Value) {
        self.generator.frame.borrow_mut().values[slot] = value;
    }

    /// The name of an attribute.
    pub fn attribute(&self, number: usize) -> Sym {
        self.shortcut.attributes[number]
    }

    /// Something that the function uses.
    pub fn used(&self, number: usize) -> &Value {
        &self.shortcut.uses[number].1
    }

    /// Whether a method that the function calls is for this object the one that it uses.
    pub fn calls(&self, object: &Instance, number: usize) -> bool {
        let (name, used) = &self.shortcut.uses[number];
        object.class.lookup_with(*name, |found| found.is(used)) && object.attrs.borrow().get(*name).is_none()
    }

    /// Whether the attributes of an object, and all methods that the function calls, are as it expects them.
    pub fn knows(&self, object: &Instance) -> bool {
        let access = object.class.access();
        access.reads
            && access.writes
            && (0..self.shortcut.uses.len()).all(|number| self.calls(object, number))
    }
}

impl Vm {
    /// Takes a generator that goes on farther by its shortcut, and gives what it came to where `then` says; gives `then` back if
    /// the instructions must run.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline(never)]
    pub(super) fn shorten(&mut self, generator: &Rc<Generator>, then: Then) -> Result<Option<Then>> {
        let Some(shortcut) = generator.function.code.shortcut.get() else { return Ok(Some(then)) };
        let at = match generator.state.get() {
            GeneratorState::Created => Some(0),
            GeneratorState::Suspended => {
                let pc = generator.frame.borrow().pc;
                shortcut.awaits.iter().position(|at| *at == pc).map(|at| at + 1)
            }
            _ => None,
        };
        let passed = match at {
            Some(at) if self.check_depth().is_ok() => {
                (shortcut.take)(self, &Standing { at, shortcut, generator })
            }
            _ => None,
        };
        let Some(passed) = passed else { return Ok(Some(then)) };
        self.budget -= 1;
        match passed {
            Passed::Awaits(at, awaited, yielded) => {
                let mut frame = generator.frame.borrow_mut();
                frame.pc = shortcut.awaits[at - 1];
                frame.values.truncate(generator.function.code.local_count());
                frame.values.push(awaited);
                drop(frame);
                generator.state.set(GeneratorState::Suspended);
                self.deliver_yield(then, yielded)?;
            }
            Passed::Returns(value) => {
                generator.state.set(GeneratorState::Closed);
                let values = std::mem::take(&mut generator.frame.borrow_mut().values);
                drop(values);
                self.deliver_return(then, value, true)?;
            }
        }
        Ok(None)
    }
}
