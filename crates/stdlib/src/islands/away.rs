//! A thread whose island is elsewhere, as its home sees it: what was sent to it, what it says, and how it comes home.

use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use loopscope_python::object::{Generator, GeneratorState, Instance};
use loopscope_python::parcel::Twins;
use loopscope_python::{Args, NativeFrame, NativeStep, Raised, Result, Resumed, Value, Vm};
use loopscope_trace::{EventId, ThreadId};

use super::arrival::Arrival;
use super::message::{Outcome, Place, ToHome, ToIsland};
use super::{pack_message, unpack_message};
use crate::asyncio::event_loop;
use crate::fetch::request::Outgoing;
use crate::inputs::{Inputs, Replay};
use crate::native;
use crate::state::{Numbers, State};
use crate::threads::Waiter;

/// What its messages that can't be understood are called.
const GARBLED: &str = "it sent what can't be understood";

/// A thread whose island is elsewhere, or which has come home.
pub(super) struct Away {
    pub(super) thread: ThreadId,
    /// What both sides have.
    pub(super) twins: Twins,
    /// The loops that went with it.
    pub(super) loops: Vec<Rc<Instance>>,
    /// What it began with.
    pub(super) began: Place,
    /// Generators and coroutines that went with it, or were sent: those here have not run.
    pub(super) generators: Vec<Rc<Generator>>,
    /// What is for its loops; what arrived over there is called by its number.
    pub(super) sent: Vec<Arrival>,
    /// The handles that the program was given for calls, with their numbers.
    pub(super) handles: Vec<(Weak<Instance>, usize)>,
    /// Futures of submitted coroutines.
    pub(super) futures: Vec<(i64, Value)>,
    /// What it said, which its thread has to attend to.
    inbox: VecDeque<ToHome>,
    failure: Option<String>,
    /// The wait of its thread.
    waiter: Option<Waiter>,
    /// Threads that want it home.
    pub(super) callers: Vec<Waiter>,
    /// Threads that wait for answers, which are numbered like their waits.
    questions: Vec<Waiter>,
    is_called: bool,
    /// What it was called home for.
    why: String,
    phase: Phase,
}

/// ```text
/// Away ── log ──► Again ── the log is over ──► Home
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    /// The island runs.
    Away,
    /// Its thread does again at home what the island did; so much of what was sent had arrived there.
    Again { arrived: usize },
    /// Its thread goes on at home.
    Home,
}

impl Away {
    pub(super) fn new(thread: ThreadId, began: Place) -> Self {
        Away {
            thread,
            twins: Twins::home(),
            loops: Vec::new(),
            began,
            generators: Vec::new(),
            sent: Vec::new(),
            handles: Vec::new(),
            futures: Vec::new(),
            inbox: VecDeque::new(),
            failure: None,
            waiter: None,
            callers: Vec::new(),
            questions: Vec::new(),
            is_called: false,
            why: String::new(),
            phase: Phase::Away,
        }
    }

    /// Whether its thread has not come home yet.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.phase != Phase::Home
    }
}

/// The thread in whose island a loop is; `None` if it can be reached here.
pub(crate) fn of_loop(vm: &Vm, event_loop: &Rc<Instance>) -> Option<ThreadId> {
    let thread = event_loop::data(event_loop).away.get()?;
    // Who comes home finds its loops as they were when it began.
    (State::peek(vm).thread() != thread).then_some(thread)
}

pub(super) fn of(vm: &mut Vm, thread: ThreadId) -> Option<&mut Away> {
    State::of(vm).islands.away.iter_mut().find(|away| away.thread == thread)
}

fn peek(vm: &Vm, thread: ThreadId) -> Option<&Away> {
    State::peek(vm).islands.away.iter().find(|away| away.thread == thread)
}

/// Takes a thread's out, to use it beside the machine; it is put back with `push`.
fn take(vm: &mut Vm, thread: ThreadId) -> Option<Away> {
    let away = &mut State::of(vm).islands.away;
    let at = away.iter().position(|away| away.thread == thread)?;
    Some(away.swap_remove(at))
}

/// The future of a submitted coroutine. Whichever thread runs the loop now may have run it.
pub(super) fn take_future(vm: &mut Vm, token: i64) -> Option<Value> {
    State::of(vm).islands.away.iter_mut().find_map(|away| {
        let at = away.futures.iter().position(|(other, _)| *other == token)?;
        Some(away.futures.swap_remove(at).1)
    })
}

