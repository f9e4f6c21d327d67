//! The WebAssembly that runs a program in a page.
//!
//! `web/engine/` drives it: [`Engine`] is the program, [`VirtualTime`] says when it has its turns in virtual time.
//! Numbers instead of objects where it is called often.

#![deny(unsafe_code)]

mod again;
mod crash;
mod engine;
mod outbox;
mod recorded;
mod status;
mod virtual_time;

pub use again::Again;
pub use crash::{last_line, take_last_inputs, take_last_words, take_panic, watch_panics};
pub use engine::Engine;
pub use recorded::beginning_of_file;
pub use virtual_time::VirtualTime;
