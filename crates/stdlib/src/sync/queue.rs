//! `queue.Queue`, `LifoQueue`, `PriorityQueue` and `SimpleQueue`.

use std::collections::VecDeque;
use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{Args, Flow, NativeFrame, NativeStep, Result, Resumed, Type, Value, Vm};

use super::{Body, caller, data, property, this, wait};
use crate::exchange::{Waiter, forward, forward_wait, reply};
use crate::native;
use crate::state::State;

/// A queue between threads.
#[derive(Default)]
pub struct Queue {
    order: Order,
    items: VecDeque<Value>,
    /// How many items fit; 0 and less: any number.
    pub maxsize: i64,
    unfinished: i64,
    getters: VecDeque<Waiter>,
    putters: VecDeque<(Waiter, Value)>,
    joiners: Vec<Waiter>,
}

/// Which item comes out first.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Order {
    #[default]
    Fifo,
    Lifo,
    /// The smallest; the items are kept sorted.
    Priority,
}

impl Queue {
    /// An empty queue.
    pub fn of_size(maxsize: i64) -> Self {
        Queue { maxsize, ..Queue::default() }
    }

    /// Forgets who waits.
    pub fn forget(&mut self, waiter: Waiter) -> bool {
        let before = self.getters.len() + self.putters.len() + self.joiners.len();
        self.getters.retain(|other| *other != waiter);
        self.putters.retain(|(other, _)| *other != waiter);
        self.joiners.retain(|other| *other != waiter);
        before != self.getters.len() + self.putters.len() + self.joiners.len()
    }

    fn is_full(&self) -> bool {
        self.maxsize > 0 && self.items.len() as i64 >= self.maxsize
    }

    fn take(&mut self) -> Option<Value> {
        match self.order {
            Order::Lifo => self.items.pop_back(),
            _ => self.items.pop_front(),
        }
    }
}

/// Makes a class derived from `Queue` give out what came last.
pub fn define_lifo(class: &Type) {
    class.method("__init__", |vm, args| init(vm, args, Order::Lifo));
}

/// Makes a class derived from `Queue` give out what is smallest.
pub fn define_priority(class: &Type) {
    class.method("__init__", |vm, args| init(vm, args, Order::Priority));
}

/// Defines the methods of `Queue` and `SimpleQueue`.
pub fn define(queue: &Type) {
    queue.method("__init__", |vm, args| init(vm, args, Order::Fifo));
    queue.flow_method("put", put);
    queue.flow_method("get", get);
    queue.flow_method("put_nowait", |vm, mut args| {
        args.kw.push((native::sym("block"), Value::Bool(false)));
        put(vm, args)
    });
    queue.flow_method("get_nowait", |vm, mut args| {
        args.kw.push((native::sym("block"), Value::Bool(false)));
        get(vm, args)
    });
    queue.flow_method("qsize", |vm, args| ask(vm, args, "qsize", |queue| queue.items.len().into()));
    queue.flow_method("empty", |vm, args| ask(vm, args, "empty", |queue| queue.items.is_empty().into()));
    queue.flow_method("full", |vm, args| ask(vm, args, "full", |queue| queue.is_full().into()));
    property(queue, "unfinished_tasks", |vm, args| {
        ask(vm, args, "unfinished_tasks", |queue| queue.unfinished.into())
    });
    queue.flow_method("task_done", task_done);
    queue.flow_method("join", join);
    queue.attribute("maxsize", |vm, this| with(vm, this, |queue| queue.maxsize.into()), None);
}

fn init(vm: &mut Vm, args: Args, order: Order) -> Result<Value> {
    let [receiver, maxsize] = native::named(vm, "__init__", args, ["self", "maxsize"], 1)?;
    let maxsize = match maxsize {
        Value::Int(maxsize) => maxsize,
        Value::Undefined => 0,
        _ => return Err(vm.type_error("maxsize must be an integer")),
    };
    let queue = Queue { order, maxsize, ..Queue::default() };
    *data(&this(vm, &Args::new([receiver]))?).body.borrow_mut() = Body::Queue(queue);
    Ok(Value::None)
}

fn with<T>(vm: &Vm, receiver: &Value, act: impl FnOnce(&mut Queue) -> T) -> Result<T> {
    match &mut *data(&this(vm, &Args::new([receiver.clone()]))?).body.borrow_mut() {
        Body::Queue(queue) => Ok(act(queue)),
        _ => Err(vm.runtime_error("Queue.__init__() was not called")),
    }
}

fn ask(vm: &mut Vm, args: Args, method: &'static str, answer: fn(&Queue) -> Value) -> Result<Flow> {
    if data(&this(vm, &args)?).link.is_remote() {
        return forward(vm, args, method);
    }
    with(vm, &args.pos[0], |queue| answer(queue)).map(Flow::Value)
}

/// Whether to wait, and until when.
fn patience(vm: &Vm, block: &Value, timeout: &Value) -> Result<(bool, Option<u64>)> {
    if block.is_defined() && !native::truth(block) {
        return Ok((false, None));
    }
    if !timeout.is_defined() || timeout.is_none() {
        return Ok((true, None));
    }
    let seconds = native::seconds(vm, timeout)?;
    if seconds < 0.0 {
        return Err(vm.value_error("'timeout' must be a non-negative number"));
    }
    Ok((true, Some(State::peek(vm).now_micros() + native::micros(seconds))))
}

fn empty(vm: &mut Vm) -> Result<Value> {
    Err(native::raise(vm, "queue.Empty", Vec::new()))
}

