//! `asyncio.sleep`

use loopscope_python::vm::shortcut::{Passed, Standing};
use loopscope_python::{Value, Vm};

use super::{awaits, plain_loop, result_of};
use crate::asyncio::event_loop::{self, Call};
use crate::asyncio::wait::Told;
use crate::asyncio::{future, handle, record};

const DELAY: usize = 0;
const RESULT: usize = 1;
const LOOP: usize = 2;
const FUTURE: usize = 3;
const HANDLE: usize = 4;

const HAS_YIELDED: usize = 0;
const SET_RESULT: usize = 1;

/// `sleep(delay, result)`
pub(super) fn sleep(vm: &mut Vm, standing: &Standing<'_>) -> Option<Passed> {
    match standing.at {
        0 => {
            let delay = match standing.variable(DELAY) {
                Value::Int(delay) => delay as f64,
                Value::Float(delay) => delay,
                _ => return None,
            };
            if delay <= 0.0 {
                return Some(Passed::Awaits(1, standing.used(HAS_YIELDED).clone(), Value::None));
            }
            fall_asleep(vm, standing, delay)
        }
        1 => Some(Passed::Returns(standing.variable(RESULT))),
        _ => {
            let result = result_of(&standing.variable(FUTURE))?;
            if let Value::Instance(handle) = standing.variable(HANDLE) {
                handle::cancel_handle(vm, &handle);
            }
            Some(Passed::Returns(result))
        }
    }
}

fn fall_asleep(vm: &mut Vm, standing: &Standing<'_>, delay: f64) -> Option<Passed> {
    let event_loop = plain_loop(vm)?;
    let future = future::create(vm, &event_loop);
    let when = delay + event_loop::time(vm);
    let args = [Value::Instance(future.clone()), standing.variable(RESULT)].into_iter().collect();
    let callback = standing.used(SET_RESULT).clone();
    let handle = event_loop::call(vm, &event_loop, callback, args, None, Call::OwnAt(when)).ok()?;
    if record::enabled(vm) {
        future::data(&future).told.set(Some(Box::new(Told::sleep(when))));
    }
    standing.set_variable(LOOP, Value::Instance(event_loop));
    standing.set_variable(FUTURE, Value::Instance(future.clone()));
    standing.set_variable(HANDLE, Value::Instance(handle));
    Some(awaits(2, &future))
}
