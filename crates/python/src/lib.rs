//! Python syntax to bytecode to frames: a stackless interpreter that returns instead of blocking.
//!
//! [`Vm::run`] executes some thousand instructions and returns why it stopped ([`Exit`]). Python frames
//! live on the heap of the [`Vm`], never on Rust's stack, so a program can be stopped anywhere: inside a
//! blocking call, at an `await`, in `while True: pass`. This room knows neither event loops, nor
//! browsers, nor time: the modules of `loopscope-stdlib` bring those in through [`native`].

#![forbid(unsafe_code)]

pub mod builtins;
pub mod bytecode;
pub mod compile;
pub mod few;
pub mod native;
pub mod object;
pub mod parcel;
pub mod sorted_map;
pub mod symbol;
pub mod value;
pub mod vm;
pub mod work;

pub use bytecode::Code;
pub use native::{Args, Flow, NativeFrame, NativeStep, Resumed};
pub use object::{
    Cell, Dict, ExceptionData, Function, Generator, Instance, Iter, List, Module, NativeFunction, Payload,
    PyStr, Set, SymMap, Tuple, Type,
};
pub use sorted_map::SortedMap;
pub use symbol::Sym;
pub use value::{Raised, Value};
pub use vm::fiber::Fiber;
pub use vm::parts::Part;
pub use vm::{Exit, Vm};

/// The result of an operation that may raise a Python exception.
pub type Result<T, E = Raised> = std::result::Result<T, E>;
