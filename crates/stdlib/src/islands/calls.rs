//! What the home gives to loops that are in islands: calls and coroutines.

use std::rc::{Rc, Weak};

use loopscope_python::object::Instance;
use loopscope_python::{Args, Result, Value, Vm};
use loopscope_trace::ThreadId;

use super::arrival::Arrival;
use super::message::{ToIsland, What};
use super::{MOST_SENT, away, home};
use crate::asyncio::handle::Arguments;
use crate::asyncio::record::Stamp;
use crate::asyncio::{event_loop, handle};
use crate::context::Context;
use crate::state::State;

/// When there are so many handles, or twice, four times … as many, those that the program has let go are forgotten.
const KEPT_HANDLES: usize = 64;

/// `call_soon_threadsafe` of a loop that is in the island of `thread`; the handle.
pub(crate) fn call_soon(
    vm: &mut Vm,
    thread: ThreadId,
    event_loop: &Rc<Instance>,
    callback: Value,
    args: Arguments,
    context: Context,
    stamp: Stamp,
) -> Rc<Instance> {
    if !context.is_empty() {
        away::ask_home(vm, thread, "a context variable is set");
    }
    let what = What::Call { callback, args: Value::tuple(args.into_vec()), stamp };
    let what = schedule(vm, thread, event_loop, what, context.clone(), 1);
    let (callback, args) = match what {
        What::Call { callback, args: Value::Tuple(args), .. } => (callback, args.iter().cloned().collect()),
        _ => (Value::None, Arguments::new()),
    };
    // The program's own: that of the loop is cancelled when the word of that arrives.
    let handle = handle::create(vm, event_loop, callback, args, context, None, stamp);
    if let Some(away) = away::of(vm, thread) {
        if away.handles.len() >= KEPT_HANDLES && away.handles.len().is_power_of_two() {
            away.forget_handles();
        }
        away.handles.push((Rc::downgrade(&handle), away.sent.len() - 1));
    }
    handle
}

fn schedule(
    vm: &mut Vm,
    thread: ThreadId,
    event_loop: &Rc<Instance>,
    what: What,
    context: Context,
    references: usize,
) -> What {
    let task_name = State::peek(vm).numbers.task_name;
    let message = ToIsland::Arrival { event_loop: Value::Instance(event_loop.clone()), what, task_name };
    if away::is_away(vm, thread)
        && let Err(why) = away::try_send(vm, thread, &message, references)
    {
        away::ask_home(vm, thread, &why.to_string());
    }
    let ToIsland::Arrival { what, .. } = message else { unreachable!("it was just made") };
    let arrival = Arrival::of(vm, event_loop, &what, task_name, context);
    match away::of(vm, thread) {
        Some(away) => away.sent.push(arrival),
        None => arrival.deliver(vm, |_, _| None),
    }
    if away::of(vm, thread).is_some_and(|away| away.sent.len() >= MOST_SENT) {
        away::ask_home(vm, thread, "was sent too much to keep");
    }
    what
}

/// A handle was cancelled: perhaps that of a call that went to an island.
pub(crate) fn handle_cancelled(vm: &mut Vm, handle: &Rc<Instance>) {
    if State::peek(vm).islands.away.is_empty() {
        return;
    }
    let is_it = |(other, _): &&(Weak<Instance>, usize)| other.as_ptr() == Rc::as_ptr(handle);
    let islands = &State::peek(vm).islands.away;
    let found = islands.iter().find_map(|away| Some((away.thread, away.handles.iter().find(is_it)?.1)));
    let event_loop = handle::data(handle).event_loop.get().cloned();
    let (Some((thread, number)), Some(event_loop)) = (found, event_loop) else { return };
    let what = What::CancelHandle { number: number as i64 };
    if away::of_loop(vm, &event_loop).is_some() {
        schedule(vm, thread, &event_loop, what, Context::default(), 1);
    } else {
        let arrival = Arrival::of(vm, &event_loop, &what, 0, Context::default());
        home::deliver_here(vm, thread, arrival);
    }
}

/// `_asyncio._submit(loop, coroutine, future)`: gives a coroutine to a loop that is in an island, which `future` gets
/// the result of: its number, or `None` if the loop is in this heap.
///
/// # Errors
/// `RuntimeError` if the loop is closed.
pub(crate) fn submit(vm: &mut Vm, args: Args) -> Result<Value> {
    let [event_loop, coroutine, future] = args.exactly(vm, "_submit")?;
    let Value::Instance(event_loop) = event_loop else { return Ok(Value::None) };
    if event_loop.native::<event_loop::LoopData>().is_none() {
        return Ok(Value::None);
    }
    let Some(thread) = away::of_loop(vm, &event_loop) else { return Ok(Value::None) };
    event_loop::check_closed(vm, event_loop::data(&event_loop))?;
    let islands = &mut State::of(vm).islands;
    islands.last_token += 1;
    let token = islands.last_token;
    State::of(vm).islands.futures.push(Submitted { token, thread, future });
    let stamp = event_loop::stamp_threadsafe(vm, &event_loop, "run_coroutine_threadsafe.<locals>.callback");
    // Its caller's variable refers to the coroutine, too.
    let context = State::peek(vm).current.context.copy();
    if !context.is_empty() {
        away::ask_home(vm, thread, "a context variable is set");
    }
    schedule(vm, thread, &event_loop, What::Submit { token, coroutine, stamp }, context, 2);
    Ok(Value::Int(token))
}

/// `_asyncio._cancel_submitted(loop, number)`: the future of a submitted coroutine was cancelled.
///
/// # Errors
/// None.
pub(crate) fn cancel_submitted(vm: &mut Vm, args: Args) -> Result<Value> {
    let [event_loop, token] = args.exactly(vm, "_cancel_submitted")?;
    if let (Value::Instance(event_loop), Value::Int(token)) = (event_loop, token) {
        let what = What::CancelSubmitted { token };
        match away::of_loop(vm, &event_loop) {
            Some(thread) => drop(schedule(vm, thread, &event_loop, what, Context::default(), 1)),
            None => {
                let arrival = Arrival::of(vm, &event_loop, &what, 0, Context::default());
                arrival.deliver(vm, |_, _| None);
                event_loop::wake(vm, &event_loop);
            }
        }
    }
    Ok(Value::None)
}

/// `_asyncio._submitted(number, task)`: the task of a submitted coroutine.
///
/// # Errors
/// None.
pub(crate) fn register(vm: &mut Vm, args: Args) -> Result<Value> {
    let [token, task] = args.exactly(vm, "_register")?;
    if let Value::Int(token) = token {
        State::of(vm).islands.tasks.push((token, task));
    }
    Ok(Value::None)
}

/// The future of a coroutine that was given to an island.
pub(super) struct Submitted {
    /// What the coroutine is called in messages.
    pub(super) token: i64,
    /// The thread whose loop got it.
    pub(super) thread: ThreadId,
    /// What gets its result.
    pub(super) future: Value,
}

/// The future of a submitted coroutine that is done. Whichever thread runs the loop now may have run it.
pub(super) fn take_future(vm: &mut Vm, token: i64) -> Option<Value> {
    let futures = &mut State::of(vm).islands.futures;
    let at = futures.iter().position(|submitted| submitted.token == token)?;
    Some(futures.swap_remove(at).future)
}

/// The futures of all coroutines that the loops of a thread got and have not done.
pub(super) fn take_futures_of(vm: &mut Vm, thread: ThreadId) -> Vec<Value> {
    let futures = &mut State::of(vm).islands.futures;
    futures.extract_if(.., |submitted| submitted.thread == thread).map(|submitted| submitted.future).collect()
}
