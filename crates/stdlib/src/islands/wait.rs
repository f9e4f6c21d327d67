//! The frame of a thread whose function runs in an island: attends at home to what that says.

use loopscope_python::{Args, NativeFrame, NativeStep, Raised, Result, Resumed, Value, Vm};
use loopscope_trace::{EventId, ThreadId};

use super::away::{GARBLED, Loss, of, send};
use super::calls::{take_future, take_futures_of};
use super::home::{begin_again, forget};
use super::message::{Outcome, ToHome, ToIsland, go_on, reached};
use crate::inputs::Replay;
use crate::state::State;
use loopscope_library::native;

/// The frame of a thread whose function runs in an island. It gives whether the function has run there to its end; if not, it
/// is to be called here.
pub(super) struct Wait {
    thread: ThreadId,
    begun: bool,
    /// The island waits until what follows from its word is done.
    owes_answer: bool,
    /// After its failure: futures whose coroutines are gone, and what they get.
    left_behind: Option<(Vec<Value>, Raised)>,
}

impl Wait {
    pub(super) fn new(thread: ThreadId) -> Self {
        Wait { thread, begun: false, owes_answer: false, left_behind: None }
    }
}

impl NativeFrame for Wait {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let thread = self.thread;
        if let Some((mut futures, failure)) = self.left_behind.take() {
            let Some(future) = futures.pop() else { return Err(failure) };
            let raised = Value::Instance(failure.0.clone());
            self.left_behind = Some((futures, failure));
            return complete(vm, future, Outcome::Raised(raised));
        }
        if std::mem::take(&mut self.owes_answer) {
            // What a callback raised has been reported.
            let reached = reached(vm);
            send(vm, thread, &ToIsland::Seen(reached));
        } else if std::mem::replace(&mut self.begun, true) {
            State::of(vm).unblocked_in_silence();
            if let Resumed::Raised(raised) = input {
                return Err(raised);
            }
        }
        let Some(away) = of(vm, thread) else { return Ok(NativeStep::Return(Value::Bool(true))) };
        if let Some(message) = away.inbox.pop_front() {
            return self.attend(vm, message);
        }
        match away.loss.take() {
            Some(Loss::Failed(reason)) => return self.fail(vm, &reason),
            Some(Loss::Refused(reason)) => {
                away.why = reason;
                let began = away.began;
                begin_again(vm, thread, Replay::of_nothing(), began);
                return Ok(NativeStep::Return(Value::Bool(false)));
            }
            None => {}
        }
        self.wait(vm)
    }
}

impl Wait {
    fn wait(&self, vm: &mut Vm) -> Result<NativeStep> {
        let state = State::of(vm);
        let waiter = state.new_waiter();
        state.block_in_silence(crate::threads::WORKER, waiter);
        if let Some(away) = of(vm, self.thread) {
            away.waiter = Some(waiter);
        }
        Ok(NativeStep::Block)
    }

    fn attend(&mut self, vm: &mut Vm, message: ToHome) -> Result<NativeStep> {
        let thread = self.thread;
        match message {
            ToHome::Done { token, .. } if calls_back(vm, token) => {
                // Code of the program that runs in the thread's name may look at its loop.
                if let Some(away) = of(vm, thread)
                    && !std::mem::replace(&mut away.is_called, true)
                {
                    "a callback of its future".clone_into(&mut away.why);
                }
                send(vm, thread, &ToIsland::NotSeen);
                self.wait(vm)
            }
            ToHome::Done { token, outcome, reached } => {
                go_on(vm, reached);
                // What the island did last made this happen.
                let seq = reached.next_seq.checked_sub(1);
                State::of(vm).recorder.cause = seq.map(|seq| EventId { thread, seq });
                self.owes_answer = true;
                let future = take_future(vm, token).unwrap_or_default();
                complete(vm, future, outcome)
            }
            ToHome::Ended { outcome, reached, closed, received } => {
                go_on(vm, reached);
                forget(vm, thread, Some((&closed, received as usize)));
                match outcome {
                    Outcome::Raised(Value::Instance(exception)) if exception.exception().is_some() => {
                        Err(Raised(exception))
                    }
                    _ => Ok(NativeStep::Return(Value::Bool(true))),
                }
            }
            ToHome::Log { log, why, reached } => {
                if let Some(away) = of(vm, thread) {
                    let why = if away.why.is_empty() { why.text() } else { &away.why };
                    away.why =
                        if why.is_empty() { "came home".to_owned() } else { format!("came home: {why}") };
                }
                let Some(replay) = Replay::of_value(&log) else { return self.fail(vm, GARBLED) };
                begin_again(vm, thread, replay, reached);
                Ok(NativeStep::Return(Value::Bool(false)))
            }
            ToHome::Answer { .. } | ToHome::Rests { .. } => Ok(NativeStep::Again),
        }
    }

    /// The island is no more: those who wait for something of it get to know.
    fn fail(&mut self, vm: &mut Vm, reason: &str) -> Result<NativeStep> {
        forget(vm, self.thread, None);
        let failure = vm.runtime_error(format!("the thread's worker failed: {reason}"));
        self.left_behind = Some((take_futures_of(vm, self.thread), failure));
        Ok(NativeStep::Again)
    }
}

/// Gives the future of a submitted coroutine what that came to.
fn complete(vm: &mut Vm, future: Value, outcome: Outcome) -> Result<NativeStep> {
    let (how, value) = match outcome {
        Outcome::Returned(value) => ("result", value),
        Outcome::Raised(exception) => ("exception", exception),
        Outcome::Cancelled => ("cancelled", Value::None),
    };
    Ok(NativeStep::call(native::helper(vm, "complete")?, Args::new([future, Value::str(how), value])))
}

/// Whether code of the program is called when the future of a submitted coroutine is done.
fn calls_back(vm: &Vm, token: i64) -> bool {
    let futures = &State::peek(vm).islands.futures;
    let future = futures.iter().find(|submitted| submitted.token == token).map(|submitted| &submitted.future);
    let Some(Value::Instance(future)) = future else { return false };
    match future.attrs.borrow().get(native::sym("_done_callbacks")) {
        Some(Value::List(callbacks)) => callbacks.items.borrow().iter().any(|callback| match callback {
            Value::Function(function) => !function.code.internal,
            _ => true,
        }),
        _ => true,
    }
}
