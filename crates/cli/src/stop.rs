//! Ctrl+C.

use std::sync::atomic::{AtomicU32, Ordering};

/// The exit status of a program that Ctrl+C ended, as a shell gives it.
pub(crate) const INTERRUPTED: i32 = 130;
/// The exit status of a program whose output nobody reads any more, as of `python3`.
pub(crate) const OUTPUT_CLOSED: i32 = 120;

/// What a press of Ctrl+C asks for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stop {
    /// `KeyboardInterrupt` in the main thread.
    Interrupt,
    /// The end: the program went on after an interrupt.
    End,
}

/// Calls `on_stop`, on a thread of its own, whenever Ctrl+C is pressed.
pub(crate) fn on_ctrl_c(on_stop: impl Fn(Stop) + Send + 'static) {
    let presses = AtomicU32::new(0);
    let handler = move || {
        let first = presses.fetch_add(1, Ordering::Relaxed) == 0;
        on_stop(if first { Stop::Interrupt } else { Stop::End });
    };
    // Without a handler Ctrl+C ends the program at once: poorer, but safe.
    let _ = ctrlc::set_handler(handler);
}
