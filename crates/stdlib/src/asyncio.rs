//! `asyncio`: loop, handles, futures, tasks and `gather` in Rust, the rest in Python on top of `_asyncio`.

pub mod event_loop;
pub mod future;
pub mod gather;
pub mod handle;
mod holders;
pub mod left;
pub mod module;
mod on_drop;
pub mod policy;
pub mod public;
pub mod record;
pub mod run;
mod shortcuts;
mod source;
pub mod task;
pub mod wait;

use std::rc::Rc;

use loopscope_python::object::Layout;
use loopscope_python::object::generator::Graveyard;
use loopscope_python::vm::errors::raise as raise_class;
use loopscope_python::vm::types::new_module_type;
use loopscope_python::{Raised, Type, Value, Vm};

use crate::state::State;
use loopscope_library::native;

/// The classes of `asyncio` that are written in Rust.
pub struct Classes {
    /// `asyncio.Future`
    pub future: Rc<Type>,
    /// `asyncio.Task`
    pub task: Rc<Type>,
    /// What `gather()` returns.
    pub gathering_future: Rc<Type>,
    /// `asyncio.Handle`
    pub handle: Rc<Type>,
    /// `asyncio.TimerHandle`
    pub timer_handle: Rc<Type>,
    /// The event loop.
    pub event_loop: Rc<Type>,
    /// `asyncio.CancelledError`
    pub cancelled_error: Rc<Type>,
    /// `asyncio.InvalidStateError`
    pub invalid_state_error: Rc<Type>,
    /// Where futures and tasks that are dropped too early say so.
    pub graveyard: Rc<Graveyard>,
}

impl Classes {
    /// The classes, with their methods.
    pub fn new(vm: &Vm) -> Self {
        let object = &vm.types.object;
        let future = native::class_in_c("_asyncio", "Future", object, || {
            native::payload(future::FutureData::default())
        });
        future::define(&future);
        let task =
            native::class_in_c(
                "_asyncio",
                "Task",
                &future,
                || native::payload(future::FutureData::of_task()),
            );
        task::define(&task);
        let gathering_future = native::class("asyncio.tasks", "_GatheringFuture", &future, || {
            native::payload(future::FutureData::default())
        });
        gather::define(&gathering_future);
        let handle = native::class("asyncio.events", "Handle", object, || {
            native::payload(handle::HandleData::default())
        });
        let timer_handle = native::class("asyncio.events", "TimerHandle", &handle, || {
            native::payload(handle::HandleData::default())
        });
        handle::define(&handle, &timer_handle);
        let event_loop = native::class("asyncio.unix_events", "_UnixSelectorEventLoop", object, || {
            native::payload(event_loop::LoopData::default())
        });
        event_loop::define(&event_loop);
        crate::signals::define_loop_methods(&event_loop);
        let exceptions = &vm.exceptions;
        let classes = Classes {
            future,
            task,
            gathering_future,
            handle,
            timer_handle,
            event_loop,
            cancelled_error: exception("CancelledError", &exceptions.base_exception),
            invalid_state_error: exception("InvalidStateError", &exceptions.exception),
            graveyard: vm.graveyard.clone(),
        };
        holders::install(&classes);
        classes
    }
}

impl Classes {
    /// Those that other threads know by their name.
    pub fn all(&self) -> [&Rc<Type>; 8] {
        [
            &self.future,
            &self.task,
            &self.gathering_future,
            &self.handle,
            &self.timer_handle,
            &self.event_loop,
            &self.cancelled_error,
            &self.invalid_state_error,
        ]
    }
}

fn exception(name: &str, base: &Rc<Type>) -> Rc<Type> {
    new_module_type("asyncio.exceptions", name, base, Layout::Exception)
}

/// The classes of this thread.
#[inline]
pub fn classes(vm: &Vm) -> Rc<Classes> {
    State::peek(vm).asyncio.clone().expect("loopscope_stdlib::install made them")
}

/// An exception of `class` with a message.
pub fn raise(class: &Rc<Type>, message: &str) -> Raised {
    raise_class(class, vec![Value::str(message)])
}
