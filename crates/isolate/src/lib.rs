//! A program: interpreter, Python threads and loops.
//!
//! An [`Isolate`] is one heap with the threads that share it. It owns a virtual machine and never waits: its host
//! gives it turns ([`Isolate::turn`]), performs its web requests, reads its standard input, and shows its events. In virtual time a
//! [`VirtualTime`] tells the host what time it is. The reserved host `demo.test` is answered in here ([`demo_host`]). Who
//! the host is, a page or a terminal, this room does not know.

#![forbid(unsafe_code)]

pub mod demo_host;
pub mod isolate;
pub mod recorded;
pub mod virtual_time;

mod again;
mod clearing;
mod demo_requests;
mod ending;
mod inputs;
mod out;

pub use again::{Again, Step, Unreadable};
pub use isolate::{Call, Config, Isolate, Program, Stack, Status, Variable};
pub use loopscope_python::Part;
pub use loopscope_stdlib::fetch::request::{
    Fetch, FetchDone, FetchError, FetchResponse, LineRead, Outgoing, ReadLine,
};
pub use loopscope_stdlib::islands::Island;
pub use loopscope_stdlib::look::Owner;
pub use loopscope_stdlib::truth;
pub use out::Out;
pub use virtual_time::{Next, VirtualTime};
