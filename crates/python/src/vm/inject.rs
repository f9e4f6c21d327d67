//! Python code that must run between two instructions: signal handlers, and warnings.

use crate::native::{Args, Resumed};
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

    /// Shows a warning on stderr as CPython's default filter does: once per line and text.
    pub(crate) fn warn(&mut self, category: &str, message: &str, allocation_hint: bool) {
        // Where no line of the program runs, CPython blames the interpreter; at the very end nothing could tell more.
        let (filename, source, line) =
            self.program_position().unwrap_or_else(|| ("sys".into(), "".into(), 1));
        let allocation_hint =
            allocation_hint && self.frames.iter().any(|frame| matches!(frame, Frame::Python(_)));
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
