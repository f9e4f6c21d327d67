//! `concurrent.futures.Future`

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Raised, Result, Resumed, Type, Value, Vm};

use super::{Body, Primitive, caller, data, deadline, this, wait};
use crate::asyncio;
use crate::exchange::{Waiter, forward, forward_wait, notify, reply};
use crate::native;
use crate::state::State;

/// A future of the module `concurrent.futures`.
#[derive(Default)]
pub struct Concurrent {
    phase: Phase,
    result: Value,
    exception: Option<Raised>,
    callbacks: Vec<Value>,
    /// Who waits in `result()` or `exception()`, each with a `true` in `wants_exception` for the latter.
    pub waiters: Vec<Waiter>,
    wants_exception: Vec<Waiter>,
}

/// Where a future is in its life.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Phase {
    #[default]
    Pending,
    Running,
    Cancelled,
    Finished,
}

/// How a future ended.
pub enum Outcome {
    /// With a result.
    Result(Value),
    /// With an exception.
    Exception(Raised),
    /// Cancelled.
    Cancelled,
}

/// Defines the methods.
pub fn define(class: &Type) {
    class.method("__init__", |vm, args| {
        *data(&this(vm, &args)?).body.borrow_mut() = Body::Future(Concurrent::default());
        Ok(Value::None)
    });
    class.flow_method("done", |vm, args| {
        ask(vm, args, "done", |future| matches!(future.phase, Phase::Cancelled | Phase::Finished))
    });
    class.flow_method("cancelled", |vm, args| {
        ask(vm, args, "cancelled", |future| future.phase == Phase::Cancelled)
    });
    class
        .flow_method("running", |vm, args| ask(vm, args, "running", |future| future.phase == Phase::Running));
    class.flow_method("cancel", |vm, args| {
        let instance = Value::Instance(this(vm, &args)?);
        cancel(vm, &instance)
    });
    class.flow_method("result", |vm, args| get(vm, args, "result"));
    class.flow_method("exception", |vm, args| get(vm, args, "exception"));
    class.flow_method("set_running_or_notify_cancel", |vm, args| {
        ask_mut(vm, args, "set_running_or_notify_cancel", |future| {
            let goes_on = future.phase != Phase::Cancelled;
            if goes_on {
                future.phase = Phase::Running;
            }
            goes_on
        })
    });
    class.flow_method("set_result", |vm, args| {
        let [receiver, result] = args.method(vm, "set_result")?;
        finish(vm, &receiver, Outcome::Result(result))
    });
    class.flow_method("set_exception", |vm, args| {
        let [receiver, exception] = args.method(vm, "set_exception")?;
        match exception {
            Value::Instance(exception) if exception.exception().is_some() => {
                finish(vm, &receiver, Outcome::Exception(Raised(exception)))
            }
            _ => Err(vm.type_error("exceptions must derive from BaseException")),
        }
    });
    class.flow_method("add_done_callback", |vm, args| {
        let [receiver, callback] = args.method(vm, "add_done_callback")?;
        let instance = this(vm, &Args::new([receiver.clone()]))?;
        if data(&instance).link.is_remote() {
            return forward(vm, Args::new([receiver, callback]), "_add_done_callback")
                .map(|flow| run_returned(flow, receiver_of(&instance)));
        }
        match add(vm, &instance, callback)? {
            Some(callback) => Ok(run_callbacks(vec![callback], receiver)),
            None => Ok(Value::None.into()),
        }
    });
    // What proxies call: the callbacks that the calling thread has to run come back in a tuple.
    class.flow_method("_add_done_callback", |vm, args| {
        let [receiver, callback] = args.method(vm, "add_done_callback")?;
        let instance = this(vm, &Args::new([receiver]))?;
        let run_now = add(vm, &instance, callback)?;
        Ok(Value::tuple(run_now.into_iter().collect()).into())
    });
    class.flow_method("_finish", |vm, args| {
        let [receiver, kind, value] = args.method(vm, "_finish")?;
        let outcome = match (kind, value) {
            (Value::Int(1), Value::Instance(exception)) if exception.exception().is_some() => {
                Outcome::Exception(Raised(exception))
            }
            (Value::Int(2), _) => Outcome::Cancelled,
            (_, value) => Outcome::Result(value),
        };
        let instance = this(vm, &Args::new([receiver]))?;
        let callbacks = end(vm, &instance, outcome)?;
        Ok(Value::tuple(callbacks).into())
    });
}

