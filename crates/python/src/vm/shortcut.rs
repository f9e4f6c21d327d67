//! Shortcuts: what a coroutine of our library does from one `await` to the next, in Rust instead of by its instructions.
//!
//! The coroutine is one of a function in Python all the same. When it goes on without a value or exception, at its
//! beginning or where it awaits, its shortcut may do what the instructions would do until it awaits again or ends, and its frame
//! is left as they would have left it. Where anything is out of the ordinary the shortcut does nothing, and the instructions
//! run. So `throw()`, `close()`, a dropped coroutine and whoever looks at its frame find what they always find.
//!
//! ```text
//!                             ┌─ Awaits ───▶ the frame stands at that await; what is yielded is delivered
//!   resume(Send(None)) ─▶ take ─ Calls ────▶ the same with a new coroutine, which begins, by a shortcut if it has one
//!                             ├─ Returns ──▶ closed; the result is delivered
//!                             └─ None ─────▶ the frame goes onto the stack, and its instructions run
//! ```
//!
//! Where what is awaited is a coroutine with a shortcut, that goes first.

use std::rc::Rc;

use crate::Result;
use crate::bytecode::Op;
use crate::object::cycles::tracked;
use crate::object::{Function, Generator, GeneratorKind, GeneratorState, Instance};
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
    /// The same of a coroutine that has not begun ([`Standing::call`]).
    Calls(usize, Rc<Generator>),
    /// To the end.
    Returns(Value),
}

/// How far a coroutine came, with those that it awaits.
enum Progress {
    /// It did nothing, or has to go on by its instructions from where it stands now.
    Standing,
    /// It or one that it awaits yielded.
    Yielded(Value),
    /// It returned.
    Returned(Value),
    /// What the innermost of those that have not ended awaits has returned this, and its instructions take that.
    Given(Value),
}

/// So many frames may come of one that is resumed.
const MOST_FRAMES: usize = 8;

impl Shortcut {
    /// Gives a function a shortcut, which finds `attributes` and `uses` by their numbers.
    pub fn give(function: &Function, take: Take, attributes: &[&str], uses: &[Value]) {
        let code = &function.code;
        let mut shortcut = Shortcut { take, awaits: Vec::new(), attributes: Vec::new(), uses: Vec::new() };
        for (at, op) in code.ops.iter().enumerate() {
            if let Op::YieldFrom = op {
                shortcut.awaits.push(at);
            }
        }
        for name in attributes {
            shortcut.attributes.push(Sym::new(name));
        }
        for value in uses {
            let name = match value {
                Value::Function(function) => Sym::new(&function.code.name),
                _ => sym::SELF,
            };
            shortcut.uses.push((name, value.clone()));
        }
        // A module is imported once.
        let _ = code.shortcut.set(Box::new(shortcut));
    }

    /// Lets a coroutine stand at an await.
    fn stand(&self, coroutine: &Generator, at: usize, awaited: Value) {
        let mut frame = coroutine.frame.borrow_mut();
        frame.pc = self.awaits[at - 1];
        let is_first = frame.values.len() == coroutine.function.code.local_count();
        let before = if is_first { None } else { frame.values.pop() };
        frame.values.push(awaited);
        drop(frame);
        coroutine.state.set(GeneratorState::Suspended);
        drop(before);
    }
}

impl Standing<'_> {
    /// The variable in a slot.
    pub fn variable(&self, slot: usize) -> Value {
        self.generator.frame.borrow().values[slot].clone()
    }

    /// Sets a variable.
    pub fn set_variable(&self, slot: usize, value: Value) {
        let before = std::mem::replace(&mut self.generator.frame.borrow_mut().values[slot], value);
        // After the borrow: it may have a last word.
        drop(before);
    }

    /// The name of an attribute.
    pub fn attribute(&self, number: usize) -> Sym {
        self.shortcut.attributes[number]
    }

    /// Something that the function uses.
    pub fn used(&self, number: usize) -> &Value {
        &self.shortcut.uses[number].1
    }

    /// A call of a coroutine function of the library, whose first variables get these values.
    pub fn call(&self, number: usize, arguments: &[Value]) -> Option<Rc<Generator>> {
        let Value::Function(function) = self.used(number) else { return None };
        let mut variables = Vec::with_capacity(function.code.local_count() + 1);
        variables.extend_from_slice(arguments);
        variables.resize(function.code.local_count(), Value::Undefined);
        let graveyard = self.generator.graveyard.clone();
        Some(tracked(Generator::new(GeneratorKind::Coroutine, function.clone(), variables, graveyard)))
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
            && access.any_name
            && (0..self.shortcut.uses.len()).all(|number| self.calls(object, number))
    }
}

impl Vm {
    /// Lets a coroutine with a shortcut go on by that, and gives what it came to where `then` says; false if its instructions
    /// must run.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline(never)]
    pub(super) fn shorten(&mut self, coroutine: &Rc<Generator>, then: &mut Then) -> Result<bool> {
        if self.check_native_depth(MOST_FRAMES).is_err() {
            return Ok(false);
        }
        let progress = self.go_on_shortly(coroutine);
        if let Progress::Standing = progress {
            return Ok(false);
        }
        let then = std::mem::replace(then, Then::Discard);
        match progress {
            Progress::Standing => {}
            Progress::Yielded(value) => self.deliver_yield(then, value)?,
            Progress::Returned(value) => self.deliver_return(then, value, true)?,
            Progress::Given(value) => {
                self.restore(coroutine, then);
                while let Some(Value::Generator(awaited)) = self.stack.last().cloned()
                    && awaited.state.get() == GeneratorState::Suspended
                {
                    self.restore(&awaited, Then::Delegate);
                }
                self.end_delegation(value);
            }
        }
        Ok(true)
    }

    fn go_on_shortly(&mut self, coroutine: &Rc<Generator>) -> Progress {
        let Some(shortcut) = coroutine.function.code.shortcut.get() else { return Progress::Standing };
        let mut at = match coroutine.state.get() {
            GeneratorState::Created => 0,
            GeneratorState::Suspended => {
                let pc = coroutine.frame.borrow().pc;
                match shortcut.awaits.iter().position(|at| *at == pc) {
                    Some(at) => at + 1,
                    None => return Progress::Standing,
                }
            }
            _ => return Progress::Standing,
        };
        loop {
            let mut given = None;
            if at > 0 {
                let awaited = coroutine.frame.borrow().values.last().cloned();
                if let Some(Value::Generator(awaited)) = awaited {
                    match self.go_on_shortly(&awaited) {
                        Progress::Returned(value) => given = Some(value),
                        other => return other,
                    }
                }
            }
            let Some(passed) = (shortcut.take)(self, &Standing { at, shortcut, generator: coroutine }) else {
                return given.map_or(Progress::Standing, Progress::Given);
            };
            self.budget -= 1;
            match passed {
                Passed::Awaits(at, awaited, yielded) => {
                    shortcut.stand(coroutine, at, awaited);
                    return Progress::Yielded(yielded);
                }
                Passed::Calls(next, awaited) => {
                    shortcut.stand(coroutine, next, Value::Generator(awaited));
                    at = next;
                }
                Passed::Returns(value) => {
                    coroutine.state.set(GeneratorState::Closed);
                    let values = std::mem::take(&mut coroutine.frame.borrow_mut().values);
                    drop(values);
                    return Progress::Returned(value);
                }
            }
        }
    }
}
