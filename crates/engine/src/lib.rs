//! The WebAssembly that runs an isolate in a page or in a Web Worker.
//!
//! `web/engine/` drives it: [`Engine`] is one Python thread, [`Conductor`] gives the threads of a program
//! in virtual time their turns. Numbers instead of objects where it is called often.

#![forbid(unsafe_code)]

mod conductor;
mod crash;
mod engine;
mod outbox;
mod status;

pub use conductor::Conductor;
pub use crash::{take_panic, watch_panics};
pub use engine::Engine;
