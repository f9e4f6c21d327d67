//! Futures that follow futures of other threads: `run_coroutine_threadsafe`, `wrap_future`.
//!
//! ```text
//!   asking thread                                   the loop's thread
//!   run_coroutine_threadsafe(coro, loop)
//!     concurrent future ◀──────┐                    _start_coroutine: task
//!     call_soon_threadsafe ────┼──────────────────▶   │
//!     result() … blocked       └── _tell_concurrent ──┘ done
//!     cancel() ── _cancel_task ───────────────────▶ task.cancel()
//! ```

use std::rc::Rc;

use loopscope_python::object::Instance;
use loopscope_python::{
    Args, Flow, NativeFrame, NativeFunction, NativeStep, Raised, Result, Resumed, Value, Vm,
};

use super::{bound_native, forward, notify};
use crate::asyncio::event_loop::{self, Call};
use crate::asyncio::future::{self, Callback, Phase, as_future};
use crate::asyncio::{policy, task};
use crate::native;
use crate::state::State;
use crate::sync::concurrent::{self, Outcome};

type Native = fn(&mut Vm, Args) -> Result<Flow>;

/// The natives made at run time around a value that can cross.
pub(super) const BOUND: &[(&str, Native)] = &[
    ("_start_coroutine", start_coroutine),
    ("_tell_concurrent", tell_concurrent),
    ("_cancel_task", cancel_task),
    ("_copy_state", copy_state),
];

fn bound(name: &str, value: Value) -> Value {
    bound_native(name, value).expect("the name is in BOUND")
}

/// `asyncio.run_coroutine_threadsafe(coro, loop)`
///
/// # Errors
/// `TypeError` if it isn't a coroutine, `RuntimeError` if the loop is closed.
pub fn run_coroutine_threadsafe(vm: &mut Vm, args: Args) -> Result<Flow> {
    let [coroutine, event_loop] = native::named(vm, "run_coroutine_threadsafe", args, ["coro", "loop"], 2)?;
    if !task::is_coroutine(vm, &coroutine) {
        return Err(vm.type_error("A coroutine object is required"));
    }
    let instance = event_loop::of(vm, &event_loop)?.clone();
    let future = Value::Instance(concurrent::create(vm));
    let callback = bound("_start_coroutine", Value::tuple(vec![coroutine, future.clone()]));
    if event_loop::data(&instance).link.is_remote() {
        let scheduled = forward(vm, Args::new([event_loop, callback]), "call_soon_threadsafe")?;
        return Ok(then(scheduled, future));
    }
    event_loop::call(vm, &instance, callback, Vec::new(), None, Call::SoonThreadsafe)?;
    Ok(future.into())
}

/// Goes on with `flow`, then gives `value`.
fn then(flow: Flow, value: Value) -> Flow {
    match flow {
        Flow::Frame(inner) => Flow::Frame(Box::new(Then { inner, value })),
        _ => Flow::Value(value),
    }
}

struct Then {
    inner: Box<dyn NativeFrame>,
    value: Value,
}

impl NativeFrame for Then {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        Ok(match self.inner.resume(vm, input)? {
            NativeStep::Return(_) => NativeStep::Return(std::mem::take(&mut self.value)),
            step => step,
        })
    }
}

/// In the loop: makes the task of `run_coroutine_threadsafe` and chains the future to it.
fn start_coroutine(vm: &mut Vm, args: Args) -> Result<Flow> {
    let Some(Value::Tuple(parts)) = args.pos.first().cloned() else { return Ok(Value::None.into()) };
    let [coroutine, future] = &parts[..] else { return Ok(Value::None.into()) };
    let event_loop = policy::get_event_loop(vm)?;
    let task = task::create(vm, &event_loop, coroutine.clone(), None, None)?;
    let tell = bound("_tell_concurrent", future.clone());
    let context = State::peek(vm).context.copy();
    future::add_callback(vm, &task, Callback::Call(tell, context))?;
    let cancel = bound("_cancel_task", Value::Instance(task));
    concurrent::add_callback(vm, future, cancel)?;
    Ok(Value::None.into())
}

/// A task is done: the concurrent future that follows it gets its outcome.
fn tell_concurrent(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (Some(concurrent), Some(done)) = (args.pos.first(), args.pos.get(1)) else {
        return Ok(Value::None.into());
    };
    let Some((future, _)) = as_future(done) else { return Ok(Value::None.into()) };
    let outcome = outcome_of(vm, future);
    concurrent::finish(vm, concurrent, outcome)
}

/// What a future that is done ended with.
fn outcome_of(vm: &Vm, future: &Rc<Instance>) -> Outcome {
    if future::data(future).phase.get() == Phase::Cancelled {
        return Outcome::Cancelled;
    }
    match future::result(vm, future) {
        Ok(value) => Outcome::Result(value),
        Err(raised) => Outcome::Exception(raised),
    }
}

/// The concurrent future was cancelled: so is the task.
fn cancel_task(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (Some(Value::Instance(task)), Some(concurrent)) = (args.pos.first(), args.pos.get(1)) else {
        return Ok(Value::None.into());
    };
    if !concurrent::was_cancelled(concurrent) {
        return Ok(Value::None.into());
    }
    let data = future::data(task);
    if data.link.is_remote() {
        notify(vm, task, "_cancel_soon", Vec::new())?;
        return Ok(Value::None.into());
    }
    cancel_soon(vm, task)?;
    Ok(Value::None.into())
}

