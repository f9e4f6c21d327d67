//! A thread whose island is elsewhere, as its home sees it: what was sent to it, what it says, and how it comes home.

use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use loopscope_python::object::{Generator, Instance};
use loopscope_python::parcel::Twins;
use loopscope_python::{Value, Vm};
use loopscope_trace::ThreadId;

use super::arrival::Arrival;
use super::message::{ToHome, ToIsland};
use super::{pack_message, unpack_message};
use crate::asyncio::event_loop::{self, LoopData};
use crate::fetch::request::Outgoing;
use crate::inputs::Reached;
use crate::state::State;
use crate::threads::Waiter;

/// What its messages that can't be understood are called.
pub(super) const GARBLED: &str = "it sent what can't be understood";

/// A thread whose island is elsewhere, or which has come home.
pub(super) struct Away {
    pub(super) thread: ThreadId,
    /// What both sides have.
    pub(super) twins: Twins,
    /// The loops that went with it.
    pub(super) loops: Vec<Rc<Instance>>,
    /// What it began with.
    pub(super) began: Reached,
    /// Generators and coroutines that went with it, or were sent: those here have not run.
    pub(super) generators: Vec<Rc<Generator>>,
    /// What is for its loops; what arrived over there is called by its number.
    pub(super) sent: Vec<Arrival>,
    /// The handles that the program was given for calls, with their numbers.
    pub(super) handles: Vec<(Weak<Instance>, usize)>,
    /// What it said, which its thread has to attend to.
    pub(super) inbox: VecDeque<ToHome>,
    /// Why it is no more, if it has failed, or could not begin.
    pub(super) loss: Option<Loss>,
    /// The wait of its thread.
    pub(super) waiter: Option<Waiter>,
    /// Threads that want it home.
    pub(super) callers: Vec<Waiter>,
    /// Threads that wait for answers, which are numbered like their waits.
    pub(super) questions: Vec<Waiter>,
    pub(super) is_called: bool,
    /// What it was called home for; then why its thread is at home.
    pub(super) why: String,
    pub(super) phase: Phase,
}

/// Why an island is no more, though its thread has not ended.
pub enum Loss {
    /// It has failed, for this reason.
    Failed(String),
    /// It could not begin, for this reason: its thread begins at home.
    Refused(String),
}

/// ```text
/// Away ── log ──► Again ── the log is over ──► Home
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Phase {
    /// The island runs.
    Away,
    /// Its thread does again at home what the island did; so much of what was sent had arrived there, and so far its numbers
    /// were.
    Again { arrived: usize, reached: Reached },
    /// Its thread goes on at home.
    Home,
}

impl Away {
    pub(super) fn new(thread: ThreadId, began: Reached) -> Self {
        Away {
            thread,
            twins: Twins::home(),
            loops: Vec::new(),
            began,
            generators: Vec::new(),
            sent: Vec::new(),
            handles: Vec::new(),
            inbox: VecDeque::new(),
            loss: None,
            waiter: None,
            callers: Vec::new(),
            questions: Vec::new(),
            is_called: false,
            why: String::new(),
            phase: Phase::Away,
        }
    }

    /// Forgets handles that nobody can cancel any more.
    pub(super) fn forget_handles(&mut self) {
        self.handles.retain(|(handle, _)| handle.strong_count() > 0);
    }

    /// Whether its thread has not come home yet.
    pub(super) fn is_elsewhere(&self) -> bool {
        self.phase != Phase::Home
    }
}

/// The thread in whose island a loop is; `None` if it can be reached here.
pub(crate) fn of_loop(vm: &Vm, event_loop: &Rc<Instance>) -> Option<ThreadId> {
    of_loop_data(vm, event_loop::data(event_loop))
}

/// The same, where the loop's data is at hand.
#[inline]
pub(super) fn of_loop_data(vm: &Vm, data: &LoopData) -> Option<ThreadId> {
    let thread = data.away.get()?;
    // Who comes home finds its loops as they were when it began.
    (State::peek(vm).thread() != thread).then_some(thread)
}

pub(super) fn of(vm: &mut Vm, thread: ThreadId) -> Option<&mut Away> {
    State::of(vm).islands.away.iter_mut().find(|away| away.thread == thread)
}

pub(super) fn peek(vm: &Vm, thread: ThreadId) -> Option<&Away> {
    State::peek(vm).islands.away.iter().find(|away| away.thread == thread)
}

/// Takes a thread's out, to use it beside the machine; it is put back with `push`.
pub(super) fn take(vm: &mut Vm, thread: ThreadId) -> Option<Away> {
    let away = &mut State::of(vm).islands.away;
    let at = away.iter().position(|away| away.thread == thread)?;
    Some(away.swap_remove(at))
}

/// A message from the island of a thread.
pub fn receive(vm: &mut Vm, thread: ThreadId, message: &[u8]) {
    let Some(mut away) = take(vm, thread) else { return };
    let values = unpack_message(vm, message, &mut away.twins);
    match values.as_deref().and_then(ToHome::of_values) {
        Some(ToHome::Answer { number, answer }) => {
            if let Some(at) = away.questions.iter().position(|asker| asker.ticket == number as u64) {
                let asker = away.questions.swap_remove(at);
                State::of(vm).complete(asker, Ok(Value::Bool(answer)));
            }
        }
        Some(ToHome::Rests { task_name }) => State::of(vm).name_tasks_after(task_name),
        Some(message) => away.inbox.push_back(message),
        None => away.loss = Some(Loss::Failed(GARBLED.to_owned())),
    }
    State::of(vm).islands.away.push(away);
    has_news(vm, thread);
}

/// The island of a thread is no more, or could not begin, for this reason.
pub fn lost(vm: &mut Vm, thread: ThreadId, loss: Loss) {
    if let Some(away) = of(vm, thread) {
        away.loss = Some(loss);
    }
    has_news(vm, thread);
}

/// Lets the thread of an island go on if it has something to attend to.
fn has_news(vm: &mut Vm, thread: ThreadId) {
    let islands = &mut State::of(vm).islands;
    // It rests, has ended, or waits for an answer: the others may go on.
    let was_its_turn = islands.first_turn.take_if(|(other, _)| *other == thread).is_some();
    let Some(away) = of(vm, thread) else { return };
    let has_news = !away.inbox.is_empty() || away.loss.is_some();
    if has_news && let Some(waiter) = away.waiter.take() {
        let state = State::of(vm);
        state.complete(waiter, Ok(Value::None));
        if was_its_turn {
            state.scheduler.goes_first(thread);
        }
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
