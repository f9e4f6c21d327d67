//! One Python thread: interpreter, loops and mailbox, and the messages between threads.
//!
//! An [`Isolate`] is one Python thread of a program. It owns a virtual machine and never waits: its host
//! gives it turns ([`Isolate::turn`]), carries its messages ([`wire`]) in order, and shows its events. In
//! virtual time a [`Conductor`] tells the host whose turn it is. The reserved host `demo.test` is answered
//! in here ([`demo_host`]). Who the host is, a page, a worker or a terminal, this room does not know.

#![forbid(unsafe_code)]

pub mod conductor;
pub mod demo_host;
pub mod isolate;
pub mod wire;

mod clearing;
mod demo_requests;
mod ending;
mod importing;
mod sharing;

pub use conductor::{Conductor, Next};
pub use isolate::{Config, Isolate, Status};
pub use wire::{Message, Outgoing, Program, Start};
