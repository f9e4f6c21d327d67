//! Resuming generators, coroutines and asynchronous generators.

use std::rc::Rc;

use crate::Result;
use crate::bytecode::{CodeKind, Op, Position};
use crate::native::{Args, Flow, Resume};
use crate::object::{Generator, GeneratorKind, GeneratorState, IterStep, TraceEntry};
use crate::symbol::sym;
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::deliver::stop_value;
use crate::vm::frame::{Frame, PythonFrame, Then};

impl Vm {
    /// Puts a generator's frame on the stack and passes `resume` in.
    ///
    /// # Errors
    /// What must be raised in the frame on top: the generator is already running or has ended.
    #[inline]
    pub(crate) fn resume(&mut self, generator: &Rc<Generator>, resume: Resume, mut then: Then) -> Result<()> {
        if generator.function.code.shortcut.get().is_some()
            && matches!(resume, Resume::Send(Value::None))
            && self.shorten(generator, &mut then)?
        {
            return Ok(());
        }
        match generator.state.get() {
            GeneratorState::Created => self.begin(generator, resume, then),
            GeneratorState::Suspended => {
                self.check_depth()?;
                self.restore(generator, then);
                match resume {
                    Resume::Send(value) => {
                        self.descend();
                        self.stack.push(value);
                        Ok(())
                    }
                    Resume::Throw(raised) => {
                        self.throw_into_top(raised);
                        Ok(())
                    }
                    Resume::Close => {
                        let exit = self.raise(&self.exceptions.generator_exit, vec![]);
                        self.set_context(&exit);
                        self.throw_into_top(exit);
                        Ok(())
                    }
                }
            }
            GeneratorState::Running => {
                let what = generator.type_name().replace('_', " ");
                Err(self.value_error(format!("{what} already executing")))
            }
            GeneratorState::Closed => match resume {
                Resume::Close => self.deliver_return(then, Value::None, true),
                Resume::Throw(_) | Resume::Send(_) if generator.kind == GeneratorKind::Coroutine => {
                    Err(self.runtime_error("cannot reuse already awaited coroutine"))
                }
                Resume::Throw(raised) => {
                    self.throw_past(then, raised);
                    Ok(())
                }
                Resume::Send(_) => self.deliver_return(then, Value::None, true),
            },
        }
    }

    #[inline]
    fn begin(&mut self, generator: &Rc<Generator>, resume: Resume, then: Then) -> Result<()> {
        match resume {
            Resume::Send(Value::None) => {
                if let Err(raised) = self.check_depth() {
                    // As if it had begun: it is not one that was never awaited.
                    generator.state.set(GeneratorState::Closed);
                    generator.frame.take();
                    return Err(raised);
                }
                self.restore(generator, then);
                Ok(())
            }
            Resume::Send(_) => {
                let what = generator.type_name().replace('_', " ");
                Err(self.type_error(format!("can't send non-None value to a just-started {what}")))
            }
            Resume::Throw(raised) => {
                // It ends where it begins: no handler of its own covers that.
                generator.state.set(GeneratorState::Closed);
                generator.frame.take();
                let code = &generator.function.code;
                if !code.internal {
                    raised.data().traceback.borrow_mut().push(TraceEntry {
                        filename: code.filename.clone(),
                        source: code.source.clone(),
                        name: code.name.clone(),
                        position: Position { line: code.first_line, ..Position::default() },
                    });
                }
                let raised = self.check_stop(generator.kind, raised);
                self.throw_past(then, raised);
                Ok(())
            }
            Resume::Close => {
                generator.state.set(GeneratorState::Closed);
                generator.frame.take();
                self.deliver_return(then, Value::None, true)
            }
        }
    }

    #[inline]
    pub(super) fn restore(&mut self, generator: &Rc<Generator>, then: Then) {
        let base = self.stack.len();
        let mut saved = generator.frame.borrow_mut();
        self.stack.append(&mut saved.values);
        generator.state.set(GeneratorState::Running);
        let mut frame = PythonFrame::of_call(generator.function.clone(), base, then);
        frame.generator = Some(generator.clone());
        frame.set_pc(saved.pc);
        frame.handle(std::mem::take(&mut saved.handling));
        self.frames.push(Frame::Python(frame));
    }