/// A new future.
pub fn create(vm: &mut Vm) -> Rc<Instance> {
    let primitive = Primitive::default();
    *primitive.body.borrow_mut() = Body::Future(Concurrent::default());
    let class = crate::threads::concurrent_class(vm);
    native::new_instance(&class, primitive)
}

/// Whether a value is such a future.
pub fn is_future(value: &Value) -> bool {
    let Value::Instance(instance) = value else { return false };
    let Some(primitive) = instance.native::<Primitive>() else { return false };
    matches!(&*primitive.body.borrow(), Body::Future(_))
        || primitive.link.is_remote() && &*instance.class.name == "Future"
}

fn receiver_of(instance: &Rc<Instance>) -> Value {
    Value::Instance(instance.clone())
}

fn with<T>(vm: &Vm, instance: &Rc<Instance>, act: impl FnOnce(&mut Concurrent) -> T) -> Result<T> {
    match &mut *data(instance).body.borrow_mut() {
        Body::Future(future) => Ok(act(future)),
        _ => Err(vm.runtime_error("Future.__init__() was not called")),
    }
}

fn ask(vm: &mut Vm, args: Args, method: &'static str, answer: fn(&Concurrent) -> bool) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, method);
    }
    with(vm, &instance, |future| Value::Bool(answer(future)).into())
}

fn ask_mut(
    vm: &mut Vm,
    args: Args,
    method: &'static str,
    answer: fn(&mut Concurrent) -> bool,
) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, method);
    }
    with(vm, &instance, |future| Value::Bool(answer(future)).into())
}

/// `cancel()`, here or where the future lives.
///
/// # Errors
/// As the callbacks.
pub fn cancel(vm: &mut Vm, future: &Value) -> Result<Flow> {
    let args = Args::new([future.clone()]);
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward(vm, args, "cancel");
    }
    match with(vm, &instance, |future| future.phase)? {
        Phase::Running | Phase::Finished => Ok(Value::Bool(false).into()),
        Phase::Cancelled => Ok(Value::Bool(true).into()),
        Phase::Pending => {
            let callbacks = end(vm, &instance, Outcome::Cancelled)?;
            Ok(after_callbacks(callbacks, future.clone(), Value::Bool(true)))
        }
    }
}

/// Whether a future of this thread was cancelled.
pub fn was_cancelled(future: &Value) -> bool {
    let Value::Instance(instance) = future else { return false };
    match instance.native::<Primitive>().map(|primitive| primitive.body.borrow()) {
        Some(body) => matches!(&*body, Body::Future(future) if future.phase == Phase::Cancelled),
        None => false,
    }
}

/// How a future of this thread that is done ended.
pub fn outcome(vm: &Vm, future: &Value) -> Outcome {
    let Value::Instance(instance) = future else { return Outcome::Cancelled };
    let ended = with(vm, instance, |future| match (&future.phase, &future.exception) {
        (Phase::Cancelled, _) => Outcome::Cancelled,
        (_, Some(raised)) => Outcome::Exception(raised.clone()),
        _ => Outcome::Result(future.result.clone()),
    });
    ended.unwrap_or(Outcome::Cancelled)
}

