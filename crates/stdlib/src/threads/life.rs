//! A thread's start, as its starter sees it, and its life, as it sees it itself.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{
    Args, NativeFrame, NativeFunction, NativeStep, Raised, Result, Resumed, Sym, Value, Vm,
};
use loopscope_trace::{BlockedOn, EventKind, ThreadId};

use super::{registry, thread};
use crate::asyncio::record;
use crate::exchange::{self, Waiter};
use crate::native;
use crate::portable::{decode, encode};
use crate::remote::{Outgoing, StartThread};
use crate::state::State;

/// `thread.start()` under way.
pub(super) struct Starting {
    thread: Rc<Instance>,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq)]
enum Stage {
    Asking,
    Numbered,
    Started,
}

impl Starting {
    pub(super) fn new(thread: Rc<Instance>) -> Self {
        Starting { thread, stage: Stage::Asking }
    }
}

impl NativeFrame for Starting {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if self.stage != Stage::Asking {
            State::of(vm).unblocked();
        }
        let value = match input {
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(value) => value,
            _ => Value::None,
        };
        match self.stage {
            Stage::Asking => {
                thread::body(&self.thread, |body| body.started = true);
                let ticket = block(vm, BlockedOn::Call("Thread.start"));
                let state = State::of(vm);
                state.wants_thread.push_back(ticket);
                state.send(Outgoing::WantThreadId);
                self.stage = Stage::Numbered;
                Ok(NativeStep::Block)
            }
            Stage::Numbered => {
                let Value::Int(number) = value else {
                    return Err(vm.runtime_error("can't start new thread"));
                };
                let number = number as ThreadId;
                if let Err(raised) = self.send(vm, number) {
                    thread::body(&self.thread, |body| (body.started, body.number) = (false, None));
                    return Err(raised);
                }
                self.stage = Stage::Started;
                Ok(NativeStep::Block)
            }
            Stage::Started => Ok(NativeStep::Return(Value::None)),
        }
    }
}

fn block(vm: &mut Vm, on: BlockedOn<'_>) -> u64 {
    let line = vm.line();
    let state = State::of(vm);
    state.recorder.line = line;
    let ticket = state.ticket();
    state.block(on, None, ticket);
    ticket
}

impl Starting {
    /// Sends the thread on its way, and waits for it to say that it runs.
    fn send(&self, vm: &mut Vm, number: ThreadId) -> Result<()> {
        let parts = thread::body(&self.thread, |body| {
            body.number = Some(number);
            (body.name.clone(), body.daemon, body.target.clone(), body.args.clone(), body.kwargs.clone())
        });
        let (name, daemon, target, args, kwargs) = parts.unwrap_or_default();
        let name = name.as_str().unwrap_or_default().to_owned();
        let handle = encode(vm, &Value::Instance(self.thread.clone()))?;
        let main_thread = registry::main_thread(vm);
        let main_thread = encode(vm, &main_thread)?;
        let target = encode(vm, &target)?;
        let args = args.iter().map(|value| encode(vm, value)).collect::<Result<_>>()?;
        let kwargs = kwargs
            .iter()
            .map(|(name, value)| Ok((name.name().to_string(), encode(vm, value)?)))
            .collect::<Result<_>>()?;
        let excepthook = super::excepthook::replaced(vm);
        let excepthook = excepthook.map(|hook| encode(vm, &hook)).transpose()?;
        registry::register(vm, &self.thread, number, daemon)?;
        let cause = if record::enabled(vm) {
            record::event(vm, EventKind::ThreadStarting { thread: number, name: &name })
        } else {
            None
        };
        let ticket = block(vm, BlockedOn::ThreadStart { thread: number });
        let modules = vm.modules.keys().map(|name| name.name().to_string()).collect();
        let starter = (State::peek(vm).thread(), ticket);
        let names = State::peek(vm).counters.names;
        let start = StartThread {
            thread: number,
            name,
            daemon,
            cause,
            handle,
            main_thread,
            target,
            args,
            kwargs,
            modules,
            names,
            excepthook,
            starter,
        };
        State::of(vm).send(Outgoing::StartThread(Box::new(start)));
        Ok(())
    }
}

/// A thread could not be set up: `start()` raises what stopped it, and nobody waits for its end.
pub(super) fn give_up(vm: &mut Vm, start: StartThread, raised: &Raised) {
    let waiter = Waiter { thread: start.starter.0, ticket: start.starter.1 };
    let told = match decode(vm, start.handle) {
        Ok(Value::Instance(this)) => exchange::notify(vm, &this, "_finished", Vec::new()),
        _ => Ok(()),
    };
    // What can't be told can't be helped: the thread is over in any case.
    let _ = told.and(registry::unregister(vm, start.thread));
    exchange::reply(vm, waiter, Err(raised.clone()));
}