    /// Puts the frames of those on the stack that the generator on top awaits, down to the innermost that has instructions of
    /// its own to go on with: as each `YieldFrom` on the way would, without executing it. What is out of the ordinary is left
    /// to that instruction.
    fn descend(&mut self) {
        while !self.has_breakpoints
            && let Some(Value::Generator(inner)) = self.stack.last()
            && inner.state.get() == GeneratorState::Suspended
            && inner.function.code.shortcut.get().is_none()
            && let Some(Frame::Python(frame)) = self.frames.last()
            && matches!(frame.function.code.ops.get(frame.pc()), Some(Op::YieldFrom))
            && self.is_depth_left()
        {
            let inner = inner.clone();
            self.budget -= 1;
            self.restore(&inner, Then::Delegate);
        }
    }

    /// Raises `raised` where the generator on top stands: in what it delegates to, if it does.
    fn throw_into_top(&mut self, raised: Raised) {
        let frame = self.top_python();
        if !matches!(frame.function.code.ops.get(frame.pc()), Some(Op::YieldFrom)) {
            // The value that `yield` would have given is not there: the handler cuts the stack anyway.
            return self.raise_thrown(raised);
        }
        if raised.is(&self.exceptions.generator_exit) {
            return self.close_delegation(raised);
        }
        let depth = self.frames.len();
        let thrown = match self.stack.last().cloned() {
            Some(Value::Generator(inner)) => self.resume(&inner, Resume::Throw(raised), Then::DelegateThrown),
            Some(Value::Iter(iter)) => {
                let step = iter.state.borrow_mut().throw(self, raised);
                step.and_then(|step| self.follow_delegated(step))
            }
            Some(Value::AsyncStep(step)) => {
                self.throw_into_step(&step, raised, Then::AsyncDelegate(step.clone()))
            }
            Some(object @ Value::Instance(_)) => match self.types.borrow_of(&object).lookup(sym::THROW) {
                Some(throw) => {
                    self.call_then(throw, Args::new([object, Value::from(raised)]), Then::DelegateCall)
                }
                None => Err(raised),
            },
            _ => Err(raised),
        };
        if let Err(raised) = thrown {
            if self.frames.len() == depth {
                self.step_into_next();
            }
            self.raise_thrown(raised);
        }
    }

    /// Raises what was thrown into a generator that does not run where it would have come out; it gets no context.
    fn throw_past(&mut self, then: Then, raised: Raised) {
        if let Some(raised) = self.leave(then, true, raised) {
            self.unwind(raised, true);
        }
    }

    /// Ends what the generator on top delegates to and raises `exit`, a `GeneratorExit`, where it stands.
    fn close_delegation(&mut self, exit: Raised) {
        let closing = match self.stack.last().cloned() {
            Some(Value::Generator(inner)) if inner.state.get() == GeneratorState::Suspended => {
                self.resume(&inner, Resume::Close, Then::DelegateClosed(exit.clone()))
            }
            Some(Value::Generator(inner)) if inner.state.get() == GeneratorState::Created => {
                inner.state.set(GeneratorState::Closed);
                inner.frame.take();
                Err(exit)
            }
            Some(object @ Value::Instance(_)) => match self.types.borrow_of(&object).lookup(sym::CLOSE) {
                Some(close) => self.call_then(close, Args::new([object]), Then::DelegateClosed(exit)),
                None => Err(exit),
            },
            _ => Err(exit),
        };
        if let Err(raised) = closing {
            self.step_into_next();
            self.raise_thrown(raised);
        }
    }

    /// Raises what came out of a delegation that began with `depth` frames. If the delegating frame is
    /// still on top, the exception belongs to its `yield from`, at which its `pc` stands.
    pub(crate) fn raise_from_delegation(&mut self, raised: Raised, depth: usize) {
        if self.frames.len() == depth {
            self.step_into_next();
        }
        self.raise_here(raised);
    }

