//! What threads wait for: locks, events, conditions, semaphores, barriers, queues, concurrent futures and
//! threads themselves.
//!
//! Each lives in the thread that made it. A method that must wait remembers a [`Waiter`], of its own thread or
//! of another, and whoever makes the wait superfluous answers it ([`crate::exchange::reply`]).

pub mod barrier;
pub mod concurrent;
pub mod condition;
pub mod event;
pub mod local;
pub mod lock;
pub mod queue;
pub mod semaphore;

use std::cell::RefCell;
use std::rc::Rc;

use loopscope_python::object::{Descriptor, Instance};
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Result, Resumed, Type, Value, Vm,
};
use loopscope_trace::BlockedOn;

use crate::exchange::{Link, Waiter};
use crate::native;
use crate::remote::Ticket;
use crate::state::State;
use crate::threads::ThreadBody;

/// One of these objects.
#[derive(Default)]
pub struct Primitive {
    /// Other threads know it by this.
    pub link: Link,
    /// What it is; in a proxy, and before `__init__`, only its beginning.
    pub body: RefCell<Body>,
}

/// What it is.
#[derive(Default)]
pub enum Body {
    /// Not initialised, or a proxy.
    #[default]
    Empty,
    /// `Lock` or `RLock`
    Lock(lock::Lock),
    /// `Event`
    Event(event::Event),
    /// `Condition`
    Condition(condition::Condition),
    /// `Semaphore` or `BoundedSemaphore`
    Semaphore(semaphore::Semaphore),
    /// `Barrier`
    Barrier(barrier::Barrier),
    /// `queue.Queue` and its relatives
    Queue(queue::Queue),
    /// `concurrent.futures.Future`
    Future(concurrent::Concurrent),
    /// `threading.local`
    Local(local::Local),
    /// `threading.Thread`
    Thread(Box<ThreadBody>),
}

impl Primitive {
    /// What travels with a handle.
    pub fn info(&self, _vm: &mut Vm) -> Vec<Value> {
        match &*self.body.borrow() {
            Body::Thread(thread) => thread.info(),
            Body::Queue(queue) => vec![Value::Int(queue.maxsize)],
            _ => Vec::new(),
        }
    }

    /// Takes what came with a handle.
    pub fn take_info(&self, info: Vec<Value>) {
        match info.as_slice() {
            [Value::Int(maxsize)] => {
                *self.body.borrow_mut() = Body::Queue(queue::Queue::of_size(*maxsize));
            }
            [_, ..] => *self.body.borrow_mut() = Body::Thread(Box::new(ThreadBody::of_info(&info))),
            [] => {}
        }
    }
}

/// The primitive that a method's first argument is.
///
/// # Errors
/// `TypeError` if it is something else.
#[inline]
pub fn this(vm: &Vm, args: &Args) -> Result<Rc<Instance>> {
    Ok(native::instance::<Primitive>(vm, args.pos.first(), "threading")?.0.clone())
}

/// The data of a primitive.
#[inline]
pub fn data(instance: &Rc<Instance>) -> &Primitive {
    instance.native().expect("primitives are made with Primitive")
}

/// Defines an attribute that may have to be asked from another thread.
pub fn property(class: &Type, name: &'static str, get: fn(&mut Vm, Args) -> Result<Flow>) {
    let (set, delete, doc) = (Value::None, Value::None, Value::None);
    let get = NativeFunction::flow(name, get);
    let property = Descriptor::Property { get, set, delete, doc };
    class.define(native::sym(name), Value::Descriptor(Rc::new(property)));
}

/// Whoever called the method that runs.
pub fn caller(vm: &mut Vm) -> Waiter {
    let state = State::of(vm);
    match state.caller {
        Some((thread, ticket)) => Waiter { thread, ticket },
        None => Waiter { thread: state.thread(), ticket: state.ticket() },
    }
}

/// What a wait gives that reached its deadline.
pub type OnTimeout = fn(&mut Vm) -> Result<Value>;