/// The native that is a thread's whole life.
pub(super) fn native() -> Value {
    NativeFunction::flow("_bootstrap", |_, _| Ok(loopscope_python::Flow::Frame(Box::new(Life::Beginning))))
}

/// A thread that runs.
enum Life {
    Beginning,
    Running,
    /// The program's `threading.excepthook` runs.
    Hooked,
    /// An exception is being made text.
    Reporting,
}

impl NativeFrame for Life {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match self {
            Life::Beginning => {
                let begun = begin(vm);
                *self = Life::Running;
                match begun {
                    Ok(step) => Ok(step),
                    Err(raised) => self.report(vm, raised),
                }
            }
            Life::Running => match input {
                Resumed::Raised(raised)
                    if raised.is(&vm.exceptions.system_exit) && super::excepthook::replaced(vm).is_none() =>
                {
                    Ok(end(vm))
                }
                Resumed::Raised(raised) => self.report(vm, raised),
                _ => Ok(end(vm)),
            },
            Life::Hooked => match input {
                Resumed::Raised(raised) => {
                    vm.write(true, "Exception in threading.excepthook:\n");
                    let text = vm.format_exception(&raised);
                    vm.write(true, &text);
                    Ok(end(vm))
                }
                _ => Ok(end(vm)),
            },
            Life::Reporting => {
                if let Resumed::Returned(text) = input {
                    let name = super::current_name(vm);
                    let text = text.as_str().unwrap_or_default().to_owned();
                    vm.write(true, &format!("Exception in thread {name}:\n{text}"));
                }
                Ok(end(vm))
            }
        }
    }
}

impl Life {
    fn report(&mut self, vm: &mut Vm, raised: Raised) -> Result<NativeStep> {
        if record::enabled(vm) {
            let line = raised.data().traceback.borrow().last().map_or(0, |entry| entry.position.line);
            let message = record::describe(&raised);
            let state = State::of(vm);
            state.recorder.line = line;
            state.recorder.record(EventKind::UncaughtException { message: &message });
        }
        if let Some(call) = super::excepthook::call(vm, &raised) {
            *self = Life::Hooked;
            return Ok(call);
        }
        *self = Life::Reporting;
        Ok(NativeStep::Call(vm.prelude("_format_exception"), Args::new([raised.into()])))
    }
}

/// The thread runs: tells its starter so and calls `run()`.
fn begin(vm: &mut Vm) -> Result<NativeStep> {
    let Some(start) = State::of(vm).starting.take() else {
        return Err(vm.runtime_error("there is no thread to run"));
    };
    let StartThread { name, cause, handle, main_thread, target, args, kwargs, starter, .. } = *start;
    let state = State::of(vm);
    let event = state.recorder.record_caused_by(EventKind::ThreadStarted { name: &name }, cause);
    state.recorder.cause = event;
    let decoded = decode(vm, handle);
    // The starter must not wait for ever, whatever happens here.
    exchange::reply(vm, Waiter { thread: starter.0, ticket: starter.1 }, Ok(Value::None));
    let this = decoded?;
    State::of(vm).current_thread = Some(this.clone());
    let main_thread = decode(vm, main_thread)?;
    State::of(vm).main_thread = Some(main_thread);
    let Value::Instance(instance) = &this else { return Err(vm.runtime_error("this is no thread")) };
    let target = decode(vm, target)?;
    let args = crate::portable::decode::decode_all(vm, args)?;
    let mut decoded_kwargs = Vec::with_capacity(kwargs.len());
    for (name, value) in kwargs {
        decoded_kwargs.push((Sym::new(&name), decode(vm, value)?));
    }
    thread::body(instance, |body| {
        (body.target, body.args, body.kwargs) = (target, args, decoded_kwargs);
        body.started = true;
    });
    let run = vm.bind_method(&this, native::sym("run"));
    let run = run.ok_or_else(|| vm.attribute_error("the thread has no run()"))?;
    Ok(NativeStep::Call(run, Args::none()))
}

/// The thread has ended: tells its object and the registry.
fn end(vm: &mut Vm) -> NativeStep {
    if let Some(Value::Instance(this)) = State::peek(vm).current_thread.clone() {
        let number = State::peek(vm).thread();
        // Loops go home first: whoever joined this thread finds them there.
        crate::asyncio::moving::send_home(vm);
        let told = exchange::notify(vm, &this, "_finished", Vec::new());
        let unregistered = registry::unregister(vm, number);
        if let Err(raised) = told.and(unregistered) {
            let text = vm.format_exception(&raised);
            vm.write(true, &text);
        }
    }
    NativeStep::Return(Value::None)
}
