//! What arrives for a loop from another thread that is in another heap: the same on both sides.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFunction, Result, Value, Vm};

use super::message::What;
use crate::asyncio::event_loop::{self, Ready};
use crate::asyncio::handle::{self, Arguments};
use crate::asyncio::record::Stamp;
use crate::context::Context;
use crate::state::State;
use loopscope_library::native;

/// Something that a loop does when it looks what has arrived.
#[derive(Clone)]
pub(super) struct Arrival {
    pub(super) event_loop: Rc<Instance>,
    what: Does,
    /// How many tasks had got a number for a name where it comes from: those that are made after it have others.
    task_name: u64,
}

#[derive(Clone)]
enum Does {
    /// Puts a handle into its queue.
    Run(Rc<Instance>),
    /// Cancels the task of a submitted coroutine.
    CancelSubmitted(i64),
    /// Cancels the handle of an earlier arrival.
    CancelHandle(usize),
}

impl Arrival {
    /// What `what` comes to, with the handle that it makes.
    pub(super) fn of(
        vm: &mut Vm,
        event_loop: &Rc<Instance>,
        what: &What,
        task_name: u64,
        context: Context,
    ) -> Arrival {
        let what = match what {
            What::Call { callback, args, stamp } => {
                let args = match args {
                    Value::Tuple(items) => items.iter().cloned().collect(),
                    _ => Arguments::new(),
                };
                Does::Run(handle::create(vm, event_loop, callback.clone(), args, context, None, *stamp))
            }
            What::Submit { token, coroutine, stamp } => {
                let bound = Value::tuple(vec![Value::Int(*token), coroutine.clone()]);
                let callback =
                    NativeFunction::bound("run_coroutine_threadsafe.<locals>.callback", bound, submitted);
                Does::Run(handle::create(vm, event_loop, callback, Arguments::new(), context, None, *stamp))
            }
            What::CancelSubmitted { token } => Does::CancelSubmitted(*token),
            What::CancelHandle { number } => {
                Does::CancelHandle(usize::try_from(*number).unwrap_or(usize::MAX))
            }
        };
        Arrival { event_loop: event_loop.clone(), what, task_name }
    }

    /// The handle, if it is one.
    pub(super) fn handle(&self) -> Option<&Rc<Instance>> {
        match &self.what {
            Does::Run(handle) => Some(handle),
            _ => None,
        }
    }

    /// Does it for the thread that runs, which is elsewhere, or does again what it did there.
    pub(super) fn deliver_away(self, vm: &mut Vm, handle_of: impl Fn(&Vm, usize) -> Option<Rc<Instance>>) {
        let numbers = &mut State::of(vm).numbers;
        numbers.task_name = numbers.task_name.max(self.task_name);
        self.deliver(vm, handle_of);
    }

    /// Does it; `handle_of` knows the handles of earlier arrivals.
    pub(super) fn deliver(self, vm: &mut Vm, handle_of: impl Fn(&Vm, usize) -> Option<Rc<Instance>>) {
        match self.what {
            Does::Run(handle) => {
                event_loop::data(&self.event_loop).core.borrow_mut().call_soon(Ready::Handle(handle));
            }
            Does::CancelSubmitted(token) => {
                let tasks = &State::peek(vm).islands.tasks;
                if let Some(task) =
                    tasks.iter().find(|(other, _)| *other == token).map(|(_, task)| task.clone())
                    && let Some(cancel) = vm.bind_method(&task, native::sym("cancel"))
                {
                    let (event_loop, stamp) = (&self.event_loop, Stamp::default());
                    let handle = handle::create(
                        vm,
                        event_loop,
                        cancel,
                        Arguments::new(),
                        Context::default(),
                        None,
                        stamp,
                    );
                    event_loop::data(&self.event_loop).core.borrow_mut().call_soon(Ready::Handle(handle));
                }
            }
            Does::CancelHandle(number) => {
                if let Some(handle) = handle_of(vm, number) {
                    // It was the program's handle that was cancelled, which the recording has.
                    handle::data(&handle).cancelled.set(true);
                }
            }
        }
    }
}

/// The callback of a submitted coroutine: makes its task.
fn submitted(vm: &mut Vm, args: Args) -> Result<Flow> {
    let Some(Value::Tuple(bound)) = args.pos.first() else { return Ok(Value::None.into()) };
    let helper = native::helper(vm, "submitted")?;
    let event_loop = State::peek(vm).current.running_loop.clone().map_or(Value::None, Value::Instance);
    Ok(Flow::call(helper, Args::new(bound.iter().cloned().chain([event_loop]))))
}