/// Something from the island of a thread: a message, or the word that it has failed.
pub fn receive(vm: &mut Vm, thread: ThreadId, message: std::result::Result<&[u8], &str>) {
    let Some(mut away) = take(vm, thread) else { return };
    let understood = message.map_err(str::to_owned).and_then(|bytes| {
        let values = unpack_message(vm, bytes, &mut away.twins);
        values.as_deref().and_then(ToHome::of_values).ok_or_else(|| GARBLED.to_owned())
    });
    match understood {
        Ok(ToHome::Fetched { answer }) => crate::fetch::finish_with(vm, &answer),
        Ok(ToHome::Answer { number, answer }) => {
            if let Some(at) = away.questions.iter().position(|asker| asker.ticket == number as u64) {
                let asker = away.questions.swap_remove(at);
                State::of(vm).complete(asker, Ok(Value::Bool(answer)));
            }
        }
        Ok(ToHome::Rests) => {}
        Ok(message) => away.inbox.push_back(message),
        Err(failure) => away.failure = Some(failure),
    }
    let islands = &mut State::of(vm).islands;
    // It rests, has ended, or waits for an answer: the others may go on.
    let was_its_turn = islands.first_turn.take_if(|(other, _)| *other == thread).is_some();
    let has_news = !away.inbox.is_empty() || away.failure.is_some();
    let waiter = if has_news { away.waiter.take() } else { None };
    let state = State::of(vm);
    state.islands.away.push(away);
    if let Some(waiter) = waiter {
        state.complete(waiter, Ok(Value::None));
        if was_its_turn {
            state.scheduler.goes_first(thread);
        }
    }
}

/// The frame of a thread whose function runs in an island. It gives whether the function has run there to its end; if not, it
/// is to be called here.
pub(super) struct Wait {
    thread: ThreadId,
    begun: bool,
    /// The island waits until what follows from its word is done.
    owes_answer: bool,
}

impl Wait {
    pub(super) fn new(thread: ThreadId) -> Self {
        Wait { thread, begun: false, owes_answer: false }
    }
}

impl NativeFrame for Wait {
    fn resume(&mut self, vm: &mut Vm, input: Resumed) -> Result<NativeStep> {
        let thread = self.thread;
        if std::mem::take(&mut self.owes_answer) {
            // What a callback raised has been reported.
            let place = Place::now(vm);
            send(vm, thread, &ToIsland::Seen(place));
        } else if std::mem::replace(&mut self.begun, true) {
            State::of(vm).unblocked_in_silence();
            if let Resumed::Raised(raised) = input {
                return Err(raised);
            }
        }
        let Some(away) = of(vm, thread) else { return Ok(NativeStep::Return(Value::Bool(true))) };
        if let Some(failure) = away.failure.take() {
            forget(vm, thread, None);
            return Err(vm.runtime_error(format!("the thread's worker failed: {failure}")));
        }
        match away.inbox.pop_front() {
            Some(message) => self.attend(vm, message),
            None => self.wait(vm),
        }
    }
}

/// Whether code of the program is called when the future of a submitted coroutine is done.
fn calls_back(vm: &mut Vm, thread: ThreadId, token: i64) -> bool {
    let future = of(vm, thread).and_then(|away| away.futures.iter().find(|(other, _)| *other == token));
    let Some((_, Value::Instance(future))) = future else { return false };
    match future.attrs.borrow().get(native::sym("_done_callbacks")) {
        Some(Value::List(callbacks)) => callbacks.items.borrow().iter().any(|callback| match callback {
            Value::Function(function) => !function.code.internal,
            _ => true,
        }),
        _ => true,
    }
}

impl Wait {
    fn wait(&self, vm: &mut Vm) -> Result<NativeStep> {
        let state = State::of(vm);
        let waiter = state.new_waiter();
        state.block_in_silence(crate::threads::WORKER, waiter);
        if let Some(away) = of(vm, self.thread) {
            away.waiter = Some(waiter);
        }
        Ok(NativeStep::Block)
    }

