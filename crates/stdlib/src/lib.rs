//! The modules that programs import.
//!
//! [`install`] gives them to a [`Vm`]. [`State`] is what they keep for a Python thread, [`turn`] what the
//! thread's host does each turn, [`remote`] what threads say to each other, [`portable`] how values travel.

#![forbid(unsafe_code)]

pub mod asyncio;
pub mod context;
pub mod exchange;
pub mod fetch;
pub mod portable;
pub mod remote;
pub mod signals;
pub mod state;
pub mod threads;
pub mod turn;

pub use state::{Blocked, Config, State};