/// Ends a future, here or where it lives, and runs its callbacks in this thread.
///
/// # Errors
/// `InvalidStateError` if it was done already.
pub fn finish(vm: &mut Vm, future: &Value, outcome: Outcome) -> Result<Flow> {
    let instance = this(vm, &Args::new([future.clone()]))?;
    if data(&instance).link.is_remote() {
        let (kind, value) = match outcome {
            Outcome::Result(value) => (0, value),
            Outcome::Exception(raised) => (1, raised.into()),
            Outcome::Cancelled => (2, Value::None),
        };
        let args = Args::new([future.clone(), Value::Int(kind), value.clone()]);
        let sent = match forward(vm, args, "_finish") {
            Ok(flow) => flow,
            // The result can't cross: whoever asks for it hears that.
            Err(raised) => {
                let args = Args::new([future.clone(), Value::Int(1), raised.into()]);
                forward(vm, args, "_finish")?
            }
        };
        return Ok(run_returned(sent, future.clone()));
    }
    if matches!(outcome, Outcome::Cancelled) && was_cancelled(future) {
        return Ok(Value::None.into());
    }
    let callbacks = end(vm, &instance, outcome)?;
    Ok(run_callbacks(callbacks, future.clone()))
}

/// Ends a future of this thread; the callbacks that are left to be run. Those of ours have run already.
fn end(vm: &mut Vm, instance: &Rc<Instance>, outcome: Outcome) -> Result<Vec<Value>> {
    let taken = with(vm, instance, |future| {
        match (future.phase, &outcome) {
            (Phase::Cancelled, _) => return Some((Vec::new(), Vec::new(), Vec::new())),
            (Phase::Finished, _) => return None,
            (_, Outcome::Cancelled) => future.phase = Phase::Cancelled,
            _ => future.phase = Phase::Finished,
        }
        match outcome {
            Outcome::Result(value) => future.result = value,
            Outcome::Exception(raised) => future.exception = Some(raised),
            Outcome::Cancelled => {}
        }
        let taken = (
            std::mem::take(&mut future.waiters),
            std::mem::take(&mut future.wants_exception),
            std::mem::take(&mut future.callbacks),
        );
        Some(taken)
    })?;
    let Some((waiters, wants_exception, callbacks)) = taken else {
        return Err(native::raise(vm, "concurrent.InvalidStateError", native::text("FINISHED: <Future>")));
    };
    for waiter in waiters {
        let given = given(vm, instance, wants_exception.contains(&waiter));
        reply(vm, waiter, given);
    }
    let mut left = Vec::new();
    for callback in callbacks {
        match is_ours(&callback) {
            true => call_ours(vm, callback, instance)?,
            false => left.push(callback),
        }
    }
    Ok(left)
}

fn is_ours(callback: &Value) -> bool {
    matches!(callback, Value::Native(native) if native.bound.is_defined())
}

/// Our own callbacks need no Python code.
fn call_ours(vm: &mut Vm, callback: Value, instance: &Rc<Instance>) -> Result<()> {
    if let Value::Native(native) = &callback
        && let loopscope_python::object::NativeCode::Flow(code) = native.code
    {
        code(vm, Args::new([native.bound.clone(), Value::Instance(instance.clone())]))?;
    }
    Ok(())
}

/// What `result()` or `exception()` of a future that is done gives.
fn given(vm: &Vm, instance: &Rc<Instance>, exception: bool) -> Result<Value> {
    match outcome(vm, &Value::Instance(instance.clone())) {
        Outcome::Cancelled => Err(native::raise(vm, "concurrent.CancelledError", Vec::new())),
        Outcome::Exception(raised) if exception => Ok(raised.into()),
        Outcome::Exception(raised) => Err(raised),
        Outcome::Result(_) if exception => Ok(Value::None),
        Outcome::Result(value) => Ok(value),
    }
}

fn get(vm: &mut Vm, args: Args, method: &'static str) -> Result<Flow> {
    let [_, timeout] = native::named(vm, method, args.clone(), ["self", "timeout"], 1)?;
    let until = deadline(vm, &timeout)?;
    let instance = this(vm, &args)?;
    let late: super::OnTimeout = |vm| Err(vm.raise(&vm.exceptions.timeout_error, Vec::new()));
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, method, until, late);
    }
    let done = with(vm, &instance, |future| matches!(future.phase, Phase::Cancelled | Phase::Finished))?;
    if done {
        return given(vm, &instance, method == "exception").map(Flow::Value);
    }
    let waiter = caller(vm);
    with(vm, &instance, |future| {
        future.waiters.push(waiter);
        if method == "exception" {
            future.wants_exception.push(waiter);
        }
    })?;
    Ok(wait(vm, &instance, &format!("Future.{method}"), waiter, until, late))
}