    fn attend(&mut self, vm: &mut Vm, message: ToHome) -> Result<NativeStep> {
        let thread = self.thread;
        match message {
            ToHome::Done { token, .. } if calls_back(vm, thread, token) => {
                // Code of the program that runs in the thread's name may look at its loop.
                if let Some(away) = of(vm, thread)
                    && !std::mem::replace(&mut away.is_called, true)
                {
                    "a callback of its future".clone_into(&mut away.why);
                }
                send(vm, thread, &ToIsland::NotSeen);
                self.wait(vm)
            }
            ToHome::Done { token, outcome, place } => {
                place.go_on(vm);
                // What the island did last made this happen.
                let seq = place.next_seq.checked_sub(1);
                State::of(vm).recorder.cause = seq.map(|seq| EventId { thread, seq });
                self.owes_answer = true;
                let future = take_future(vm, token).unwrap_or_default();
                let (how, value) = match outcome {
                    Outcome::Returned(value) => ("result", value),
                    Outcome::Raised(exception) => ("exception", exception),
                    Outcome::Cancelled => ("cancelled", Value::None),
                };
                Ok(NativeStep::Call(
                    native::helper(vm, "complete")?,
                    Args::new([future, Value::str(how), value]),
                ))
            }
            ToHome::Ended { outcome, place, closed, received } => {
                place.go_on(vm);
                forget(vm, thread, Some((&closed, received as usize)));
                match outcome {
                    Outcome::Raised(Value::Instance(exception)) if exception.exception().is_some() => {
                        Err(Raised(exception))
                    }
                    _ => Ok(NativeStep::Return(Value::Bool(true))),
                }
            }
            ToHome::Log { log, why, .. } => {
                if let Some(away) = of(vm, thread).filter(|away| away.why.is_empty()) {
                    why.clone_into(&mut away.why);
                }
                let Some(replay) = Replay::of_value(&log) else {
                    forget(vm, thread, None);
                    return Err(vm.runtime_error(format!("the thread's worker failed: {GARBLED}")));
                };
                begin_again(vm, thread, replay);
                Ok(NativeStep::Return(Value::Bool(false)))
            }
            ToHome::Fetched { .. } | ToHome::Answer { .. } | ToHome::Rests => Ok(NativeStep::Again),
        }
    }
}

/// The thread, which runs, begins again with what its island took in.
fn begin_again(vm: &mut Vm, thread: ThreadId, replay: Replay) {
    let arrived = replay.numbers_left();
    let Some(away) = of(vm, thread) else { return };
    away.phase = Phase::Again { arrived };
    let began = away.began;
    let state = State::of(vm);
    state.current.inputs = Inputs::Replayed(Box::new(replay));
    let own = Numbers { heap: thread, task_name: began.task_name, ..Numbers::default() };
    state.current.numbers = Some(Box::new(std::mem::replace(&mut state.numbers, own)));
    state.recorder.go_on_at(began.next_seq);
    state.recorder.set_again(true);
}

/// The log of the thread that runs, if it follows one, is over: it goes on from here.
pub(crate) fn arrived(vm: &mut Vm) {
    let state = State::of(vm);
    if !matches!(state.current.inputs, Inputs::Replayed(_)) {
        return;
    }
    let thread = state.thread();
    state.current.inputs = Inputs::Live;
    state.recorder.set_again(false);
    if let Some(home) = &mut state.current.numbers {
        let most = home.task_name.max(state.numbers.task_name);
        (home.task_name, state.numbers.task_name) = (most, most);
    }
    let Some(away) = of(vm, thread) else { return };
    let why = std::mem::take(&mut away.why);
    let Phase::Again { arrived } = std::mem::replace(&mut away.phase, Phase::Home) else { return };
    let loops = away.loops.clone();
    let mut callers = std::mem::take(&mut away.callers);
    callers.append(&mut away.questions);
    let late: Vec<Arrival> = away.sent.iter().skip(arrived).cloned().collect();
    super::placed(
        vm,
        false,
        &if why.is_empty() { "came home".to_owned() } else { format!("came home: {why}") },
    );
    for event_loop in loops {
        event_loop::data(&event_loop).away.set(None);
    }
    for caller in callers {
        State::of(vm).complete(caller, Ok(Value::None));
    }
    for arrival in late {
        deliver_here(vm, thread, arrival);
    }
}

