//! Where futures and handles were made, which loops in debug mode want to know.

use std::cell::OnceCell;
use std::rc::Rc;

use loopscope_library::support;
use loopscope_python::object::Instance;
use loopscope_python::{Value, Vm};

use super::event_loop::LoopData;

/// The stack where something was made, if its loop was in debug mode then.
#[derive(Default)]
pub struct Source(OnceCell<Box<Value>>);

impl Source {
    /// It is made now, for this loop.
    #[inline]
    pub(super) fn note(&self, vm: &Vm, event_loop: &Rc<Instance>) {
        if event_loop.native::<LoopData>().is_some_and(|data| data.debug.get()) {
            let _ = self.0.set(Box::new(support::stack(vm)));
        }
    }

    /// A list of an entry for each frame of the program, the innermost last; `None` if it was not noted.
    pub(super) fn to_value(&self) -> Value {
        self.0.get().map_or(Value::None, |stack| (**stack).clone())
    }
}
