//! Which loop is whose: `get_event_loop`, `set_event_loop`, and the hooks for asynchronous generators.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};

use super::event_loop::{self, Call};
use crate::state::State;
use loopscope_library::native;

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

/// Whether this is the main thread, which gets a loop when it asks for the first time.
pub fn lacks_loop(vm: &Vm) -> bool {
    let state = State::peek(vm);
    state.current.current_loop.is_none() && !state.current.current_loop_set && state.thread() == 0
}

/// `get_event_loop_policy().get_event_loop()`
///
/// # Errors
/// `RuntimeError` if there is none.
pub fn thread_loop(vm: &mut Vm) -> Result<Rc<Instance>> {
    if lacks_loop(vm) {
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

/// While a loop runs it finishes asynchronous generators that were first iterated in it and that the program dropped.
pub fn set_async_generator_hooks(vm: &mut Vm, running: Option<&Rc<Instance>>) {
    let Some(running) = running.cloned().map(Value::Instance) else {
        vm.asyncgen_hooks = (Value::Undefined, Value::Undefined);
        return;
    };
    let first = NativeFunction::bound("_asyncgen_firstiter_hook", running.clone(), |_, args| {
        if let [Value::Instance(event_loop), Value::Generator(generator)] = &args.pos[..] {
            let mut known = event_loop::data(event_loop).async_generators.borrow_mut();
            if known.len() == known.capacity() {
                known.retain(|generator| generator.strong_count() > 0);
            }
            known.push(Rc::downgrade(generator));
        }
        Ok(Value::None.into())
    });
    let finalizer = NativeFunction::bound("_asyncgen_finalizer_hook", running, |_, args| {
        let [event_loop, generator] = &args.pos[..] else { return Ok(Value::None.into()) };
        Ok(Flow::Frame(Box::new(Closing { event_loop: event_loop.clone(), generator: generator.clone() })))
    });
    vm.asyncgen_hooks = (first, finalizer);
}

/// An asynchronous generator that was dropped: a task that its loop makes soon closes it, as
/// `_asyncgen_finalizer_hook` of CPython's `asyncio/base_events.py` does it.
struct Closing {
    event_loop: Value,
    generator: Value,
}

impl NativeFrame for Closing {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let event_loop = event_loop::of(vm, &self.event_loop)?.clone();
        if event_loop::data(&event_loop).closed.get() {
            return Ok(NativeStep::Return(Value::None));
        }
        match input {
            Resumed::Start => match vm.bind_method(&self.generator, native::sym("aclose")) {
                Some(aclose) => Ok(NativeStep::call(aclose, Args::none())),
                None => Ok(NativeStep::Return(Value::None)),
            },
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(closing) | Resumed::Yielded(closing) => {
                if let Some(create) = vm.bind_method(&self.event_loop, native::sym("create_task")) {
                    let outer = std::mem::replace(&mut State::of(vm).recorder.by_asyncio, true);
                    let called = event_loop::call(
                        vm,
                        &event_loop,
                        create,
                        [closing].into_iter().collect(),
                        None,
                        Call::SoonThreadsafe,
                    );
                    State::of(vm).recorder.by_asyncio = outer;
                    called?;
                }
                Ok(NativeStep::Return(Value::None))
            }
        }
    }
}
