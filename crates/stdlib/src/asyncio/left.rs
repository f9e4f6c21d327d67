//! What is left of asyncio when a program ends: tasks that nobody waits for any more, which are destroyed then.

use std::rc::{Rc, Weak};

use loopscope_python::object::{Instance, cycles};
use loopscope_python::vm::collect::collection_from;
use loopscope_python::{Flow, Value, Vm};

use super::event_loop;
use super::future;
use crate::state::State;

/// A look for what only holds itself, as CPython has one before it unbinds the variables of a program, and, once they are unbound, one after that;
/// `None` if there is nothing to look at.
///
/// The order is that of CPython: first the tasks as they were made, and what can still be reached as it is reached from the loops.
pub fn collection(vm: &Vm, is_unbound: bool) -> Option<Flow> {
    let loops = State::peek(vm).loops.iter().filter_map(Weak::upgrade).collect::<Vec<_>>();
    let tasks: Vec<Value> = loops
        .iter()
        .flat_map(|event_loop| event_loop::data(event_loop).tasks())
        .filter(|task| future::data(task).has_last_word())
        .flat_map(|task| [coroutine_of(&task), Value::Instance(task)])
        .collect();
    if tasks.is_empty() && !cycles::notes() {
        return None;
    }
    let loops = if is_unbound { loops.into_iter().map(Value::Instance).collect() } else { Vec::new() };
    Some(collection_from(loops, tasks))
}

fn coroutine_of(task: &Rc<Instance>) -> Value {
    let own = future::data(task).task.as_ref();
    own.map(|own| own.coroutine.borrow().clone()).unwrap_or_default()
}
