//! `Queue`

use std::rc::Rc;

use loopscope_python::object::{Instance, Method};
use loopscope_python::vm::shortcut::{Passed, Standing};
use loopscope_python::{Value, Vm};
use loopscope_trace::WaitKind;

use super::{first_waiting, known_self, new_waiter, waits_in, wake};
use crate::asyncio::wait;
use loopscope_library::deque;

pub(super) const ATTRIBUTES: &[&str] = &[
    "_queue",
    "_maxsize",
    "_getters",
    "_putters",
    "_is_shutdown",
    "_unfinished_tasks",
    "_finished",
    "_value",
    "_loop",
];
const QUEUE: usize = 0;
const MAXSIZE: usize = 1;
const GETTERS: usize = 2;
const PUTTERS: usize = 3;
const IS_SHUTDOWN: usize = 4;
const UNFINISHED: usize = 5;
const FINISHED: usize = 6;
const VALUE: usize = 7;
const LOOP: usize = 8;

/// What both methods use.
const WAIT: usize = 0;
const MUST_WAIT: usize = 1;

const ITEM: usize = 1;

/// `Queue._wait(self, waiter, waiters, must_wait)`
pub(super) fn wait_in_line(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const WAITER: usize = 1;
    const WAITERS: usize = 2;
    waits_in(vm, standing, &standing.variable(WAITERS), &standing.variable(WAITER), false)
}

/// `Queue.put(self, item)`
pub(super) fn put(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    const WAITER: usize = 2;
    let this = known_self(standing)?;
    let mut attrs = this.attrs.borrow_mut();
    let get = |number| attrs.get(standing.attribute(number));
    let (Value::Int(maxsize), Value::Bool(false)) = (get(MAXSIZE)?, get(IS_SHUTDOWN)?) else { return None };
    let (Value::Int(unfinished), Value::Instance(finished)) = (get(UNFINISHED)?, get(FINISHED)?) else {
        return None;
    };
    let (queue, getters) = (get(QUEUE)?.clone(), get(GETTERS)?.clone());
    let length = deque::items(&queue)?.borrow().len() as i64;
    if *maxsize > 0 && length >= *maxsize {
        let (maxsize, putters) = (Value::Int(*maxsize), get(PUTTERS)?.clone());
        drop(attrs);
        let facts = [Value::Instance(this.clone()), maxsize];
        return calls_wait(vm, standing, &this, WAITER, putters, WaitKind::QueuePut, &facts);
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
    const WAITER: usize = 1;
    let this = known_self(standing)?;
    let attrs = this.attrs.borrow();
    let get = |number| attrs.get(standing.attribute(number)).cloned();
    let (queue, getters, putters) = (get(QUEUE)?, get(GETTERS)?, get(PUTTERS)?);
    if deque::items(&queue)?.borrow().is_empty() {
        let Value::Bool(false) = get(IS_SHUTDOWN)? else { return None };
        drop(attrs);
        let place = Value::Int(deque::items(&getters)?.borrow().len() as i64 + 1);
        let facts = [Value::Instance(this.clone()), place];
        return calls_wait(vm, standing, &this, WAITER, getters, WaitKind::QueueGet, &facts);
    }
    drop(attrs);
    let putter = first_waiting(&putters)?;
    let item = deque::pop_first(&queue)?;
    wake_next(vm, &putters, putter, "Queue.get");
    Some(Passed::Returns(item))
}

/// `await self._wait(waiter, line, self.full)`, or with `self.empty`.
fn calls_wait(
    vm: &mut Vm,
    standing: &Standing<'_>,
    this: &Rc<Instance>,
    variable: usize,
    line: Value,
    kind: WaitKind,
    facts: &[Value],
) -> Option<Passed> {
    let waiter = new_waiter(vm, this, standing.attribute(LOOP))?;
    wait::tell(vm, &waiter, kind, facts);
    standing.set_variable(variable, Value::Instance(waiter.clone()));
    let must_wait =
        Method { function: standing.used(MUST_WAIT).clone(), receiver: Value::Instance(this.clone()) };
    let must_wait = Value::Method(Rc::new(must_wait));
    let arguments = [Value::Instance(this.clone()), Value::Instance(waiter), line, must_wait];
    Some(Passed::Calls(1, standing.call(WAIT, &arguments)?))
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
