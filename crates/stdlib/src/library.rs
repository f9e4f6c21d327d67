//! The modules of the library that have nothing to do with waiting: containers, texts, numbers, classes.
//!
//! Most are Python source; here is what must be fast, or touches the interpreter.

mod dataclass;
pub(crate) mod deque;
pub(crate) mod heapq;
pub(crate) mod json;
pub(crate) mod math;
pub(crate) mod partial;
pub(crate) mod random;
pub(crate) mod re;
pub(crate) mod support;
pub(crate) mod sys;
