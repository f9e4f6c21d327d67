//! How an island ends: its thread goes on at home, where it does again what it did, or has ended.

use std::rc::Rc;

use loopscope_python::object::{GeneratorState, Instance};
use loopscope_python::parcel::Twins;
use loopscope_python::{Value, Vm};
use loopscope_trace::ThreadId;

use super::arrival::Arrival;
use super::away::{Away, Phase, of, peek, take};
use crate::asyncio::event_loop;
use crate::inputs::{Inputs, Reached, Replay};
use crate::state::{Numbers, State};

/// The thread, which runs, begins again with what its island took in.
pub(super) fn begin_again(vm: &mut Vm, thread: ThreadId, replay: Replay, reached: Reached) {
    let arrived = replay.arrivals_left();
    let Some(away) = of(vm, thread) else { return };
    away.phase = Phase::Again { arrived, reached };
    let began = away.began;
    let state = State::of(vm);
    state.current.inputs = Inputs::Replayed(Box::new(replay));
    let own = Numbers { heap: thread, task_name: began.task_name, ..Numbers::default() };
    state.current.numbers = Some(Box::new(std::mem::replace(&mut state.numbers, own)));
    state.recorder.go_on_at(began.next_seq);
    state.recorder.set_again_until(reached.next_seq);
}

/// The log of the thread that runs, if it follows one, is over: it goes on from here.
pub(crate) fn arrived(vm: &mut Vm) {
    let state = State::of(vm);
    if !matches!(state.current.inputs, Inputs::Replayed(_)) {
        return;
    }
    let thread = state.thread();
    state.current.inputs = Inputs::Live;
    let Some(away) = of(vm, thread) else { return };
    let why = std::mem::take(&mut away.why);
    let Phase::Again { arrived, reached } = std::mem::replace(&mut away.phase, Phase::Home) else { return };
    let loops = away.loops.clone();
    let mut callers = std::mem::take(&mut away.callers);
    callers.append(&mut away.questions);
    let late: Vec<Arrival> = away.sent.iter().skip(arrived).cloned().collect();
    // From now on nothing more goes over there.
    away.twins = Twins::home();
    away.generators = Vec::new();
    let state = State::of(vm);
    state.recorder.go_on_at(reached.next_seq.max(state.recorder.next_seq()));
    if let Some(home) = &mut state.current.numbers {
        let most = home.task_name.max(state.numbers.task_name).max(reached.task_name);
        (home.task_name, state.numbers.task_name) = (most, most);
    }
    super::placed(vm, false, &why);
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

/// After a turn: a thread that has done again all that its island did is at home.
pub(crate) fn look_whether_arrived(vm: &mut Vm) {
    let state = State::peek(vm);
    let Inputs::Replayed(replay) = &state.current.inputs else { return };
    if !replay.is_over() {
        return;
    }
    let (next_seq, thread) = (state.recorder.next_seq(), state.thread());
    if let Some(Away { phase: Phase::Again { reached, .. }, .. }) = peek(vm, thread)
        && next_seq >= reached.next_seq
    {
        arrived(vm);
    }
}

/// Something arrived in the island, and now at home again.
pub(crate) fn arrive_again(vm: &mut Vm, number: u32) {
    let thread = State::peek(vm).thread();
    let sent = of(vm, thread).and_then(|away| away.sent.get(number as usize).cloned());
    if let Some(arrival) = sent {
        arrival.deliver_away(vm, |vm, number| sent_handle(vm, thread, number));
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
pub(super) fn forget(vm: &mut Vm, thread: ThreadId, ended: Option<(&Value, usize)>) {
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
    let sent = std::mem::take(&mut away.sent);
    for arrival in sent.iter().skip(received).cloned() {
        arrival.deliver(vm, |_, number| sent.get(number)?.handle().cloned());
    }
    away.forget_handles();
    if !away.handles.is_empty() {
        // They can still be cancelled.
        (away.phase, away.sent, away.twins) = (Phase::Home, sent, Twins::home());
        State::of(vm).islands.away.push(away);
    }
}

/// Forgets the islands of threads that have ended, now that handles of calls in their loops may be gone.
pub(super) fn sweep(vm: &mut Vm) {
    let state = State::of(vm);
    let (current, scheduler) = (state.current.id, &mut state.scheduler);
    state.islands.away.retain_mut(|away| {
        away.forget_handles();
        let is_over = away.phase == Phase::Home && away.thread != current;
        !(is_over && away.handles.is_empty() && scheduler.parked(away.thread).is_none())
    });
}

/// A thread has ended: what is known of its island is needed no more, unless handles of calls that are in its loop can be
/// cancelled.
pub(crate) fn thread_ended(vm: &mut Vm, thread: ThreadId) {
    if let Some(away) = of(vm, thread) {
        away.forget_handles();
        if away.handles.is_empty() {
            take(vm, thread);
        }
    }
}
