//! Web requests: the host performs them, an asyncio future waits for the end.

pub mod request;

use std::rc::Rc;

use loopscope_python::object::{Instance, Layout};
use loopscope_python::vm::types::new_module_type;
use loopscope_python::{Args, NativeFunction, Result, SortedMap, Type, Value, Vm};
use loopscope_trace::{EventKind, ObjectId, ThreadId};

use crate::asyncio::future::{self, Callback, Phase};
use crate::asyncio::wait::Told;
use crate::asyncio::{event_loop, record};
use crate::state::State;
use request::{Fetch, FetchDone, FetchError, FetchResponse, Outgoing};

/// So many bits of a request's number are its index in its heap.
const INDEX_BITS: u32 = 20;
const MOST_INDEX: u32 = (1 << INDEX_BITS) - 1;

/// Web requests under way, by their numbers for the host.
#[derive(Default)]
struct UnderWay(SortedMap<u32, Rc<Instance>>);

#[derive(Default)]
struct ErrorClass(Option<Rc<Type>>);

/// `_asyncio.FetchError(kind, host, port, message)`
pub fn error_class(vm: &mut Vm) -> Rc<Type> {
    let exception = vm.exceptions.exception.clone();
    let make = || new_module_type("_asyncio", "FetchError", &exception, Layout::Exception);
    vm.slots.of::<ErrorClass>().0.get_or_insert_with(make).clone()
}

/// `_asyncio.fetch(method, url, headers, body)`: a future of the running loop.
///
/// # Errors
/// `RuntimeError` outside of a loop.
pub fn fetch(vm: &mut Vm, args: Args) -> Result<Value> {
    let [method, url, headers, body] = args.exactly(vm, "fetch")?;
    let Some(running) = State::peek(vm).current.running_loop.clone() else {
        return Err(vm.runtime_error("no running event loop"));
    };
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let headers = match &headers {
        Value::Tuple(pairs) => pairs
            .iter()
            .filter_map(|pair| match pair {
                Value::Tuple(pair) if pair.len() == 2 => Some((text(&pair[0]), text(&pair[1]))),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    let body = match &body {
        Value::Bytes(bytes) => bytes.as_slice().to_vec(),
        _ => Vec::new(),
    };
    let id = State::of(vm).object_id(|numbers| &mut numbers.fetch);
    let (method, url) = (text(&method), text(&url));
    let number = number_of(id);
    let fetch = Fetch { id: number, method, url, headers, body };
    let future = future::create(vm, &running);
    if record::enabled(vm) {
        let (method, url) = (&*fetch.method, &*fetch.url);
        let event = record::event(vm, EventKind::FetchStarted { request: id, method, url });
        future::data(&future).told.set(Some(Box::new(Told::fetch(id, method, url, event))));
    }
    vm.slots.of::<UnderWay>().0.insert(number, future.clone());
    let state = State::of(vm);
    state.send(Outgoing::Fetch(Box::new(fetch)));
    let context = state.current.context.copy();
    let cancel = NativeFunction::bound("_cancel_fetch", Value::Int(i64::from(number)), |vm, args| {
        if let Some(Value::Int(id)) = args.pos.first()
            && vm.slots.of::<UnderWay>().0.remove(&(*id as u32)).is_some()
        {
            State::of(vm).send(Outgoing::CancelFetch(*id as u32));
        }
        Ok(Value::None.into())
    });
    future::add_callback(vm, &future, future::data(&future), Callback::Call(Box::new((cancel, context))))?;
    Ok(Value::Instance(future))
}

/// A request's number for the host.
fn number_of(request: ObjectId) -> u32 {
    (u32::from(request.heap) << INDEX_BITS) | request.index & MOST_INDEX
}

fn request_of(number: u32) -> ObjectId {
    ObjectId { heap: (number >> INDEX_BITS) as ThreadId, index: number & MOST_INDEX }
}

/// The host has performed a request, or given up.
pub fn finish(vm: &mut Vm, done: FetchDone) {
    let FetchDone { id, result } = done;
    let Some(future) = vm.slots.of::<UnderWay>().0.remove(&id) else { return };
    if future::data(&future).phase.get() != Phase::Pending {
        return;
    }
    let state = State::of(vm);
    let request = request_of(id);
    let status = result.as_ref().map_or(0, |response| response.status);
    let waits =
        future::data(&future).event_loop.borrow().as_ref().and_then(|it| event_loop::data(it).thread.get());
    let thread = waits.unwrap_or(state.current.id);
    let asked = future::data(&future).told.take().and_then(|told| told.event);
    let event = state.record_for(thread, 0, EventKind::FetchDone { request, status }, asked);
    let outer = std::mem::replace(&mut state.recorder.cause, event);
    // The loop may have been closed: then nobody waits.
    let _ = match result {
        Err(error) => {
            let class = error_class(vm);
            let raised = vm.raise(&class, error_values(error));
            future::set_exception(vm, &future, raised)
        }
        Ok(response) => future::set_result(vm, &future, future::data(&future), response_value(response)),
    };
    // Its loop may wait for this, or have been closed.
    if let Ok(event_loop) = future::data(&future).event_loop(vm) {
        event_loop::wake(vm, &event_loop);
    }
    State::of(vm).recorder.cause = outer;
}

fn response_value(response: FetchResponse) -> Value {
    let FetchResponse { status, reason, url, headers, body } = response;
    let headers = headers
        .into_iter()
        .map(|(name, value)| Value::tuple(vec![Value::string(name), Value::string(value)]));
    Value::tuple(vec![
        Value::Int(i64::from(status)),
        Value::string(reason),
        Value::string(url),
        Value::tuple(headers.collect()),
        Value::bytes(body),
    ])
}

/// The arguments of the [`error_class`].
fn error_values(error: FetchError) -> Vec<Value> {
    let (kind, host, port, message) = match error {
        FetchError::InvalidUrl => ("invalid_url", String::new(), 0, String::new()),
        FetchError::Dns { host, port, message } => ("dns", host, port, message),
        FetchError::Refused { host, port, message } => ("refused", host, port, message),
        FetchError::Tls { host, port, message } => ("tls", host, port, message),
        FetchError::Network(message) => ("network", String::new(), 0, message),
        FetchError::Disconnected => ("disconnected", String::new(), 0, String::new()),
        FetchError::Timeout => ("timeout", String::new(), 0, String::new()),
        FetchError::TooLarge => ("too_large", String::new(), 0, String::new()),
        FetchError::Payload(message) => ("payload", String::new(), 0, message),
    };
    vec![Value::str(kind), Value::string(host), Value::Int(i64::from(port)), Value::string(message)]
}
