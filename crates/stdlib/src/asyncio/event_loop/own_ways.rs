//! Loops that a program has its own ways with: it overrides their methods, gives them a task factory or its own clock, turns on the
//! debug mode, or has written a loop of its own. What CPython does in Python then runs in Python here
//! (`python/asyncio/own_ways.py`), so that what is overridden is called where CPython calls it.

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::object::generator::Dropped;
use loopscope_python::{Args, Flow, Raised, Result, Type, Value, Vm};

use super::{LoopData, Ready, data};
use crate::asyncio::future::{self, Callback};
use crate::asyncio::task;
use crate::context::{self, Context};
use loopscope_library::native;

/// What of a loop the program does in its own way.
#[derive(Clone, Copy, Default)]
pub struct OwnWays {
    /// Its iterations: how or when they run is overridden, or it is in debug mode.
    pub iterates: bool,
    /// What is to be called soon is given to its `call_soon`, which is overridden.
    pub schedules: bool,
    /// Tasks are made by its `create_task`, which is overridden or has a factory.
    pub makes_tasks: bool,
    /// `run_until_complete` calls its `run_forever` and `stop`, which are overridden.
    pub runs: bool,
}

/// The names that make a difference when they are overridden.
const ITERATES: [&str; 5] = ["_process_events", "_run_once", "_selector", "call_at", "time"];

/// Looks what the program overrides of a loop.
pub(super) fn look(vm: &Vm, event_loop: &Rc<Instance>) {
    let data = data(event_loop);
    let base = crate::asyncio::classes(vm).event_loop.clone();
    let overrides = |name: &str| {
        let name = native::sym(name);
        if event_loop.attrs.borrow().get(name).is_some() {
            return true;
        }
        match (event_loop.class.lookup(name), base.lookup(name)) {
            (Some(own), Some(known)) => !own.is(&known),
            (own, known) => own.is_some() != known.is_some(),
        }
    };
    // What is given to its `call_soon` comes in between statements, and in an iteration of natives there are none.
    let schedules = overrides("call_soon");
    data.own_ways.set(OwnWays {
        iterates: schedules || data.debug.get() || ITERATES.into_iter().any(overrides),
        schedules,
        makes_tasks: !data.task_factory.borrow().is_none() || overrides("create_task"),
        runs: overrides("run_forever") || overrides("stop"),
    });
}

/// Whether the class of a future has a method of the program's own in place of one of ours.
pub(in crate::asyncio) fn overrides(vm: &Vm, future: &Rc<Instance>, method: &str) -> bool {
    let class = &future.class;
    if !class.heap {
        return false;
    }
    let (name, classes) = (native::sym(method), crate::asyncio::classes(vm));
    let is_known = |known: &Rc<Type>| match (class.lookup(name), known.lookup(name)) {
        (Some(own), Some(known)) => own.is(&known),
        _ => false,
    };
    !is_known(&classes.future) && !is_known(&classes.task)
}

/// The methods by which it is asked what a future came to.
const TELLS: [&str; 6] =
    ["_make_cancelled_error", "cancelled", "done", "exception", "remove_done_callback", "result"];

/// Whether the class of a future has its own way to tell what it came to.
#[inline]
pub(in crate::asyncio) fn tells(vm: &Vm, future: &Rc<Instance>) -> bool {
    future.class.heap && TELLS.into_iter().any(|name| overrides(vm, future, name))
}

/// A call of a function in Python for what is rare.
///
/// # Errors
/// `RuntimeError` if asyncio was not imported.
pub(in crate::asyncio) fn hand_over(
    vm: &Vm,
    function: &str,
    args: impl IntoIterator<Item = Value>,
) -> Result<(Value, Args)> {
    let helper = native::helper(vm, "in_own_way")?;
    Ok((helper, Args::new(std::iter::once(Value::str(function)).chain(args))))
}

