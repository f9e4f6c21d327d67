//! Which loop is whose: `get_event_loop`, `set_event_loop`, and the hooks for asynchronous generators.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};

use super::event_loop::{self, Call};
use crate::native;
use crate::state::State;

/// `asyncio.get_event_loop()`: the running loop, else the thread's; the main thread gets one when it asks.
///
/// # Errors
/// `RuntimeError` if there is none.
pub fn get_event_loop(vm: &mut Vm) -> Result<Rc<Instance>> {
    if let Some(running) = &State::peek(vm).current.running_loop {
        return Ok(running.clone());
    }
    thread_loop(vm)
}

/// `get_event_loop_policy().get_event_loop()`
///
/// # Errors
/// `RuntimeError` if there is none.
pub fn thread_loop(vm: &mut Vm) -> Result<Rc<Instance>> {
    let state = State::of(vm);
    if state.current.current_loop.is_none() && !state.current.current_loop_set && state.thread() == 0 {
        let event_loop = event_loop::create(vm);
        let state = State::of(vm);
        state.current.current_loop = Some(Value::Instance(event_loop));
        state.current.current_loop_set = true;
    }
    match &State::peek(vm).current.current_loop {
        Some(Value::Instance(event_loop)) => Ok(event_loop.clone()),
        _ => {
            let name = State::peek(vm).current.name.clone();
            Err(vm.runtime_error(format!("There is no current event loop in thread '{name}'.")))
        }
    }
}

/// `asyncio.set_event_loop(loop)`
///
/// # Errors
/// `TypeError` if it is neither a loop nor `None`.
pub fn set_event_loop(vm: &mut Vm, args: Args) -> Result<Value> {
    let [given] = args.exactly(vm, "set_event_loop")?;
    let chosen = match &given {
        Value::None => None,
        other => {
            event_loop::of(vm, other).map_err(|_| {
                let name = vm.type_of(other).name.clone();
                vm.type_error(format!("loop must be an instance of AbstractEventLoop or None, not '{name}'"))
            })?;
            Some(given)
        }
    };
    let state = State::of(vm);
    state.current.current_loop = chosen;
    state.current.current_loop_set = true;
    Ok(Value::None)
}

/// While a loop runs it finishes asynchronous generators that the program dropped.
pub fn set_async_generator_hooks(vm: &mut Vm, running: bool) {
    vm.asyncgen_hooks = if running {
        let first = NativeFunction::new("_asyncgen_firstiter_hook", |vm, args| {
            let [generator] = args.exactly(vm, "_asyncgen_firstiter_hook")?;
            if let (Some(event_loop), Value::Generator(generator)) =
                (&State::peek(vm).current.running_loop, &generator)
            {
                let mut known = event_loop::data(event_loop).async_generators.borrow_mut();
                if known.len() == known.capacity() {
                    known.retain(|generator| generator.strong_count() > 0);
                }
                known.push(Rc::downgrade(generator));
            }
            Ok(Value::None)
        });
        let finalizer = NativeFunction::flow("_asyncgen_finalizer_hook", |vm, args| {
            let [generator] = args.exactly(vm, "_asyncgen_finalizer_hook")?;
            Ok(Flow::Frame(Box::new(Closing { generator })))
        });
        (first, finalizer)
    } else {
        (Value::Undefined, Value::Undefined)
    };
}

/// An asynchronous generator that was dropped: a task that the loop makes soon closes it, as
/// `_asyncgen_finalizer_hook` of CPython's `asyncio/base_events.py` does it.
struct Closing {
    generator: Value,
}

impl NativeFrame for Closing {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => match vm.bind_method(&self.generator, native::sym("aclose")) {
                Some(aclose) => Ok(NativeStep::Call(aclose, Args::none())),
                None => Ok(NativeStep::Return(Value::None)),
            },
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(closing) | Resumed::Yielded(closing) => {
                let running = State::peek(vm).current.running_loop.clone();
                let create = running.as_ref().and_then(|running| {
                    vm.bind_method(&Value::Instance(running.clone()), native::sym("create_task"))
                });
                if let (Some(running), Some(create)) = (running, create) {
                    event_loop::call(vm, &running, create, vec![closing], None, Call::SoonThreadsafe)?;
                }
                Ok(NativeStep::Return(Value::None))
            }
        }
    }
}
