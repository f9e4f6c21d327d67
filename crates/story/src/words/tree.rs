//! The rows of the await tree.

use loopscope_files::Lines;
use loopscope_trace::{BlockedOn, EventKind, ObjectId, Recording, WaitKind};

use super::time::time_words;
use super::wait::{wait_words, waits_for};
use super::{line_words, outcome_words, task_name, thread_name};
use crate::lanes::Lanes;
use crate::tree::Item;
use crate::world::{Task, TaskState, ThreadState, World};

/// A row of the await tree: a sign and a word for the state, which may be empty, and what is said around it.
#[derive(Debug, Default, PartialEq)]
pub struct RowWords {
    /// One character.
    pub sign: &'static str,
    /// Whose row it is.
    pub name: String,
    /// `waiting`
    pub state: &'static str,
    /// ` for Lock` and the like, which goes on where the state ends.
    pub more: String,
}

/// A call: `fetch, line 12`.
pub fn frame_words(lines: &Lines, function: &str, line: u32) -> String {
    format!("{function}, {}", line_words(lines, line))
}

/// A row in words.
pub fn row_words(recording: &Recording, lanes: &Lanes, world: &World, item: Item) -> RowWords {
    let plain = |name| RowWords { name, ..RowWords::default() };
    match item {
        Item::Thread(thread) => {
            let name = thread_name(lanes, thread);
            let state = world.threads.get(usize::from(thread)).copied().unwrap_or_default();
            let (sign, state, more) = thread_state(recording, lanes, state);
            RowWords { sign, name, state, more }
        }
        Item::Loop(event_loop) => plain(match world.loops.get(event_loop) {
            None => "closed event loop".to_owned(),
            Some(it) if it.thread.is_none() => "event loop that does not run".to_owned(),
            Some(it) => format!("event loop, iteration {}", it.iteration),
        }),
        Item::Task(task) => match world.tasks.get(task) {
            Some(state) => task_row(recording, lanes, world, task, state),
            None => plain(task_name(lanes, task)),
        },
        Item::Again(task) => plain(format!("{}, shown above or below", task_name(lanes, task))),
        Item::Ended(1) => plain("1 task has ended".to_owned()),
        Item::Ended(count) => plain(format!("{count} tasks have ended")),
        Item::More(count) => plain(format!("and {count} more")),
    }
}

fn thread_state(
    recording: &Recording,
    lanes: &Lanes,
    state: ThreadState,
) -> (&'static str, &'static str, String) {
    match state {
        ThreadState::Unheard | ThreadState::Starting => ("▷", "starting", String::new()),
        ThreadState::Running => ("▶", "running", String::new()),
        ThreadState::Over => ("✓", "ended", String::new()),
        ThreadState::Blocked(since) => {
            let event = recording.at(since);
            let what = waits_for(event, lanes);
            match event.map(|event| event.kind) {
                Some(EventKind::Blocked { on: BlockedOn::Select { .. } }) => {
                    ("…", "waiting", format!(" for {what}"))
                }
                _ => ("■", "blocked", format!(" in {what}")),
            }
        }
    }
}

fn task_row(recording: &Recording, lanes: &Lanes, world: &World, id: ObjectId, task: &Task) -> RowWords {
    let since = recording.at(task.since);
    let at = since.map_or_else(String::new, |event| time_words(event.at_micros));
    let (sign, state, more) = match task.state {
        TaskState::Ready => ("▷", "ready", format!("{}, since {at}", place_in_queue(world, id, task))),
        TaskState::Running => ("▶", "running", format!(", since {at}")),
        TaskState::Blocked => ("■", "blocked", format!(" in {}, since {at}", waits_for(since, lanes))),
        TaskState::Waiting => {
            let what = match since.map(|event| (event.at_micros, event.kind)) {
                Some((at_micros, EventKind::TaskSuspended { awaiting, mut wait, .. })) => {
                    // As it is by now.
                    if let Some(line) = task.waits_for {
                        if line.0 == WaitKind::Lock {
                            wait.other = world.holders.get(line.1).copied();
                        }
                        if is_in_order(line.0) {
                            wait.count = world.in_line_before(task).len() as u32 + 1;
                        }
                    }
                    wait_words(awaiting, &wait, at_micros, &|task| task_name(lanes, task))
                }
                _ => "something".to_owned(),
            };
            ("…", "waiting", format!(" for {what}, since {at}"))
        }
        TaskState::Done => ("✓", "done", format!(" at {at}")),
        TaskState::Failed => {
            let outcome = match since.map(|event| event.kind) {
                Some(EventKind::TaskDone { outcome, .. }) => outcome_words(&outcome).to_owned(),
                _ => String::new(),
            };
            ("✗", "failed", format!(" at {at}: {outcome}"))
        }
        TaskState::Cancelled => ("⊘", "cancelled", format!(" at {at}")),
        TaskState::Abandoned => ("∅", "never ended", String::new()),
    };
    let coroutine = match recording.at(task.made).map(|event| event.kind) {
        Some(EventKind::TaskCreated { coroutine, .. }) => format!(" of {coroutine}"),
        _ => String::new(),
    };
    let name = task_name(lanes, id) + &coroutine;
    match task.cancelling && !task.is_over() {
        true => RowWords { sign: "⊗", name, state: "cancelling", more: format!(", {state}{more}") },
        false => RowWords { sign, name, state, more },
    }
}

/// Whether the first number of such a wait is the place in a queue.
fn is_in_order(kind: WaitKind) -> bool {
    matches!(kind, WaitKind::Lock | WaitKind::Event | WaitKind::Condition | WaitKind::QueueGet)
}

fn place_in_queue(world: &World, id: ObjectId, task: &Task) -> String {
    let queue = world.loops.get(task.event_loop).map(|it| it.ready.iter().filter(|queued| !queued.cancelled));
    match queue.and_then(|mut queue| queue.position(|queued| queued.step_of == Some(id))) {
        Some(0) => ", first in the queue".to_owned(),
        Some(before) => format!(", number {} in the queue", before + 1),
        None => String::new(),
    }
}