/// The same with the arguments of a method.
pub(crate) fn hand_over_method(vm: &Vm, function: &str, mut args: Args) -> Result<Flow> {
    let (helper, own) = hand_over(vm, function, std::mem::take(&mut args.pos))?;
    Ok(Flow::call(helper, Args { pos: own.pos, kw: args.kw }))
}

/// Gives what would come into the queue to the loop's own `call_soon`, before the next statement.
///
/// # Errors
/// `RuntimeError` if the loop is closed.
#[cold]
pub(in crate::asyncio) fn give(vm: &mut Vm, event_loop: &Rc<Instance>, ready: Ready) -> Result<()> {
    if let Some(data) = event_loop.native::<LoopData>() {
        super::check_closed(vm, data)?;
        super::check_thread(vm, data)?;
    }
    let (callback, args, context) = match ready {
        Ready::Step { task, throw, stamp } => {
            task::task_data(future::data(&task)).given.set(stamp);
            let context = task::context_as_object(vm, &task);
            (task::stepper(&task), throw.map(Value::from).into_iter().collect(), context)
        }
        Ready::Wakeup { task, future, stamp } => {
            task::task_data(future::data(&task)).given.set(stamp);
            let context = task::context_as_object(vm, &task);
            (task::waker(&task), vec![Value::Instance(future)], context)
        }
        Ready::ChildDone { outer, child, .. } => {
            let callback = super::super::gather::callback(&outer);
            (callback, vec![Value::Instance(child)], Context::default())
        }
        Ready::Done { callback: Callback::Call(call), future, .. } => {
            let (callback, context) = *call;
            (callback, vec![Value::Instance(future)], context)
        }
        Ready::Done { future, .. } => {
            (super::super::run::stopper(), vec![Value::Instance(future)], Context::default())
        }
        Ready::Handle(_) => return Ok(()),
    };
    // Nobody has variables where nobody has imported what makes them.
    let context = context::new_context_object(vm, context).unwrap_or(Value::None);
    let loop_value = Value::Instance(event_loop.clone());
    let (helper, args) = hand_over(vm, "call_soon_of", [loop_value, callback, Value::tuple(args), context])?;
    vm.graveyard.push(Dropped::Call(helper, args));
    Ok(())
}

/// Of which task a callback is the step, which [`give`] gave.
pub(in crate::asyncio) fn stepped_by<'v>(callback: &'v Value, args: &[Value]) -> Option<&'v Rc<Instance>> {
    let wakes = || args.first().is_some_and(|awaited| future::as_future(awaited).is_some());
    task::of_stepper(callback).or_else(|| task::of_waker(callback).filter(|_| wakes()))
}

/// What such a step throws.
pub(in crate::asyncio) fn thrown_by_step(vm: &Vm, args: &[Value]) -> Option<Raised> {
    match args.first()? {
        Value::Instance(raised) if raised.exception().is_some() => Some(Raised(raised.clone())),
        awaited => task::thrown_by(vm, future::as_future(awaited)?.0),
    }
}

/// Sets an attribute of a loop: also one that hides a method.
pub(super) fn set_attribute(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [object, name, value] = args.exactly(vm, "__setattr__")?;
    let (event_loop, _): (_, &LoopData) = native::instance(vm, Some(&object), "BaseEventLoop")?;
    let event_loop = event_loop.clone();
    let name_text = name.as_str().unwrap_or_default().to_owned();
    let symbol = native::sym(&name_text);
    let is_plain = match event_loop.class.lookup(symbol) {
        Some(Value::Descriptor(_)) => false,
        Some(Value::Instance(descriptor)) => descriptor.class.lookup(native::sym("__set__")).is_none(),
        _ => true,
    };
    if !is_plain && let Some(setattr) = vm.types.object.lookup(native::sym("__setattr__")) {
        return Ok(Flow::call(setattr, Args::new([object, name, value])));
    }
    let old = event_loop.attrs.borrow_mut().insert(symbol, value);
    drop(old);
    look(vm, &event_loop);
    Ok(Value::None.into())
}
