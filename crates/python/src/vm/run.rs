//! The outer loop: runs the frame on top until the program blocks, ends or has used up its budget.

use crate::native::{NativeStep, Resumed};
use crate::value::Value;
use crate::vm::frame::{Frame, Then};
use crate::vm::{Exit, Vm};
use crate::work;

impl Vm {
    /// Runs until the program blocks or ends, or about `budget` calls and loop turns are done.
    pub fn run(&mut self, budget: u32) -> Exit {
        self.budget = i64::from(budget);
        self.at_back_edge = false;
        if !self.has_breakpoints {
            self.stands.clear();
        }
        work::begin(&self.graveyard);
        self.run_to_end(false)
    }

    /// Goes on after [`work::use_up`] as if that had not been. So much would have been left of the budget.
    pub fn run_further(&mut self, left: i64) -> Exit {
        work::begin(&self.graveyard);
        self.budget = left + work::charge_again();
        self.run_to_end(true)
    }

    #[inline(never)]
    fn run_to_end(&mut self, is_further: bool) -> Exit {
        // It stopped after a burial, or else where it would have looked whether something is left.
        let is_after_burial = std::mem::take(&mut self.stopped_at_burial) && is_further;
        let exit = self.run_on(is_after_burial);
        self.pay();
        work::end();
        exit
    }

    /// How much of the last turn's budget is left, in calls and loop turns; negative if a native took more.
    pub fn budget_left(&mut self) -> i64 {
        self.pay();
        self.budget
    }

    /// Takes off the budget what natives were charged.
    #[inline]
    pub(crate) fn pay(&mut self) {
        self.budget = self.budget.saturating_sub_unsigned(work::take());
    }

    fn run_on(&mut self, mut is_after_burial: bool) -> Exit {
        loop {
            if !std::mem::take(&mut is_after_burial)
                && let Some(exit) = self.look_around()
            {
                return exit;
            }
            match self.frames.last() {
                Some(Frame::Python(_)) => (self.execute)(self),
                Some(Frame::Native(_)) => self.step_native(),
                // An injected call may have raised through the outermost frame.
                None => return Exit::Finished(self.outcome.take().unwrap_or(Ok(Value::None))),
            }
        }
    }

    /// Whether the frame on top can go on, after what came between.
    fn look_around(&mut self) -> Option<Exit> {
        if let Some(outcome) = self.outcome.take() {
            return Some(Exit::Finished(outcome));
        }
        if let Some(line) = self.hit() {
            return Some(Exit::AtBreakpoint(line));
        }
        if let Some(part) = self.take_need() {
            return Some(Exit::Needs(part));
        }
        self.take_injected();
        if self.blocked {
            return Some(Exit::Blocked);
        }
        if self.budget <= 0 {
            return Some(Exit::Yielded);
        }
        if self.graveyard.occupied.get() {
            self.bury();
            // What merely waits to be dropped does not hold the program up.
            if work::is_used_up(self.budget) {
                self.stopped_at_burial = true;
                return Some(Exit::Yielded);
            }
        }
        None
    }

    fn step_native(&mut self) {
        self.budget -= 1;
        let Some(Frame::Native(slot)) = self.frames.last_mut() else { return };
        let (Some(mut frame), Some(input)) = (slot.frame.take(), slot.input.take()) else {
            unreachable!("a native frame on top has been told something");
        };
        let depth = self.frames.len();
        let step = frame.resume(self, input);
        let Some(Frame::Native(slot)) = self.frames.get_mut(depth - 1) else { return };
        let result = match step {
            Ok(NativeStep::Call(call)) => {
                slot.frame = Some(frame);
                let (callee, args) = *call;
                self.call(callee, args, Then::Native)
            }
            Ok(NativeStep::CallPushed(argc)) => {
                slot.frame = Some(frame);
                self.call_pushed(argc)
            }
            Ok(NativeStep::Resume(generator, resume)) => {
                slot.frame = Some(frame);
                self.resume(&generator, resume, Then::Native)
            }
            Ok(NativeStep::ClassBody(body, namespace)) => {
                slot.frame = Some(frame);
                self.run_class_body(body, namespace)
            }
            Ok(NativeStep::Again) => {
                slot.frame = Some(frame);
                slot.input = Some(Resumed::Start);
                Ok(())
            }
            Ok(NativeStep::Block) => {
                slot.frame = Some(frame);
                self.blocked = true;
                Ok(())
            }
            Ok(NativeStep::Return(value)) => {
                let then = slot.then.clone();
                self.frames.pop();
                self.deliver_return(then, value, false)
            }
            Err(raised) => {
                let Some(Frame::Native(slot)) = self.frames.pop() else { return };
                if let Some(raised) = self.leave(slot.then, false, raised) {
                    self.raise_here(raised);
                }
                return;
            }
        };
        if let Err(raised) = result {
            self.raise_here(raised);
        }
    }
}
