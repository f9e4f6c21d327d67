//! The natives of `threading`, `queue` and `concurrent.futures`.

use std::rc::Rc;

use loopscope_python::object::Layout;
use loopscope_python::vm::types::new_module_type;
use loopscope_python::{Args, Flow, Module, NativeFunction, Result, Sym, Type, Value, Vm};
use loopscope_trace::ThreadId;

use super::{current, registry, thread};
use crate::native;
use crate::portable::encode;
use crate::state::State;
use crate::sync::{Primitive, barrier, concurrent, condition, event, local, lock, queue, semaphore};

/// The classes that are needed without their module having been imported.
pub struct Classes {
    /// `threading.Thread`
    pub thread: Rc<Type>,
    /// `concurrent.futures.Future`
    pub future: Rc<Type>,
}

fn primitive(module: &str, name: &str, base: &Rc<Type>) -> Rc<Type> {
    native::class(module, name, base, || native::payload(Primitive::default()))
}

/// Makes the classes on first use.
pub fn classes(vm: &mut Vm) -> Rc<Classes> {
    if let Some(classes) = &State::peek(vm).threading {
        return classes.clone();
    }
    let object = vm.types.object.clone();
    let thread = primitive("threading", "Thread", &object);
    thread::define(&thread);
    let future = primitive("concurrent.futures._base", "Future", &object);
    concurrent::define(&future);
    let classes = Rc::new(Classes { thread, future });
    let state = State::of(vm);
    state.classes.insert("Thread", classes.thread.clone());
    state.classes.insert("concurrent.Future", classes.future.clone());
    state.threading = Some(classes.clone());
    classes
}

/// `threading.get_ident()` of a thread.
pub fn ident(number: ThreadId) -> i64 {
    const FIRST: i64 = 0x7f00_0000_1000;
    FIRST + i64::from(number) * 0x1000
}

/// Fills `threading`, before its Python part runs.
///
/// # Errors
/// None.
pub fn init_threading(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let shared = classes(vm);
    module.define("Thread", Value::Type(shared.thread.clone()));
    // The names that CPython's own types have.
    let lock_class = primitive("_thread", "lock", &object);
    let rlock_class = primitive("_thread", "RLock", &object);
    lock::define(&lock_class, &rlock_class);
    let semaphore_class = primitive("threading", "Semaphore", &object);
    let bounded = primitive("threading", "BoundedSemaphore", &semaphore_class);
    semaphore::define(&semaphore_class, &bounded);
    let event_class = primitive("threading", "Event", &object);
    event::define(&event_class);
    let condition_class = primitive("threading", "Condition", &object);
    condition::define(&condition_class);
    let barrier_class = primitive("threading", "Barrier", &object);
    barrier::define(&barrier_class);
    let local_class = primitive("_thread", "_local", &object);
    local::define(&local_class);
    let error = &vm.exceptions.runtime_error;
    let broken = new_module_type("threading", "BrokenBarrierError", error, Layout::Exception);
    for (name, key, class) in [
        ("Lock", "lock", &lock_class),
        ("RLock", "RLock", &rlock_class),
        ("Semaphore", "Semaphore", &semaphore_class),
        ("BoundedSemaphore", "BoundedSemaphore", &bounded),
        ("Event", "Event", &event_class),
        ("Condition", "Condition", &condition_class),
        ("Barrier", "Barrier", &barrier_class),
        ("local", "_local", &local_class),
        ("BrokenBarrierError", "BrokenBarrierError", &broken),
    ] {
        module.define(name, Value::Type(class.clone()));
        State::of(vm).classes.insert(key, class.clone());
    }
    for function in [
        NativeFunction::new("current_thread", |vm, _| Ok(Value::Instance(current(vm)))),
        NativeFunction::new("main_thread", |vm, _| Ok(registry::main_thread(vm))),
        NativeFunction::flow("_enumerate", registry::enumerate),
        NativeFunction::new("get_ident", |vm, _| Ok(Value::Int(ident(State::peek(vm).thread())))),
        NativeFunction::new("get_native_id", |vm, _| Ok(Value::Int(ident(State::peek(vm).thread())))),
        NativeFunction::new("_register", register),
        NativeFunction::new("_adopt", |vm, args| {
            let [class, name, function] = args.exactly(vm, "_adopt")?;
            if let (Value::Type(class), Some(name)) = (&class, name.as_str()) {
                class.define(Sym::new(name), function);
            }
            Ok(Value::None)
        }),
        NativeFunction::new("_check_shareable", |vm, args| {
            for value in &args.pos {
                // A coroutine would be used up by this.
                if !matches!(value, Value::Generator(_)) {
                    encode(vm, value)?;
                }
            }
            Ok(Value::None)
        }),
    ] {
        if let Value::Native(native) = &function {
            module.define(native.name, function.clone());
        }
    }
    Ok(())
}