fn full(vm: &mut Vm) -> Result<Value> {
    Err(native::raise(vm, "queue.Full", Vec::new()))
}

fn get(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [receiver, block, timeout] = native::named(vm, "get", args.clone(), ["self", "block", "timeout"], 1)?;
    let (waits, until) = patience(vm, &block, &timeout)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "get", until, empty);
    }
    if let Some(item) = with(vm, &receiver, Queue::take)? {
        let putter = with(vm, &receiver, |queue| queue.putters.pop_front())?;
        if let Some((waiter, next)) = putter {
            let flow = add(vm, &instance, next)?;
            reply(vm, waiter, Ok(Value::None));
            if let Flow::Frame(adding) = flow {
                return Ok(Flow::Frame(Box::new(Adding { inner: adding, result: item })));
            }
        }
        return Ok(item.into());
    }
    if !waits {
        return empty(vm).map(Flow::Value);
    }
    let waiter = caller(vm);
    with(vm, &receiver, |queue| queue.getters.push_back(waiter))?;
    Ok(wait(vm, &instance, "Queue.get", waiter, until, empty))
}

fn put(vm: &mut Vm, args: Args) -> Result<Flow> {
    let names = ["self", "item", "block", "timeout"];
    let [receiver, item, block, timeout] = native::named(vm, "put", args.clone(), names, 2)?;
    let (waits, until) = patience(vm, &block, &timeout)?;
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "put", until, full);
    }
    if !with(vm, &receiver, |queue| queue.is_full())? {
        return add(vm, &instance, item);
    }
    if !waits {
        return full(vm).map(Flow::Value);
    }
    let waiter = caller(vm);
    with(vm, &receiver, |queue| queue.putters.push_back((waiter, item)))?;
    Ok(wait(vm, &instance, "Queue.put", waiter, until, full))
}

/// Gives an item to whoever waits for one, or keeps it.
fn add(vm: &mut Vm, instance: &Rc<Instance>, item: Value) -> Result<Flow> {
    let receiver = Value::Instance(instance.clone());
    let (order, getter) = with(vm, &receiver, |queue| {
        queue.unfinished += 1;
        (queue.order, queue.getters.pop_front())
    })?;
    if let Some(getter) = getter {
        reply(vm, getter, Ok(item));
        return Ok(Value::None.into());
    }
    if order != Order::Priority {
        with(vm, &receiver, |queue| queue.items.push_back(item))?;
        return Ok(Value::None.into());
    }
    let high = with(vm, &receiver, |queue| queue.items.len())?;
    Ok(Flow::Frame(Box::new(Insert { queue: receiver, item, low: 0, high, middle: 0 })))
}

/// Finds an item's place among sorted ones; comparing may be Python code.
struct Insert {
    queue: Value,
    item: Value,
    low: usize,
    high: usize,
    middle: usize,
}

impl NativeFrame for Insert {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        match input {
            Resumed::Start => {}
            Resumed::Raised(raised) => return Err(raised),
            Resumed::Returned(less) | Resumed::Yielded(less) => {
                if native::truth(&less) {
                    self.high = self.middle;
                } else {
                    self.low = self.middle + 1;
                }
            }
        }
        if self.low < self.high {
            self.middle = usize::midpoint(self.low, self.high);
            let middle = self.middle;
            let other = with(vm, &self.queue, |queue| queue.items.get(middle).cloned())?;
            if let Some(other) = other {
                let less_than = native::helper(vm, "less_than")?;
                return Ok(NativeStep::Call(less_than, Args::new([self.item.clone(), other])));
            }
        }
        let (at, item) = (self.low, std::mem::take(&mut self.item));
        with(vm, &self.queue, |queue| queue.items.insert(at.min(queue.items.len()), item))?;
        Ok(NativeStep::Return(Value::None))
    }
}

/// An item that is added after another was taken, which is the result.
struct Adding {
    inner: Box<dyn NativeFrame>,
    result: Value,
}

impl NativeFrame for Adding {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        Ok(match self.inner.resume(vm, input)? {
            NativeStep::Return(_) => NativeStep::Return(std::mem::take(&mut self.result)),
            step => step,
        })
    }
}

fn task_done(vm: &mut Vm, args: Args) -> Result<Flow> {
    if data(&this(vm, &args)?).link.is_remote() {
        return forward(vm, args, "task_done");
    }
    let joiners = with(vm, &args.pos[0], |queue| {
        if queue.unfinished <= 0 {
            return None;
        }
        queue.unfinished -= 1;
        Some(if queue.unfinished == 0 { std::mem::take(&mut queue.joiners) } else { Vec::new() })
    })?;
    let Some(joiners) = joiners else { return Err(vm.value_error("task_done() called too many times")) };
    for waiter in joiners {
        reply(vm, waiter, Ok(Value::None));
    }
    Ok(Value::None.into())
}

fn join(vm: &mut Vm, args: Args) -> Result<Flow> {
    let instance = this(vm, &args)?;
    if data(&instance).link.is_remote() {
        return forward_wait(vm, args, "join", None, |_| Ok(Value::None));
    }
    if with(vm, &args.pos[0], |queue| queue.unfinished)? == 0 {
        return Ok(Value::None.into());
    }
    let waiter = caller(vm);
    with(vm, &args.pos[0], |queue| queue.joiners.push(waiter))?;
    Ok(wait(vm, &instance, "Queue.join", waiter, None, |_| Ok(Value::None)))
}