/// Adds a callback of ours, here or where the future lives, without waiting.
///
/// # Errors
/// As [`add`].
pub fn add_callback(vm: &mut Vm, future: &Value, callback: Value) -> Result<()> {
    let instance = this(vm, &Args::new([future.clone()]))?;
    if data(&instance).link.is_remote() {
        return notify(vm, &instance, "_add_done_callback", vec![callback]);
    }
    add(vm, &instance, callback)?;
    Ok(())
}

/// Adds a callback to a future of this thread; gives it back if the future is done and it has to be run.
fn add(vm: &mut Vm, instance: &Rc<Instance>, callback: Value) -> Result<Option<Value>> {
    let run_now = with(vm, instance, |future| {
        if matches!(future.phase, Phase::Cancelled | Phase::Finished) {
            return Some(callback);
        }
        future.callbacks.push(callback);
        None
    })?;
    match run_now {
        Some(callback) if is_ours(&callback) => {
            call_ours(vm, callback, instance)?;
            Ok(None)
        }
        run_now => Ok(run_now),
    }
}

fn run_callbacks(callbacks: Vec<Value>, future: Value) -> Flow {
    after_callbacks(callbacks, future, Value::None)
}

/// Runs callbacks, then gives `result`.
fn after_callbacks(callbacks: Vec<Value>, future: Value, result: Value) -> Flow {
    if callbacks.is_empty() {
        return Flow::Value(result);
    }
    Flow::Frame(Box::new(Callbacks { inner: None, callbacks: callbacks.into(), future, result }))
}

/// Runs the callbacks that a reply brings.
fn run_returned(flow: Flow, future: Value) -> Flow {
    match flow {
        Flow::Frame(inner) => {
            let (callbacks, result) = (Default::default(), Value::None);
            Flow::Frame(Box::new(Callbacks { inner: Some(inner), callbacks, future, result }))
        }
        flow => flow,
    }
}

/// Callbacks that are called one after the other.
struct Callbacks {
    /// The request that is answered with the callbacks.
    inner: Option<Box<dyn NativeFrame>>,
    callbacks: std::collections::VecDeque<Value>,
    future: Value,
    result: Value,
}

impl NativeFrame for Callbacks {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Some(inner) = &mut self.inner {
            match inner.resume(vm, input)? {
                NativeStep::Return(Value::Tuple(callbacks)) => {
                    self.callbacks = callbacks.iter().cloned().collect();
                }
                NativeStep::Return(_) => {}
                step => return Ok(step),
            }
            self.inner = None;
        } else if let Resumed::Raised(raised) = input {
            if raised.is(&vm.exceptions.exception) {
                let text = vm.format_exception(&raised);
                vm.write(true, &format!("exception calling callback for <Future>\n{text}"));
            } else {
                return Err(raised);
            }
        }
        Ok(match self.callbacks.pop_front() {
            Some(callback) => NativeStep::Call(callback, Args::new([self.future.clone()])),
            None => NativeStep::Return(std::mem::take(&mut self.result)),
        })
    }
}

/// `_convert_future_exc`: exceptions of `concurrent.futures` become those of `asyncio`.
pub fn convert(vm: &Vm, raised: Raised) -> Raised {
    let state = State::peek(vm);
    let is = |name: &str| state.classes.get(name).is_some_and(|class| Rc::ptr_eq(class, &raised.0.class));
    let classes = asyncio::classes(vm);
    let args = || raised.data().args.borrow().clone();
    if is("concurrent.CancelledError") {
        vm.raise(&classes.cancelled_error, args())
    } else if is("concurrent.InvalidStateError") {
        vm.raise(&classes.invalid_state_error, args())
    } else {
        raised
    }
}
