//! Calling methods of objects that live in another thread.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Value, Vm};
use loopscope_trace::BlockedOn;

use crate::portable::decode::decode_exception;
use crate::portable::{Luggage, Portable, PortableException, decode, encode};
use crate::remote::{Message, Ticket};
use crate::state::State;

/// What a wait in another thread gives when it reached its deadline.
pub(super) type OnTimeout = fn(&mut Vm) -> Result<Value>;

/// Calls `method` of the proxy that is the first argument, in the thread where the object lives; this
/// thread blocks until the reply.
///
/// # Errors
/// `RuntimeError` if an argument can't be shared.
pub fn forward(vm: &mut Vm, args: Args, method: &'static str) -> Result<Flow> {
    forward_wait(vm, args, method, None, |_| Ok(Value::None))
}

/// Like [`forward`] for a method that waits, at most until `until_micros`; then `on_timeout` says what it
/// gives.
///
/// # Errors
/// `RuntimeError` if an argument can't be shared.
pub fn forward_wait(
    vm: &mut Vm,
    args: Args,
    method: &'static str,
    until_micros: Option<u64>,
    on_timeout: OnTimeout,
) -> Result<Flow> {
    let Some(Value::Instance(instance)) = args.pos.first().cloned() else {
        return Err(vm.type_error(format!("{method}() needs an object")));
    };
    let ticket = State::of(vm).ticket();
    send_request(vm, &instance, method, args, ticket)?;
    block(vm, &instance, method, until_micros, ticket);
    Ok(Flow::Frame(Box::new(Remote { instance, ticket, until_micros, on_timeout, withdrawn: false })))
}

/// Calls `method` of a proxy without waiting for it.
///
/// # Errors
/// `RuntimeError` if an argument can't be shared.
pub fn notify(vm: &mut Vm, instance: &Rc<Instance>, method: &'static str, args: Vec<Value>) -> Result<()> {
    let receiver = Value::Instance(instance.clone());
    let args = Args::new(std::iter::once(receiver).chain(args));
    send_request(vm, instance, method, args, 0)
}

fn block(vm: &mut Vm, instance: &Instance, method: &str, until_micros: Option<u64>, ticket: Ticket) {
    let line = vm.line();
    let state = State::of(vm);
    state.recorder.line = line;
    let what = format!("{}.{}", instance.class.name, method.trim_start_matches('_'));
    state.block(BlockedOn::Call(&what), until_micros, ticket);
}

fn send_request(
    vm: &mut Vm,
    instance: &Rc<Instance>,
    method: &str,
    args: Args,
    ticket: Ticket,
) -> Result<()> {
    let Some((object, home)) = super::share(vm, instance) else {
        return Err(vm.runtime_error("this object can't be shared"));
    };
    let mut pos = Vec::with_capacity(args.pos.len());
    for value in args.pos.iter().skip(1) {
        pos.push(encode(vm, value)?);
    }
    let mut kwargs = Vec::with_capacity(args.kw.len());
    for (name, value) in &args.kw {
        kwargs.push((name.name().to_string(), encode(vm, value)?));
    }
    let line = vm.line();
    let state = State::of(vm);
    state.recorder.line = line;
    let origin = state.thread();
    let message = Message::Request { object, method: method.to_owned(), args: pos, kwargs, origin, ticket };
    state.send_message(home, message, method);
    Ok(())
}

/// A thread that waits for the reply to a request.
pub struct Remote {
    instance: Rc<Instance>,
    ticket: Ticket,
    until_micros: Option<u64>,
    on_timeout: OnTimeout,
    /// Whether the wait reached its deadline and was taken back.
    withdrawn: bool,
}

impl NativeFrame for Remote {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => Ok(NativeStep::Block),
            Resumed::Raised(raised) => {
                let blocked = State::of(vm).unblocked();
                if blocked.is_some_and(|blocked| blocked.outcome.is_none()) && !self.withdrawn {
                    self.withdraw(vm);
                }
                Err(raised)
            }
            Resumed::Returned(Value::Undefined) if !self.withdrawn && self.until_micros.is_some() => {
                State::of(vm).unblocked();
                self.withdraw(vm);
                self.withdrawn = true;
                block(vm, &self.instance, "timeout", None, self.ticket);
                Ok(NativeStep::Block)
            }
            Resumed::Returned(Value::Undefined) => {
                State::of(vm).unblocked();
                (self.on_timeout)(vm).map(NativeStep::Return)
            }
            Resumed::Returned(value) | Resumed::Yielded(value) => {
                State::of(vm).unblocked();
                Ok(NativeStep::Return(value))
            }
        }
    }
}

impl Remote {
    fn withdraw(&self, vm: &mut Vm) {
        if let Some((object, home)) = super::share(vm, &self.instance) {
            let state = State::of(vm);
            let message = Message::Withdraw { object, origin: state.thread(), ticket: self.ticket };
            state.send_message(home, message, "");
        }
    }
}

/// The reply to a request of this thread.
pub fn take_reply(vm: &mut Vm, ticket: Ticket, result: Result<Portable, Box<PortableException>>) {
    let outcome = match result {
        Ok(portable) => decode(vm, portable),
        Err(exception) => decode_exception(vm, *exception).and_then(Err),
    };
    State::of(vm).complete(ticket, outcome);
}

/// Asks for a loop that lives elsewhere, in order to run it here.
///
/// # Errors
/// None: the reply may be one.
pub fn take_over(vm: &mut Vm, event_loop: &Rc<Instance>) -> Result<NativeStep> {
    let ticket = State::of(vm).ticket();
    let args = Args::new([Value::Instance(event_loop.clone())]);
    send_request(vm, event_loop, "_move", args, ticket)?;
    block(vm, event_loop, "run", None, ticket);
    Ok(NativeStep::Block)
}

/// The loop that [`take_over`] asked for.
///
/// # Errors
/// What its thread answered: that it is running, or that something in it can't be shared.
pub fn taken_over(vm: &mut Vm, input: Resumed) -> Result<Luggage> {
    State::of(vm).unblocked();
    match input {
        Resumed::Raised(raised) => Err(raised),
        _ => match State::of(vm).luggage.pop() {
            Some(luggage) => Ok(luggage),
            None => Err(vm.runtime_error("the loop did not arrive")),
        },
    }
}

/// A future of this thread's running loop that a future of another thread will set: for `await`.
///
/// # Errors
/// `RuntimeError` outside of a loop.
pub fn local_future_for(vm: &mut Vm, remote: &Rc<Instance>) -> Result<Rc<Instance>> {
    let Some(running) = State::peek(vm).running_loop.clone() else {
        return Err(vm.runtime_error("no running event loop"));
    };
    let local = crate::asyncio::future::create(vm, &running);
    let setter = super::bound_native("_copy_state", Value::Instance(local.clone()));
    notify(vm, remote, "add_done_callback", setter.into_iter().collect())?;
    Ok(local)
}
