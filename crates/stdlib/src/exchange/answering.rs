//! Answering the requests of other threads.

use loopscope_python::object::{Descriptor, NativeCode};
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Raised, Result, Resumed, Sym, Value, Vm,
};
use loopscope_trace::ThreadId;

use super::Waiter;
use crate::portable::encode::encode_exception;
use crate::portable::{ObjectRef, Portable, decode, encode};
use crate::remote::{Message, Ticket};
use crate::state::State;

/// A request that needs Python code: it runs between two instructions of this thread, then the reply goes out.
pub struct Relay {
    flow: Option<Flow>,
    inner: Option<Box<dyn NativeFrame>>,
    waiter: Waiter,
}

/// Calls a method for another thread and replies, at once or when what it waits for has come.
pub fn answer(
    vm: &mut Vm,
    object: ObjectRef,
    method: String,
    args: Vec<Portable>,
    kwargs: Vec<(String, Portable)>,
    (thread, ticket): (ThreadId, Ticket),
) {
    let waiter = Waiter { thread, ticket };
    if object.index == 0 {
        let result = crate::threads::registry::answer(vm, &method, args, waiter);
        return reply(vm, waiter, result);
    }
    let shared = &State::peek(vm).shared;
    let Some(instance) = shared.homed.get(&object).cloned() else {
        let message = Message::Request { object, method, args, kwargs, origin: thread, ticket };
        return pass_on(vm, object, waiter, message);
    };
    if method == "_move" {
        return move_loop(vm, &instance, waiter);
    }
    let result = call(vm, instance, &method, args, kwargs, waiter);
    match result {
        Ok(Flow::Value(value)) => reply(vm, waiter, Ok(value)),
        // A waiter was remembered: it will be told.
        Ok(Flow::Block) => {}
        Ok(flow) => {
            State::of(vm).relays.push_back(Relay { flow: Some(flow), inner: None, waiter });
            vm.inject(relay_native(), Args::none());
        }
        Err(raised) => reply(vm, waiter, Err(raised)),
    }
}

fn call(
    vm: &mut Vm,
    instance: Value,
    method: &str,
    args: Vec<Portable>,
    kwargs: Vec<(String, Portable)>,
    waiter: Waiter,
) -> Result<Flow> {
    let mut call = Args::new([instance.clone()]);
    for portable in args {
        let value = decode(vm, portable)?;
        call.pos.push(value);
    }
    for (name, portable) in kwargs {
        let value = decode(vm, portable)?;
        call.kw.push((Sym::new(&name), value));
    }
    let function = vm.type_of(&instance).lookup(Sym::new(method));
    let function = match function {
        Some(Value::Descriptor(descriptor)) => match &*descriptor {
            Descriptor::Property { get, .. } => Some(get.clone()),
            _ => None,
        },
        function => function,
    };
    let Some(function) = function else {
        return Err(vm.attribute_error(format!("a shared object has no method '{method}'")));
    };
    match &function {
        Value::Native(native) => {
            let outer = State::of(vm).caller.replace((waiter.thread, waiter.ticket));
            let flow = match native.code {
                NativeCode::Value(code) => code(vm, call).map(Flow::Value),
                NativeCode::Flow(code) => code(vm, call),
            };
            State::of(vm).caller = outer;
            flow
        }
        _ => Ok(Flow::Call(function, call)),
    }
}

/// Another thread is about to run a loop that lives here.
fn move_loop(vm: &mut Vm, event_loop: &Value, waiter: Waiter) {
    let packed = match event_loop {
        Value::Instance(event_loop) => crate::asyncio::moving::pack(vm, event_loop, waiter.thread),
        _ => Err(vm.type_error("not a loop")),
    };
    let result = match packed {
        Ok(luggage) => Ok(Portable::Luggage(Box::new(luggage))),
        Err(raised) => Err(encode_exception(vm, &raised)),
    };
    State::of(vm).send_message(waiter.thread, Message::Reply { ticket: waiter.ticket, result }, "");
}

/// The object has moved, or never lived here.
fn pass_on(vm: &mut Vm, object: ObjectRef, waiter: Waiter, message: Message) {
    let state = State::of(vm);
    let proxy = state.shared.proxies.get(&object).and_then(std::rc::Weak::upgrade);
    match proxy.as_deref().and_then(super::link).and_then(super::Link::home) {
        Some(home) => state.send_message(home, message, ""),
        None => {
            let raised = vm.runtime_error("the object has gone with its thread");
            reply(vm, waiter, Err(raised));
        }
    }
}

/// Ends a wait, of this thread or of another.
pub fn reply(vm: &mut Vm, waiter: Waiter, result: Result<Value>) {
    if waiter.ticket == 0 {
        return;
    }
    if waiter.thread == State::peek(vm).thread() {
        return State::of(vm).complete(waiter.ticket, result);
    }
    let encoded = result.and_then(|value| encode(vm, &value));
    let result = encoded.map_err(|raised: Raised| encode_exception(vm, &raised));
    State::of(vm).send_message(waiter.thread, Message::Reply { ticket: waiter.ticket, result }, "");
}

/// Forgets a wait; replies `Undefined` unless it was answered already.
pub fn withdraw(vm: &mut Vm, object: ObjectRef, (thread, ticket): (ThreadId, Ticket)) {
    let waiter = Waiter { thread, ticket };
    match State::peek(vm).shared.homed.get(&object).cloned() {
        Some(Value::Instance(instance)) => {
            if crate::sync::forget(vm, &instance, waiter) {
                reply(vm, waiter, Ok(Value::Undefined));
            }
        }
        _ => pass_on(vm, object, waiter, Message::Withdraw { object, origin: thread, ticket }),
    }
}

/// The native that runs the oldest [`Relay`].
pub fn relay_native() -> Value {
    NativeFunction::flow("_relay", |vm, _| match State::of(vm).relays.pop_front() {
        Some(relay) => Ok(Flow::Frame(Box::new(relay))),
        None => Ok(Value::None.into()),
    })
}

impl NativeFrame for Relay {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match self.flow.take() {
            Some(Flow::Call(callee, args)) => return Ok(NativeStep::Call(callee, args)),
            Some(Flow::Instantiate(class, args)) => return Ok(NativeStep::Call(Value::Type(class), args)),
            Some(Flow::Frame(frame)) => self.inner = Some(frame),
            Some(Flow::Resume(generator, resume)) => return Ok(NativeStep::Resume(generator, resume)),
            Some(Flow::Import(name)) => {
                let raised = vm.import_error(format!("{name} can't be imported for another thread"));
                reply(vm, self.waiter, Err(raised));
                return Ok(NativeStep::Return(Value::None));
            }
            Some(Flow::Value(_) | Flow::Block) | None => {}
        }
        let step = match &mut self.inner {
            Some(inner) => inner.resume(vm, input),
            None => match input {
                Resumed::Raised(raised) => Err(raised),
                Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
                Resumed::Start => Ok(NativeStep::Return(Value::None)),
            },
        };
        match step {
            Ok(NativeStep::Return(value)) => reply(vm, self.waiter, Ok(value)),
            Ok(step) => return Ok(step),
            Err(raised) => reply(vm, self.waiter, Err(raised)),
        }
        Ok(NativeStep::Return(Value::None))
    }
}