/// Lets the caller wait: `waiter` was remembered by `instance`.
pub fn wait(
    vm: &mut Vm,
    instance: &Rc<Instance>,
    what: &str,
    waiter: Waiter,
    until_micros: Option<u64>,
    on_timeout: OnTimeout,
) -> Flow {
    if State::peek(vm).caller.is_some() {
        return Flow::Block;
    }
    block(vm, what, until_micros, waiter.ticket);
    let wait = Wait {
        instance: instance.clone(),
        what: what.to_owned(),
        waiter,
        until_micros,
        on_timeout,
        late: false,
    };
    Flow::Frame(Box::new(wait))
}

fn block(vm: &mut Vm, what: &str, until_micros: Option<u64>, ticket: Ticket) {
    let line = vm.line();
    let state = State::of(vm);
    state.recorder.line = line;
    state.block(BlockedOn::Call(what), until_micros, ticket);
}

/// A thread that waits for something of its own.
struct Wait {
    instance: Rc<Instance>,
    what: String,
    waiter: Waiter,
    until_micros: Option<u64>,
    on_timeout: OnTimeout,
    /// Whether the deadline has passed, and only a lock must still be taken back.
    late: bool,
}

impl NativeFrame for Wait {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => Ok(NativeStep::Block),
            Resumed::Raised(raised) => {
                State::of(vm).unblocked();
                forget(vm, &self.instance, self.waiter);
                Err(raised)
            }
            Resumed::Returned(Value::Undefined) => {
                State::of(vm).unblocked();
                if !self.late && self.until_micros.is_some() {
                    self.late = true;
                    // A condition's lock has to be taken back: its answer may come at once.
                    block(vm, &self.what, None, self.waiter.ticket);
                    if !forget(vm, &self.instance, self.waiter) {
                        return Ok(NativeStep::Block);
                    }
                    State::of(vm).unblocked();
                }
                (self.on_timeout)(vm).map(NativeStep::Return)
            }
            Resumed::Returned(value) | Resumed::Yielded(value) => {
                State::of(vm).unblocked();
                Ok(NativeStep::Return(value))
            }
        }
    }
}

/// Forgets a waiter. Whether it was known and needs no other answer.
pub fn forget(vm: &mut Vm, instance: &Rc<Instance>, waiter: Waiter) -> bool {
    let Some(primitive) = instance.native::<Primitive>() else { return false };
    let mut body = primitive.body.borrow_mut();
    match &mut *body {
        Body::Empty | Body::Local(_) => false,
        Body::Lock(lock) => lock.forget(waiter),
        Body::Event(event) => remove(&mut event.waiters, waiter),
        Body::Semaphore(semaphore) => semaphore.forget(waiter),
        Body::Barrier(barrier) => barrier.forget(waiter),
        Body::Queue(queue) => queue.forget(waiter),
        Body::Future(future) => remove(&mut future.waiters, waiter),
        Body::Thread(thread) => remove(&mut thread.joiners, waiter),
        Body::Condition(condition) => {
            let waiting = condition.take_waiter(waiter);
            let lock = condition.lock.clone();
            drop(body);
            if let (Some(count), Some(lock)) = (waiting, lock) {
                lock::take_back(vm, &lock, waiter, count, Value::Undefined);
            }
            false
        }
    }
}

/// Removes a waiter from a list; whether it was there.
pub fn remove(waiters: &mut Vec<Waiter>, waiter: Waiter) -> bool {
    let before = waiters.len();
    waiters.retain(|other| *other != waiter);
    waiters.len() != before
}

/// The deadline of a `timeout` argument; `None` waits for ever.
///
/// # Errors
/// `TypeError` if it isn't a number.
pub fn deadline(vm: &Vm, timeout: &Value) -> Result<Option<u64>> {
    match timeout {
        Value::Undefined | Value::None => Ok(None),
        timeout => {
            let seconds = native::seconds(vm, timeout)?;
            Ok(Some(State::peek(vm).now_micros() + native::micros(seconds.max(0.0))))
        }
    }
}
