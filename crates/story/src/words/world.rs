//! The state of a program at a moment, as lists.

use loopscope_trace::{EventKind, Moment, ObjectId, Recording, WaitKind};

use super::time::time_words;
use super::{task_name, thread_name};
use crate::causes::callback_of;
use crate::lanes::Lanes;
use crate::world::{Queued, World};

/// A list with a heading.
#[derive(Debug, PartialEq)]
pub struct Listed {
    /// What is listed.
    pub heading: String,
    /// The items in their order.
    pub items: Vec<String>,
}

/// So many lists are given at most, and so many items in one.
const MOST_LISTS: usize = 20;
const MOST_ITEMS: usize = 40;

/// Tasks that wait for the same thing.
struct Line {
    what: (WaitKind, ObjectId),
    name: String,
    waiting: Vec<(Moment, ObjectId)>,
}

/// What the loops have in their queues, and who waits in line for what; lists that are empty are left out. What asyncio put there of its own accord is in brackets.
pub fn world_words(recording: &Recording, lanes: &Lanes, world: &World) -> Vec<Listed> {
    let mut lists = Vec::new();
    for (_, event_loop) in world.loops.iter() {
        let items = |count, queue: &mut dyn Iterator<Item = &Queued>| {
            listed(count, &mut queue.map(|queued| queued_words(recording, lanes, queued)))
        };
        let ready = items(event_loop.ready.len(), &mut event_loop.ready.iter());
        let timers = items(event_loop.timers.len(), &mut event_loop.timers.iter());
        match event_loop.thread.map(|thread| thread_name(lanes, thread)) {
            Some(thread) => {
                let ready = if ready.is_empty() { vec!["empty".to_owned()] } else { ready };
                let iteration = match event_loop.iteration {
                    0 => String::new(),
                    iteration => format!(", iteration {iteration}"),
                };
                lists.push(Listed { heading: format!("Ready queue of {thread}{iteration}"), items: ready });
                lists.push(Listed { heading: format!("Timers of {thread}"), items: timers });
            }
            None => {
                let of = "of a loop that does not run";
                lists.push(Listed { heading: format!("Ready queue {of}"), items: ready });
                lists.push(Listed { heading: format!("Timers {of}"), items: timers });
            }
        }
    }
    let mut lines: Vec<Line> = Vec::new();
    for (id, task) in world.tasks.iter().filter(|(_, task)| !task.is_over()) {
        let Some(since) = task.waits_since() else { continue };
        let Some(event) = recording.at(since) else { continue };
        let Some(what) = task.waits_for.filter(|(kind, _)| has_line(*kind)) else { continue };
        let has_room = lines.len() < MOST_LISTS;
        match lines.iter_mut().find(|line| line.what == what) {
            Some(line) => {
                let at = line.waiting.partition_point(|(other, _)| *other <= since);
                line.waiting.insert(at, (since, id));
            }
            None if has_room => {
                let name = match event.kind {
                    EventKind::TaskSuspended { wait, .. } if !wait.name.is_empty() => {
                        format!(" `{}`", wait.name)
                    }
                    _ => String::new(),
                };
                lines.push(Line { what, name, waiting: vec![(since, id)] });
            }
            None => {}
        }
    }
    for Line { what: (kind, object), name, waiting } in lines {
        let holder = world.holders.get(object).filter(|_| kind == WaitKind::Lock);
        let held = holder.map_or_else(String::new, |task| format!(", held by {}", task_name(lanes, *task)));
        let items = listed(waiting.len(), &mut waiting.iter().map(|(_, task)| task_name(lanes, *task)));
        lists.push(Listed { heading: format!("In line for {}{name}{held}", kind.name()), items });
    }
    lists.retain(|list| !list.items.is_empty());
    lists
}

/// The first items of `count`.
fn listed(count: usize, items: &mut dyn Iterator<Item = String>) -> Vec<String> {
    let mut first: Vec<String> = items.take(MOST_ITEMS).collect();
    if count > MOST_ITEMS {
        first.push(format!("and {} more", count - MOST_ITEMS));
    }
    first
}

/// Whether tasks stand in line for such a thing.
fn has_line(kind: WaitKind) -> bool {
    matches!(
        kind,
        WaitKind::Lock
            | WaitKind::Semaphore
            | WaitKind::Condition
            | WaitKind::Event
            | WaitKind::Barrier
            | WaitKind::QueueGet
            | WaitKind::QueuePut
    )
}

/// What is in a queue, in a few words.
pub(super) fn queued_words(recording: &Recording, lanes: &Lanes, queued: &Queued) -> String {
    let scheduled = recording.at(queued.since);
    let callback = || scheduled.and_then(|event| callback_of(recording, event.id)).unwrap_or("a callback");
    let text = match (queued.step_of, scheduled.and_then(|event| event.task)) {
        (Some(task), _) => task_name(lanes, task),
        (None, Some(task)) if queued.by_asyncio => format!("{} of {}", callback(), task_name(lanes, task)),
        (None, _) => callback().to_owned(),
    };
    let text = match queued.deadline_micros {
        None => text,
        Some(deadline) => format!("{text}, at {}", time_words(deadline.max(0) as u64)),
    };
    let text = if queued.cancelled { format!("{text}, cancelled") } else { text };
    if queued.by_asyncio && queued.step_of.is_none() { format!("({text})") } else { text }
}