    /// [`Op::YieldFrom`]: the frame on top resumes the iterator on the stack with `value`. `pc` of the
    /// frame stays at the instruction until [`Vm::end_delegation`].
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    #[inline]
    pub(crate) fn delegate(&mut self, value: Value) -> Result<()> {
        match self.stack.last().cloned() {
            Some(Value::Generator(inner)) => self.resume(&inner, Resume::Send(value), Then::Delegate),
            Some(Value::Iter(iter)) => {
                let step = iter.state.borrow_mut().next(self, value)?;
                self.follow_delegated(step)
            }
            Some(Value::AsyncStep(step)) => self.resume_step(&step, value, Then::AsyncDelegate(step.clone())),
            Some(object) => {
                let (name, args) = if value.is_none() {
                    (sym::NEXT, Args::new([object.clone()]))
                } else {
                    (sym::SEND, Args::new([object.clone(), value]))
                };
                match self.types.borrow_of(&object).lookup(name) {
                    Some(next) => self.call_then(next, args, Then::DelegateCall),
                    None => Err(self.no_attribute(&object, name)),
                }
            }
            None => unreachable!("yield from has an iterator"),
        }
    }

    fn follow_delegated(&mut self, step: IterStep) -> Result<()> {
        match step {
            IterStep::Yield(value) => self.delegate_yield(value),
            IterStep::Return(value) => {
                self.end_delegation(value);
                Ok(())
            }
            IterStep::Flow(flow) => self.follow(flow, Then::DelegateCall),
        }
    }

    /// `GetAwaitable`: what an `await` resumes.
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn get_awaitable(&mut self, value: Value) -> Result<Flow> {
        match &value {
            Value::Generator(generator) if generator.awaitable.get() => {
                if generator.kind == GeneratorKind::Coroutine && generator.stands_at_await() {
                    return Err(self.runtime_error("coroutine is being awaited already"));
                }
                return Ok(Flow::Value(value));
            }
            Value::AsyncStep(_) => return Ok(Flow::Value(value)),
            _ => {}
        }
        match self.types.borrow_of(&value).special(sym::AWAIT) {
            Some(function) => {
                if let Value::Native(native) = &function {
                    return match native.plain() {
                        Some(code) => code(self, Args::new([value])).map(Flow::Value),
                        None => Ok(Flow::call(function, Args::new([value]))),
                    };
                }
                Ok(Flow::call(self.prelude("_await"), Args::new([function, value])))
            }
            None => {
                let name = self.types.name_of(&value);
                Err(match self.awaits_by_itself() {
                    None => self.type_error(format!("object {name} can't be used in 'await' expression")),
                    Some("__anext__") => {
                        let cause =
                            self.type_error(format!("object {name} can't be used in 'await' expression"));
                        let raised = self.type_error(format!(
                            "'async for' received an invalid object from __anext__: {name}"
                        ));
                        *raised.data().context.borrow_mut() = Some(cause.clone());
                        *raised.data().cause.borrow_mut() = Some(cause);
                        raised
                    }
                    Some(method) => self.type_error(format!(
                        "'async with' received an object from {method} that does not implement __await__: {name}"
                    )),
                })
            }
        }
    }

    /// The method of which an `async with` or `async for` awaits what it gave, if the instruction that runs is its.
    fn awaits_by_itself(&mut self) -> Option<&'static str> {
        let frame = self.top_python();
        let code = &frame.function.code;
        let at = frame.pc().checked_sub(1)?;
        let before = at.checked_sub(1)?;
        match code.ops.get(before)? {
            Op::GetAnext => Some("__anext__"),
            Op::BeforeAsyncWith => Some("__aenter__"),
            Op::WithExceptStart => Some("__aexit__"),
            // An `await` is not where the call that it awaits is.
            Op::Call(3) if code.positions.get(at) == code.positions.get(before) => Some("__aexit__"),
            _ => None,
        }
    }

    /// `GetYieldFromIter`
    ///
    /// # Errors
    /// `TypeError`
    pub(crate) fn get_yield_from_iter(&mut self, value: Value) -> Result<Flow> {
        if let Value::Generator(generator) = &value {
            let in_coroutine = {
                let frame = self.top_python();
                frame.function.code.kind == CodeKind::Coroutine
                    || frame.generator.as_ref().is_some_and(|generator| generator.awaitable.get())
            };
            if generator.kind == GeneratorKind::Coroutine && !in_coroutine {
                return Err(
                    self.type_error("cannot 'yield from' a coroutine object in a non-coroutine generator")
                );
            }
            return Ok(Flow::Value(value));
        }
        self.get_iter(value)
    }

    /// Whether `raised` ends an iteration, and with which value.
    pub fn stop_iteration_value(&self, raised: &Raised) -> Option<Value> {
        raised.is(&self.exceptions.stop_iteration).then(|| stop_value(raised))
    }
}