/// `loop.call_soon_threadsafe(task.cancel)`
///
/// # Errors
/// `RuntimeError` if the loop is closed.
pub(crate) fn cancel_soon(vm: &mut Vm, task: &Rc<Instance>) -> Result<()> {
    let event_loop = future::data(task).event_loop(vm)?;
    if event_loop::data(&event_loop).closed.get() {
        return Ok(());
    }
    let cancel = vm.bind_method(&Value::Instance(task.clone()), native::sym("cancel")).unwrap_or_default();
    event_loop::call(vm, &event_loop, cancel, Vec::new(), None, Call::SoonThreadsafe)?;
    Ok(())
}

/// `asyncio.wrap_future(future, *, loop=None)`
///
/// # Errors
/// `TypeError` if it isn't a future.
pub fn wrap_future(vm: &mut Vm, mut args: Args) -> Result<Flow> {
    let given_loop = args.take_kw("loop").filter(|value| !value.is_none());
    let [given] = native::named(vm, "wrap_future", args, ["future"], 1)?;
    if as_future(&given).is_some() {
        return Ok(given.into());
    }
    if !concurrent::is_future(&given) {
        return Err(vm.assertion_error(format!(
            "concurrent.futures.Future is expected, got {}",
            task::repr_hint(vm, &given)
        )));
    }
    let event_loop = match given_loop {
        Some(given) => event_loop::of(vm, &given)?.clone(),
        None => policy::get_event_loop(vm)?,
    };
    let local = future::create(vm, &event_loop);
    let copy = bound("_copy_state", Value::Instance(local.clone()));
    concurrent::add_callback(vm, &given, copy)?;
    let context = State::peek(vm).context.copy();
    future::add_callback(vm, &local, Callback::Call(cancel_concurrent(given), context))?;
    Ok(Value::Instance(local).into())
}

/// A callback of an asyncio future that cancels the concurrent future it follows.
fn cancel_concurrent(concurrent: Value) -> Value {
    NativeFunction::bound("_cancel_concurrent", concurrent, |vm, args| {
        let (Some(concurrent), Some(done)) = (args.pos.first(), args.pos.get(1)) else {
            return Ok(Value::None.into());
        };
        match as_future(done) {
            Some((_, data)) if data.phase.get() == Phase::Cancelled => concurrent::cancel(vm, concurrent),
            _ => Ok(Value::None.into()),
        }
    })
}

/// The future that the second argument is is done: an asyncio future, the first, gets its outcome.
fn copy_state(vm: &mut Vm, args: Args) -> Result<Flow> {
    let (Some(Value::Instance(target)), Some(source)) = (args.pos.first(), args.pos.get(1)) else {
        return Ok(Value::None.into());
    };
    let outcome = match as_future(source) {
        Some((future, _)) => outcome_of(vm, future),
        None => concurrent::outcome(vm, source),
    };
    let data = future::data(target);
    if data.link.is_remote() {
        match outcome {
            Outcome::Result(value) => notify(vm, target, "_set_state", vec![value])?,
            Outcome::Exception(raised) => notify(vm, target, "set_exception", vec![raised.into()])?,
            Outcome::Cancelled => notify(vm, target, "cancel", Vec::new())?,
        }
        return Ok(Value::None.into());
    }
    set_state(vm, target, outcome)?;
    Ok(Value::None.into())
}

/// Gives an asyncio future of this thread an outcome, unless it is done: through its loop, as
/// `call_soon_threadsafe(_set_state, …)` does, for its loop may wait.
///
/// # Errors
/// None: a closed loop is ignored.
pub(crate) fn set_state(vm: &mut Vm, target: &Rc<Instance>, outcome: Outcome) -> Result<()> {
    let event_loop = future::data(target).event_loop(vm)?;
    if event_loop::data(&event_loop).closed.get() {
        return Ok(());
    }
    let setter = NativeFunction::bound("_set_state", Value::Instance(target.clone()), |vm, args| {
        if let (Some(Value::Instance(target)), Some(kind), Some(value)) =
            (args.pos.first(), args.pos.get(1), args.pos.get(2))
            && !future::data(target).is_done()
        {
            match (kind, value) {
                (Value::Int(1), Value::Instance(exception)) if exception.exception().is_some() => {
                    let raised = Raised(exception.clone());
                    future::set_exception(vm, target, raised)?;
                }
                (Value::Int(2), _) => {
                    future::cancel(vm, target, Value::Undefined)?;
                }
                (_, value) => future::set_result(vm, target, value.clone())?,
            }
        }
        Ok(Value::None.into())
    });
    let args = match outcome {
        Outcome::Result(value) => vec![Value::Int(0), value],
        Outcome::Exception(raised) => vec![Value::Int(1), concurrent::convert(vm, raised).into()],
        Outcome::Cancelled => vec![Value::Int(2), Value::None],
    };
    event_loop::call(vm, &event_loop, setter, args, None, Call::SoonThreadsafe)?;
    Ok(())
}

/// A callback of a future whose loop has moved to another thread.
///
/// # Errors
/// `RuntimeError` if the callback can't be shared.
pub fn call_done_callback_elsewhere(
    vm: &mut Vm,
    event_loop: &Rc<Instance>,
    future: &Rc<Instance>,
    callback: Callback,
) -> Result<()> {
    match callback {
        Callback::Call(function, _) => {
            let args = vec![function, Value::Instance(future.clone())];
            notify(vm, event_loop, "call_soon_threadsafe", args)
        }
        Callback::Wakeup(_) | Callback::Gather(..) | Callback::StopLoop => {
            Err(vm.runtime_error("a task of a loop in another thread can't await this future yet"))
        }
    }
}
