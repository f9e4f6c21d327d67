//! How results, yielded values and exceptions reach the frame below.

use std::rc::Rc;

use crate::Result;
use crate::native::Resumed;
use crate::object::{GeneratorKind, GeneratorState, SavedFrame, TraceEntry};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::async_step::StepEnd;
use crate::vm::frame::{Frame, PythonFrame, Then};

impl Vm {
    /// A call returned `value`: gives it to the frame that is now on top. `generator` tells whether it
    /// was a generator that ended.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn deliver_return(&mut self, then: Then, value: Value, generator: bool) -> Result<()> {
        match then {
            Then::Push => self.stack.push(value),
            Then::Discard | Then::Interrupt | Then::Ignore => {}
            Then::Construct(instance) => {
                if !value.is_none() {
                    let name = self.types.name_of(&value);
                    return Err(self.type_error(format!("__init__() should return None, not '{name}'")));
                }
                self.stack.push(instance);
            }
            Then::Truth => match value {
                Value::Bool(_) => self.stack.push(value),
                other => {
                    let name = self.types.name_of(&other);
                    return Err(self.type_error(format!("__bool__ should return bool, returned {name}")));
                }
            },
            Then::TruthOfLength => match value {
                Value::Int(length) if length < 0 => {
                    return Err(self.value_error("__len__() should return >= 0"));
                }
                Value::Int(length) => self.stack.push(Value::Bool(length != 0)),
                other => {
                    let name = self.types.name_of(&other);
                    return Err(
                        self.type_error(format!("'{name}' object cannot be interpreted as an integer"))
                    );
                }
            },
            Then::Branch { on, target, length } => {
                let truth = match value {
                    Value::Bool(truth) => truth,
                    Value::Int(count) if length && count < 0 => {
                        return Err(self.value_error("__len__() should return >= 0"));
                    }
                    Value::Int(count) if length => count != 0,
                    other => {
                        let name = self.types.name_of(&other);
                        return Err(self.type_error(format!("__bool__ should return bool, returned {name}")));
                    }
                };
                if truth == on {
                    self.top_python().set_pc(target as usize);
                } else {
                    self.stack.pop();
                }
            }
            Then::Raise => {
                return Err(match self.as_exception(&value) {
                    Some(raised) => raised,
                    None => self.type_error("exceptions must derive from BaseException"),
                });
            }
            Then::Spread => {
                if let Value::Tuple(items) = value {
                    self.stack.extend(items.iter().rev().cloned());
                }
            }
            Then::Iterate(exit) if generator => {
                self.stack.pop();
                self.top_python().set_pc(exit as usize);
            }
            Then::Iterate(_) => self.stack.push(value),
            Then::Delegate | Then::DelegateThrown => self.end_delegation(value),
            Then::DelegateClosed(exit) => {
                self.step_into_next();
                self.raise_thrown(exit);
            }
            Then::DelegateCall => return self.delegate_yield(value),
            Then::AsyncDelegate(..) | Then::AsyncCall(..) => return self.end_step(then, StepEnd::Returned),
            Then::Next if generator => return Err(self.stop_iteration(value)),
            Then::Next => self.stack.push(value),
            Then::Close => self.stack.push(Value::None),
            Then::Native => self.tell_native(Resumed::Returned(value)),
            Then::Import(module) => self.stack.push(Value::Module(module)),
            Then::Reblock => self.blocked = true,
        }
        Ok(())
    }

    /// `Return`: takes the frame on top away and gives its result to the next.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(super) fn end_call(&mut self, value: Value) -> Result<()> {
        let Some(Frame::Python(frame)) = self.frames.pop() else { unreachable!("only Python frames return") };
        let bottom = frame.bottom();
        if let Some(generator) = &frame.generator {
            generator.state.set(GeneratorState::Closed);
            generator.frame.borrow_mut().pc = frame.pc();
        }
        let PythonFrame { then, generator, .. } = frame;
        self.stack.truncate(bottom);
        self.deliver_return(then, value, generator.is_some())
    }

    /// The generator whose frame was just taken off the stack yielded `value`.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn deliver_yield(&mut self, then: Then, value: Value) -> Result<()> {
        match then {
            Then::Delegate | Then::DelegateThrown | Then::AsyncDelegate(_) => self.delegate_yield(value),
            Then::DelegateClosed(_) => {
                self.step_into_next();
                Err(self.runtime_error("generator ignored GeneratorExit"))
            }
            Then::AsyncCall(call) => self.deliver_return(call.1, value, false),
            Then::Native => {
                self.tell_native(Resumed::Yielded(value));
                Ok(())
            }
            Then::Close => Err(self.runtime_error("generator ignored GeneratorExit")),
            Then::Ignore => Ok(()),
            _ => {
                self.stack.push(value);
                Ok(())
            }
        }
    }

    /// An asynchronous generator came to its `yield`: what awaits its step gets the value.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(crate) fn deliver_async_yield(&mut self, then: Then, value: Value) -> Result<()> {
        match then {
            Then::AsyncDelegate(..) | Then::AsyncCall(..) => self.end_step(then, StepEnd::Yielded(value)),
            other => self.deliver_yield(other, value),
        }
    }

    /// The frame on top is at `yield from` and must yield `value` itself.
    pub(crate) fn delegate_yield(&mut self, value: Value) -> Result<()> {
        let then = self.suspend_top();
        self.deliver_yield(then, value)
    }

    /// The frame on top is at `yield from` (its iterator on the stack), which now has its value.
    pub(crate) fn end_delegation(&mut self, value: Value) {
        self.stack.pop();
        self.stack.push(value);
        self.step_into_next();
    }

    /// Takes the generator frame on top off the stack and keeps it in its generator.
    #[inline]
    pub(crate) fn suspend_top(&mut self) -> Then {
        let Some(Frame::Python(mut frame)) = self.frames.pop() else {
            unreachable!("only Python frames yield")
        };
        let handling = frame.handle(Value::Undefined);
        let (pc, base, bottom) = (frame.pc(), frame.base(), frame.bottom());
        let PythonFrame { generator: Some(generator), then, .. } = frame else {
            unreachable!("only generators yield")
        };
        let mut saved = generator.frame.borrow_mut();
        saved.pc = pc;
        saved.handling = handling;
        saved.values.extend(self.stack.drain(base..));
        drop(saved);
        self.stack.truncate(bottom);
        generator.state.set(GeneratorState::Suspended);
        then
    }

    /// Raises `raised` in the frame on top: sets its context, then unwinds to a handler.
    /// The VM goes on from whatever frame is on top afterwards.
    pub(crate) fn raise_here(&mut self, raised: Raised) {
        self.set_context(&raised);
        self.unwind(raised, true);
    }

    /// Raises `raised`, which was thrown into the frame on top: its context is what this frame itself handles.
    pub(crate) fn raise_thrown(&mut self, raised: Raised) {
        self.set_context_within(&raised);
        self.unwind(raised, true);
    }

    /// Unwinds to a handler. With `traced` false the frame on top is not added to the traceback (it
    /// raises again what it caught).
    pub(crate) fn unwind(&mut self, mut raised: Raised, mut traced: bool) {
        loop {
            self.forget_stands();
            match self.frames.last_mut() {
                None => {
                    self.outcome = Some(Err(raised));
                    return;
                }
                Some(Frame::Native(slot)) => {
                    raised.note_caught();
                    slot.input = Some(Resumed::Raised(raised));
                    return;
                }
                Some(Frame::Python(frame)) => {
                    let code = &frame.function.code;
                    let at = frame.pc().saturating_sub(1);
                    if traced && code.internal {
                        raised.data().passed_library.set(true);
                    } else if traced {
                        let entry = TraceEntry {
                            filename: code.filename.clone(),
                            source: code.source.clone(),
                            name: code.name.clone(),
                            position: code.positions.get(at).copied().unwrap_or_default(),
                        };
                        raised.data().traceback.borrow_mut().push(entry);
                    }
                    traced = true;
                    let covers =
                        |h: &&crate::bytecode::Handler| (h.start as usize..h.end as usize).contains(&at);
                    if let Some(handler) = code.handlers.iter().find(covers) {
                        raised.note_caught();
                        let keep = frame.base() + code.local_count() + handler.depth as usize;
                        frame.set_pc(handler.target as usize);
                        self.stack.truncate(keep);
                        self.stack.push(Value::Instance(raised.0));
                        return;
                    }
                }
            }
            match self.leave_by(raised) {
                Some(next) => raised = next,
                None => return,
            }
        }
    }

    /// Makes the instruction that comes next the one at which an exception is raised, which [`Vm::unwind`] finds just before `pc`: an
    /// exception out of what a `yield from` resumed belongs to that, at which the frame still is.
    pub(crate) fn step_into_next(&mut self) {
        if let Some(Frame::Python(frame)) = self.frames.last_mut() {
            frame.set_pc(frame.pc() + 1);
        }
    }

    /// Pops the frame on top, which `raised` leaves; what goes on being raised in the next one, if anything.
    fn leave_by(&mut self, mut raised: Raised) -> Option<Raised> {
        let Some(Frame::Python(frame)) = self.frames.pop() else {
            unreachable!("native frames were handled")
        };
        self.stack.truncate(frame.bottom());
        if let Some(generator) = &frame.generator {
            generator.state.set(GeneratorState::Closed);
            generator.frame.borrow_mut().pc = frame.pc();
            raised = self.check_stop(generator.kind, raised);
        }
        self.leave(frame.then, frame.generator.is_some(), raised)
    }

    /// An exception leaves a call whose result would have gone where `then` says; what goes on being
    /// raised in the frame that is now on top, if anything.
    pub(crate) fn leave(&mut self, then: Then, generator: bool, raised: Raised) -> Option<Raised> {
        let end = self.stop_iteration_value(&raised);
        match (then, end) {
            (Then::Iterate(exit), Some(_)) if !generator => {
                self.stack.pop();
                self.top_python().set_pc(exit as usize);
                None
            }
            (Then::DelegateCall, Some(value)) => {
                self.end_delegation(value);
                None
            }
            (then @ (Then::AsyncDelegate(..) | Then::AsyncCall(..)), _) => {
                self.end_step(then, StepEnd::Raised(raised)).err()
            }
            (Then::Close, _) => {
                if raised.is(&self.exceptions.generator_exit) || raised.is(&self.exceptions.stop_iteration) {
                    self.stack.push(Value::None);
                    return None;
                }
                Some(raised)
            }
            (Then::DelegateThrown, _) => {
                self.step_into_next();
                self.set_context_within(&raised);
                Some(raised)
            }
            (Then::DelegateClosed(exit), _) => {
                self.step_into_next();
                let ended =
                    raised.is(&self.exceptions.generator_exit) || raised.is(&self.exceptions.stop_iteration);
                let raised = if ended { exit } else { raised };
                self.set_context_within(&raised);
                Some(raised)
            }
            (Then::Delegate | Then::DelegateCall, _) => {
                self.step_into_next();
                Some(raised)
            }
            (Then::Import(module), _) => {
                self.forget_import(&module);
                Some(raised)
            }
            (Then::Interrupt, _) => {
                self.step_into_next();
                Some(raised)
            }
            (Then::Ignore, _) => {
                if !raised.is(&self.exceptions.generator_exit) {
                    let text = self.format_exception(&raised);
                    self.write(true, &format!("Exception ignored in:\n{text}"));
                }
                None
            }
            (Then::Reblock, _) => {
                self.blocked = false;
                self.blocked_then = None;
                Some(raised)
            }
            _ => Some(raised),
        }
    }

    /// PEP 479: `StopIteration` out of a generator's body is a bug of the body.
    pub(super) fn check_stop(&self, kind: GeneratorKind, raised: Raised) -> Raised {
        let what = match kind {
            GeneratorKind::Generator => "generator",
            GeneratorKind::Coroutine => "coroutine",
            GeneratorKind::AsyncGenerator => "async generator",
        };
        let stop = if raised.is(&self.exceptions.stop_iteration) {
            "StopIteration"
        } else if kind == GeneratorKind::AsyncGenerator && raised.is(&self.exceptions.stop_async_iteration) {
            "StopAsyncIteration"
        } else {
            return raised;
        };
        let error = self.runtime_error(format!("{what} raised {stop}"));
        *error.data().cause.borrow_mut() = Some(raised.clone());
        *error.data().context.borrow_mut() = Some(raised);
        error.data().suppress_context.set(true);
        error
    }

    /// Sets `__context__` to the exception being handled, if there is one.
    pub fn set_context(&self, raised: &Raised) {
        if let Some(handled) = self.handled_exception() {
            chain_context(raised, handled);
        }
    }

    /// The same for what is thrown in, if it is the frame on top that handles one. As in CPython, of the frames that it
    /// passed meanwhile only those stay that it had passed when it was last caught.
    fn set_context_within(&self, raised: &Raised) {
        if let Some(Frame::Python(frame)) = self.frames.last()
            && let Value::Instance(handled) = frame.handling()
        {
            let data = raised.data();
            data.traceback.borrow_mut().truncate(data.caught_at.get());
            chain_context(raised, Raised(handled.clone()));
        }
    }

    /// `sys.exc_info()[1]`: the exception that the innermost `except` handles.
    pub fn handled_exception(&self) -> Option<Raised> {
        let mut passed_over = false;
        self.frames.iter().rev().find_map(|frame| {
            let Frame::Python(frame) = frame else { return None };
            let waits = std::mem::replace(
                &mut passed_over,
                matches!(frame.then, Then::DelegateThrown | Then::DelegateClosed(_)),
            );
            match frame.handling() {
                Value::Instance(instance) if !waits => Some(Raised(instance.clone())),
                _ => None,
            }
        })
    }

    pub(crate) fn tell_native(&mut self, input: Resumed) {
        match self.frames.last_mut() {
            Some(Frame::Native(slot)) => slot.input = Some(input),
            Some(Frame::Python(_)) => unreachable!("the frame below is native"),
            None => {
                self.outcome = Some(match input {
                    Resumed::Returned(value) | Resumed::Yielded(value) => Ok(value),
                    Resumed::Raised(raised) => Err(raised),
                    Resumed::Start => Ok(Value::None),
                });
            }
        }
    }

    pub(crate) fn top_python(&mut self) -> &mut PythonFrame {
        match self.frames.last_mut() {
            Some(Frame::Python(frame)) => frame,
            _ => unreachable!("the frame on top is a Python frame"),
        }
    }
}

/// Makes `handled` the context of `raised`.
fn chain_context(raised: &Raised, handled: Raised) {
    if Rc::ptr_eq(&handled.0, &raised.0) {
        return;
    }
    // The chain must stay free of cycles.
    let mut at = handled.clone();
    loop {
        let next = at.data().context.borrow().clone();
        match next {
            Some(next) if Rc::ptr_eq(&next.0, &raised.0) => {
                *at.data().context.borrow_mut() = None;
                break;
            }
            Some(next) => at = next,
            None => break,
        }
    }
    *raised.data().context.borrow_mut() = Some(handled);
}

/// `StopIteration.value`
pub(crate) fn stop_value(raised: &Raised) -> Value {
    raised.data().args.borrow().first().cloned().unwrap_or(Value::None)
}

impl SavedFrame {
    /// The frame of a generator that has not started: its locals.
    pub fn created(locals: Vec<Value>) -> Self {
        SavedFrame { pc: 0, values: locals, handling: Value::Undefined }
    }
}