/// Something arrived in the island, and now at home again.
pub(crate) fn arrive_again(vm: &mut Vm, arrival: &Value) {
    let Value::Int(number) = arrival else { return crate::fetch::finish_with(vm, arrival) };
    let thread = State::peek(vm).thread();
    let sent = of(vm, thread).and_then(|away| away.sent.get(*number as usize).cloned());
    if let Some(arrival) = sent {
        arrival.deliver(vm, |vm, number| sent_handle(vm, thread, number));
    }
}

/// Something for a loop of a thread that is at home.
pub(super) fn deliver_here(vm: &mut Vm, thread: ThreadId, arrival: Arrival) {
    let event_loop = arrival.event_loop.clone();
    arrival.deliver(vm, |vm, number| sent_handle(vm, thread, number));
    event_loop::wake(vm, &event_loop);
}

fn sent_handle(vm: &Vm, thread: ThreadId, number: usize) -> Option<Rc<Instance>> {
    peek(vm, thread)?.sent.get(number)?.handle().cloned()
}

/// The island of a thread is over. What it had here is as it left it: loops are closed or idle, coroutines have run.
fn forget(vm: &mut Vm, thread: ThreadId, ended: Option<(&Value, usize)>) {
    let Some(mut away) = take(vm, thread) else { return };
    for (at, event_loop) in away.loops.iter().enumerate() {
        let data = event_loop::data(event_loop);
        data.away.set(None);
        if let Some((Value::Tuple(closed), _)) = ended {
            data.closed.set(matches!(closed.get(at), Some(Value::Bool(true))));
        }
    }
    for generator in away.generators.drain(..) {
        generator.state.set(GeneratorState::Closed);
    }
    for caller in away.callers.drain(..).chain(away.questions.drain(..)) {
        State::of(vm).complete(caller, Ok(Value::None));
    }
    // What did not go any more waits in its loop, as it would have.
    let received = ended.map_or(away.sent.len(), |(_, received)| received);
    for arrival in away.sent.drain(..).skip(received) {
        arrival.deliver(vm, |_, _| None);
    }
}

/// Sends what can always go.
pub(super) fn send(vm: &mut Vm, thread: ThreadId, message: &ToIsland) {
    // Numbers only.
    let _ = try_send(vm, thread, message, 0);
}

/// Sends a message, to whose parts, besides the numbers in it, so many references are held here; what keeps it from going.
pub(super) fn try_send(
    vm: &mut Vm,
    thread: ThreadId,
    message: &ToIsland,
    references: usize,
) -> std::result::Result<(), loopscope_python::parcel::Obstacle> {
    let Some(mut away) = take(vm, thread) else { return Ok(()) };
    let mut generators = Vec::new();
    let packed = pack_message(vm, message.to_values(), references, &mut away.twins, &mut generators);
    away.generators.append(&mut generators);
    let state = State::of(vm);
    state.islands.away.push(away);
    state.send(Outgoing::ToIsland { thread, message: packed? });
    Ok(())
}

/// Asks something about a loop; the thread that runs waits for the answer, or until the island is over.
pub(super) fn ask(vm: &mut Vm, thread: ThreadId, event_loop: Value, asked: i64, waiter: Waiter) {
    let Some(away) = of(vm, thread) else { return };
    if away.phase != Phase::Away {
        // It is on its way home.
        away.callers.push(waiter);
        return;
    }
    away.questions.push(waiter);
    send(vm, thread, &ToIsland::Question { event_loop, asked, number: waiter.ticket as i64 });
}

/// Asks the island of a thread to come home; the thread that runs waits for that with `waiter`.
pub(super) fn call_home(vm: &mut Vm, thread: ThreadId, waiter: Waiter) -> bool {
    let Some(away) = of(vm, thread) else { return false };
    if away.phase == Phase::Home {
        return false;
    }
    away.callers.push(waiter);
    ask_home(vm, thread, "its loop is used from outside");
    true
}

/// Asks the island of a thread to come home, without waiting for that.
pub(super) fn ask_home(vm: &mut Vm, thread: ThreadId, why: &str) {
    if let Some(away) = of(vm, thread)
        && away.phase == Phase::Away
        && !std::mem::replace(&mut away.is_called, true)
    {
        away.why = why.to_owned();
        send(vm, thread, &ToIsland::ComeHome);
    }
}

/// Whether an island still runs over there, and has not been called home.
pub(super) fn is_away(vm: &Vm, thread: ThreadId) -> bool {
    peek(vm, thread).is_some_and(|away| away.phase == Phase::Away && !away.is_called)
}
