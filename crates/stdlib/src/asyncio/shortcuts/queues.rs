//! `Queue`

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::vm::shortcut::{Passed, Standing};
use loopscope_python::{Value, Vm};

use super::{awaits, first_waiting, fresh_future, new_self, result_of, wake};
use crate::library::deque;

pub(super) const ATTRIBUTES: &[&str] = &[
    "_queue",
    "_maxsize",
    "_getters",
    "_putters",
    "_is_shutdown",
    "_unfinished_tasks",
    "_finished",
    "_value",
];
const QUEUE: usize = 0;
const MAXSIZE: usize = 1;
const GETTERS: usize = 2;
const PUTTERS: usize = 3;
const IS_SHUTDOWN: usize = 4;
const UNFINISHED: usize = 5;
const FINISHED: usize = 6;
const VALUE: usize = 7;

const ITEM: usize = 1;

/// `Queue._wait(self, waiter, waiters, must_wait)`
pub(super) fn wait(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const WAITER: usize = 1;
    const WAITERS: usize = 2;
    let waiter = standing.variable(WAITER);
    if standing.at == 0 {
        let future = fresh_future(vm, &waiter)?;
        return deque::push(&standing.variable(WAITERS), waiter).then(|| awaits(1, &future));
    }
    result_of(&waiter)?;
    Some(Passed::Returns(Value::None))
}

/// `Queue.put(self, item)`
pub(super) fn put(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = new_self(standing)?;
    let mut attrs = this.attrs.borrow_mut();
    let get = |number| attrs.get(standing.attribute(number));
    let (Value::Int(maxsize), Value::Bool(false)) = (get(MAXSIZE)?, get(IS_SHUTDOWN)?) else { return None };
    let (Value::Int(unfinished), Value::Instance(finished)) = (get(UNFINISHED)?, get(FINISHED)?) else {
        return None;
    };
    let (queue, getters) = (get(QUEUE)?.clone(), get(GETTERS)?.clone());
    let length = deque::items(&queue)?.borrow().len() as i64;
    if *maxsize > 0 && length >= *maxsize {
        return None;
    }
    let (unfinished, finished) = (unfinished.checked_add(1)?, finished.clone());
    let getter = first_waiting(&getters)?;
    attrs.insert(standing.attribute(UNFINISHED), Value::Int(unfinished));
    drop(attrs);
    finished.attrs.borrow_mut().insert(standing.attribute(VALUE), Value::Bool(false));
    deque::push(&queue, standing.variable(ITEM));
    wake_next(vm, &getters, getter, "Queue.put");
    Some(Passed::Returns(Value::None))
}

/// `Queue.get(self)`
pub(super) fn get(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    let this = new_self(standing)?;
    let attrs = this.attrs.borrow();
    let queue = attrs.get(standing.attribute(QUEUE))?.clone();
    let putters = attrs.get(standing.attribute(PUTTERS))?.clone();
    drop(attrs);
    let putter = first_waiting(&putters)?;
    let item = deque::pop_first(&queue)?;
    wake_next(vm, &putters, putter, "Queue.get");
    Some(Passed::Returns(item))
}

/// `Queue._wakeup_next`: takes those who are done out of a line, wakes the next, and takes that out.
fn wake_next(vm: &mut Vm, line: &Value, next: Option<Rc<Instance>>, by: &'static str) {
    while let Some(first) = deque::pop_first(line) {
        if let (Value::Instance(first), Some(next)) = (&first, &next)
            && Rc::ptr_eq(first, next)
        {
            return wake(vm, next, Value::None, by);
        }
    }
}
