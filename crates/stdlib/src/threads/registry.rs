//! The list of threads, which the main thread keeps: `enumerate()`, `active_count()`, the end of the program.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Value, Vm};
use loopscope_trace::{BlockedOn, ThreadId};

use crate::exchange::Waiter;
use crate::native;
use crate::portable::{ObjectRef, Portable, encode};
use crate::remote::Message;
use crate::state::State;

/// Threads that were started and have not ended, but for the main thread.
#[derive(Default)]
pub struct Registry {
    threads: Vec<(ThreadId, Value, bool)>,
}

/// The main thread, as an object of its own.
const MAIN: ObjectRef = ObjectRef { thread: 0, index: 0 };

/// `threading.main_thread()`
pub fn main_thread(vm: &mut Vm) -> Value {
    match State::peek(vm).main_thread.clone() {
        Some(main) => main,
        None => Value::Instance(super::current(vm)),
    }
}

/// Adds a thread that starts.
///
/// # Errors
/// None that matter: the thread object can be shared.
pub fn register(vm: &mut Vm, thread: &Rc<Instance>, number: ThreadId, daemon: bool) -> Result<()> {
    let value = Value::Instance(thread.clone());
    if State::peek(vm).thread() == MAIN.thread {
        State::of(vm).registry.threads.push((number, value, daemon));
        return Ok(());
    }
    let args = vec![encode(vm, &value)?, Portable::Int(i64::from(number)), Portable::Bool(daemon)];
    tell_main(vm, "register", args, 0);
    Ok(())
}

/// Removes this thread, which ends.
///
/// # Errors
/// None.
pub fn unregister(vm: &mut Vm, number: ThreadId) -> Result<()> {
    if number != MAIN.thread {
        tell_main(vm, "unregister", vec![Portable::Int(i64::from(number))], 0);
    }
    Ok(())
}

fn tell_main(vm: &mut Vm, method: &str, args: Vec<Portable>, ticket: u64) {
    let state = State::of(vm);
    let origin = state.thread();
    let message = Message::Request {
        object: MAIN,
        method: method.to_owned(),
        args,
        kwargs: Vec::new(),
        origin,
        ticket,
    };
    state.send_message(MAIN.thread, message, "");
}

/// In the main thread: what another asks of the registry.
///
/// # Errors
/// As [`decode`].
pub fn answer(vm: &mut Vm, method: &str, args: Vec<Portable>, _waiter: Waiter) -> Result<Value> {
    let mut args = crate::portable::decode::decode_all(vm, args)?.into_iter();
    match (method, args.next(), args.next(), args.next()) {
        ("register", Some(thread), Some(Value::Int(number)), Some(Value::Bool(daemon))) => {
            State::of(vm).registry.threads.push((number as ThreadId, thread, daemon));
            Ok(Value::None)
        }
        ("unregister", Some(Value::Int(number)), ..) => {
            State::of(vm).registry.threads.retain(|(known, ..)| i64::from(*known) != number);
            Ok(Value::None)
        }
        ("enumerate", ..) => Ok(Value::tuple(threads(vm))),
        _ => Err(vm.attribute_error(format!("threads have no method '{method}'"))),
    }
}

fn threads(vm: &mut Vm) -> Vec<Value> {
    let main = main_thread(vm);
    let others = State::peek(vm).registry.threads.iter().map(|(_, thread, _)| thread.clone());
    std::iter::once(main).chain(others).collect()
}

/// `threading.enumerate()`, as a tuple.
///
/// # Errors
/// None.
pub fn enumerate(vm: &mut Vm, _args: Args) -> Result<Flow> {
    if State::peek(vm).thread() == MAIN.thread {
        return Ok(Value::tuple(threads(vm)).into());
    }
    let state = State::of(vm);
    let ticket = state.ticket();
    state.block(BlockedOn::Call("threading.enumerate"), None, ticket);
    tell_main(vm, "enumerate", Vec::new(), ticket);
    Ok(Flow::Frame(Box::new(Answer)))
}

/// Waits for an answer.
struct Answer;

impl NativeFrame for Answer {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if matches!(input, Resumed::Start) {
            return Ok(NativeStep::Block);
        }
        State::of(vm).unblocked();
        match input {
            Resumed::Raised(raised) => Err(raised),
            Resumed::Returned(value) | Resumed::Yielded(value) => Ok(NativeStep::Return(value)),
            Resumed::Start => Ok(NativeStep::Block),
        }
    }
}

/// The native that ends the program: `threading._shutdown`.
pub(super) fn shutdown_native() -> Value {
    NativeFunction::flow("_shutdown", |_, _| Ok(Flow::Frame(Box::new(Shutdown { exited: false }))))
}

/// Runs the exit functions of executors, then joins threads until none is left that isn't a daemon.
struct Shutdown {
    exited: bool,
}

impl NativeFrame for Shutdown {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        if let Resumed::Raised(raised) = input {
            return Err(raised);
        }
        if !self.exited {
            self.exited = true;
            if let Ok(helper) = native::helper(vm, "python_exit") {
                return Ok(NativeStep::Call(helper, Args::none()));
            }
        }
        let next = State::peek(vm).registry.threads.iter().find(|(.., daemon)| !daemon);
        let Some((number, thread, _)) = next.cloned() else { return Ok(NativeStep::Return(Value::None)) };
        // A thread that has ended says so to its object before it says so here.
        let joined = match &thread {
            Value::Instance(instance) => super::thread::body(instance, |body| body.ended).unwrap_or(true),
            _ => true,
        };
        if joined {
            State::of(vm).registry.threads.retain(|(known, ..)| *known != number);
            return Ok(NativeStep::Again);
        }
        match vm.bind_method(&thread, native::sym("join")) {
            Some(join) => Ok(NativeStep::Call(join, Args::none())),
            None => Ok(NativeStep::Return(Value::None)),
        }
    }
}