/// `_register(name, function)`: a function in Python for natives.
fn register(vm: &mut Vm, args: Args) -> Result<Value> {
    const HELPERS: &[&str] = &["python_exit"];
    let [name, function] = args.exactly(vm, "_register")?;
    let known = HELPERS.iter().find(|known| name.as_str() == Some(known));
    let known = known.ok_or_else(|| vm.value_error("natives don't call this helper"))?;
    State::of(vm).helpers.insert(known, function);
    Ok(Value::None)
}

/// Fills `queue`, before its Python part runs.
///
/// # Errors
/// None.
pub fn init_queue(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let object = vm.types.object.clone();
    let fifo = primitive("queue", "Queue", &object);
    let lifo = primitive("queue", "LifoQueue", &fifo);
    let priority = primitive("queue", "PriorityQueue", &fifo);
    let simple = primitive("_queue", "SimpleQueue", &object);
    queue::define(&fifo);
    queue::define_lifo(&lifo);
    queue::define_priority(&priority);
    queue::define(&simple);
    let exception = &vm.exceptions.exception;
    let empty = new_module_type("_queue", "Empty", exception, Layout::Exception);
    let full = new_module_type("queue", "Full", exception, Layout::Exception);
    for (name, key, class) in [
        ("Queue", "Queue", &fifo),
        ("LifoQueue", "LifoQueue", &lifo),
        ("PriorityQueue", "PriorityQueue", &priority),
        ("SimpleQueue", "SimpleQueue", &simple),
        ("Empty", "queue.Empty", &empty),
        ("Full", "queue.Full", &full),
    ] {
        module.define(name, Value::Type(class.clone()));
        State::of(vm).classes.insert(key, class.clone());
    }
    State::of(vm).helpers.insert("less_than", NativeFunction::flow("_less_than", less_than));
    Ok(())
}

/// `a < b`, in Python where natives can't tell.
fn less_than(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [a, b] = args.exactly(vm, "less_than")?;
    let op = loopscope_python::bytecode::CompareOp::Lt;
    match loopscope_python::builtins::compare::native(vm, op, &a, &b)? {
        Some(less) => Ok(Value::Bool(less).into()),
        None => Ok(Flow::Call(vm.prelude("_less_than"), Args::new([a, b]))),
    }
}

/// Fills `concurrent.futures._base`, before its Python part runs.
///
/// # Errors
/// None.
pub fn init_futures(vm: &mut Vm, module: &Rc<Module>) -> Result<()> {
    let shared = classes(vm);
    module.define("Future", Value::Type(shared.future.clone()));
    let error =
        new_module_type("concurrent.futures._base", "Error", &vm.exceptions.exception, Layout::Exception);
    let cancelled = new_module_type("concurrent.futures._base", "CancelledError", &error, Layout::Exception);
    let invalid = new_module_type("concurrent.futures._base", "InvalidStateError", &error, Layout::Exception);
    for (name, key, class) in [
        ("Error", "concurrent.Error", &error),
        ("CancelledError", "concurrent.CancelledError", &cancelled),
        ("InvalidStateError", "concurrent.InvalidStateError", &invalid),
    ] {
        module.define(name, Value::Type(class.clone()));
        State::of(vm).classes.insert(key, class.clone());
    }
    Ok(())
}
