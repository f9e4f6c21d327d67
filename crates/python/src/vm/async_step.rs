//! Steps of asynchronous generators: what `__anext__()`, `asend()`, `athrow()` and `aclose()` give, as whoever awaits them resumes
//! them (`Objects/genobject.c` of CPython has the same states).

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use crate::Result;
use crate::native::{Args, Flow, Resume};
use crate::object::generator::AsyncStart;
use crate::object::{AsyncStep, AsyncStepKind, Generator, GeneratorState};
use crate::value::{Raised, Value};
use crate::vm::Vm;
use crate::vm::frame::Then;

impl Vm {
    /// A step of an asynchronous generator; the first one tells the hook of `sys.set_asyncgen_hooks`.
    ///
    /// # Errors
    /// None by itself.
    pub(crate) fn async_step(
        &mut self,
        generator: Rc<Generator>,
        start: AsyncStart,
        kind: AsyncStepKind,
    ) -> Result<Flow> {
        let is_set = |hook: &Value| hook.is_defined() && !hook.is_none();
        let is_first = !generator.hooked.replace(true);
        if is_first && is_set(&self.asyncgen_hooks.1) {
            let _ = generator.extra.set(Box::new(self.asyncgen_hooks.1.clone()));
        }
        let (start, finished) = (RefCell::new(Some(start)), Cell::new(false));
        let step = AsyncStep { generator: generator.clone(), start, kind, finished };
        let step = Value::AsyncStep(Rc::new(step));
        if is_first && is_set(&self.asyncgen_hooks.0) {
            let args = Args::new([self.asyncgen_hooks.0.clone(), Value::Generator(generator), step]);
            return Ok(Flow::call(self.prelude("_first_step"), args));
        }
        Ok(Flow::Value(step))
    }

    /// Goes on with a step, which gets `value`.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn resume_step(&mut self, step: &Rc<AsyncStep>, value: Value, then: Then) -> Result<()> {
        if step.finished.get() {
            return Err(self.cannot_reuse(step.kind));
        }
        let generator = step.generator.clone();
        if step.start.borrow().is_some() && generator.state.get() != GeneratorState::Closed {
            if generator.async_running.get() {
                // This one may be tried again.
                step.finished.set(step.kind != AsyncStepKind::Send);
                let what = match step.kind {
                    AsyncStepKind::Send => "anext",
                    AsyncStepKind::Throw => "athrow",
                    AsyncStepKind::Close => "aclose",
                };
                return Err(
                    self.runtime_error(format!("{what}(): asynchronous generator is already running"))
                );
            }
            if step.kind != AsyncStepKind::Send && generator.closing.get() {
                step.finished.set(true);
                return Err(self.raise(&self.exceptions.stop_async_iteration, vec![]));
            }
            if step.kind != AsyncStepKind::Send && !value.is_none() {
                return Err(self.runtime_error("can't send non-None value to a just-started coroutine"));
            }
        }
        let resume = match step.start.take() {
            None => Resume::Send(value),
            Some(_) if generator.state.get() == GeneratorState::Closed => {
                return self.pass_over(step, then);
            }
            Some(AsyncStart::Send(first)) => Resume::Send(if value.is_none() { first } else { value }),
            Some(AsyncStart::Throw(_))
                if step.kind == AsyncStepKind::Close && generator.state.get() == GeneratorState::Created =>
            {
                generator.state.set(GeneratorState::Closed);
                return self.pass_over(step, then);
            }
            Some(AsyncStart::Throw(raised)) => {
                generator.closing.set(step.kind == AsyncStepKind::Close);
                Resume::Throw(raised)
            }
        };
        generator.async_running.set(true);
        self.run_step(step, resume, then)
    }

    /// Raises `raised` in a step, which may not have begun: then it has yet to, as in CPython.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn throw_into_step(&mut self, step: &Rc<AsyncStep>, raised: Raised, then: Then) -> Result<()> {
        if step.finished.get() {
            return Err(self.cannot_reuse(step.kind));
        }
        self.run_step(step, Resume::Throw(raised), then)
    }

    /// The generator has ended, or never begins: there is nothing to go on with.
    fn pass_over(&mut self, step: &AsyncStep, then: Then) -> Result<()> {
        step.end();
        match then {
            _ if step.kind == AsyncStepKind::Send => {
                Err(self.raise(&self.exceptions.stop_async_iteration, vec![]))
            }
            Then::AsyncCall(..) => Err(self.stop_iteration(Value::None)),
            _ => {
                self.end_delegation(Value::None);
                Ok(())
            }
        }
    }

    fn run_step(&mut self, step: &Rc<AsyncStep>, resume: Resume, then: Then) -> Result<()> {
        let resumed = self.resume(&step.generator, resume, then);
        if resumed.is_err() {
            step.end();
        }
        resumed
    }

    /// A step is over: whoever awaits it, or called its `send()`, gets what it came to.
    ///
    /// # Errors
    /// What must be raised in the frame on top.
    pub(super) fn end_step(&mut self, then: Then, end: StepEnd) -> Result<()> {
        let step = match &then {
            Then::AsyncDelegate(step) => step,
            Then::AsyncCall(call) => &call.0,
            _ => return Ok(()),
        };
        step.end();
        let closes = step.kind == AsyncStepKind::Close;
        let result = match end {
            StepEnd::Yielded(_) if closes => Err(self.runtime_error("async generator ignored GeneratorExit")),
            StepEnd::Yielded(value) => Ok(value),
            StepEnd::Returned if closes => Ok(Value::None),
            StepEnd::Returned => Err(self.raise(&self.exceptions.stop_async_iteration, vec![])),
            StepEnd::Raised(raised)
                if closes
                    && (raised.is(&self.exceptions.generator_exit)
                        || raised.is(&self.exceptions.stop_async_iteration)) =>
            {
                Ok(Value::None)
            }
            StepEnd::Raised(raised) => Err(raised),
        };
        match (then, result) {
            (Then::AsyncCall(call), result) => {
                let raised = result.map_or_else(|raised| raised, |value| self.stop_iteration(value));
                self.leave(call.1, false, raised).map_or(Ok(()), Err)
            }
            (_, Ok(value)) => {
                self.end_delegation(value);
                Ok(())
            }
            (_, Err(raised)) => {
                self.step_into_next();
                Err(raised)
            }
        }
    }

    fn cannot_reuse(&self, kind: AsyncStepKind) -> Raised {
        self.runtime_error(match kind {
            AsyncStepKind::Send => "cannot reuse already awaited __anext__()/asend()",
            AsyncStepKind::Throw | AsyncStepKind::Close => "cannot reuse already awaited aclose()/athrow()",
        })
    }
}

/// What a step of an asynchronous generator came to.
pub(super) enum StepEnd {
    /// The generator yielded.
    Yielded(Value),
    /// The generator returned.
    Returned,
    /// An exception left the generator.
    Raised(Raised),
}

impl AsyncStep {
    /// It has given what it was made for.
    fn end(&self) {
        self.finished.set(true);
        self.generator.async_running.set(false);
    }
}
