//! The state of a program at a moment, as lists.

use loopscope_trace::{EventKind, Recording, WaitKind};

use super::time::time_words;
use super::wait::waits_for;
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

/// What the loops have in their queues, who waits in line for what, and what the other tasks wait for; lists that are
/// empty are left out. What asyncio put there of its own accord is in brackets.
pub fn world_words(recording: &Recording, lanes: &Lanes, world: &World) -> Vec<Listed> {
    let mut lists = Vec::new();
    for (_, event_loop) in world.loops.iter() {
        let Some(thread) = event_loop.thread else { continue };
        let thread = thread_name(lanes, thread);
        let queued = |queued: &Queued| queued_words(recording, lanes, queued);
        let mut ready: Vec<String> = event_loop.ready.iter().map(queued).collect();
        if ready.is_empty() {
            ready.push("empty".to_owned());
        }
        let heading = format!("Ready queue of {thread}, iteration {}", event_loop.iteration);
        lists.push(Listed { heading, items: ready });
        lists.push(Listed {
            heading: format!("Timers of {thread}"),
            items: event_loop.timers.iter().map(queued).collect(),
        });
    }
    let mut told = Vec::new();
    let mut others = Vec::new();
    for (id, task) in world.tasks.iter() {
        let Some(event) = task.waits_since.and_then(|since| recording.at(since)) else { continue };
        match task.waits_for.filter(|(kind, _)| has_line(*kind)) {
            Some((kind, object)) => {
                if !told.contains(&(kind, object)) {
                    told.push((kind, object));
                    let name = match event.kind {
                        EventKind::TaskSuspended { wait, .. } if !wait.name.is_empty() => {
                            format!(" `{}`", wait.name)
                        }
                        _ => String::new(),
                    };
                    let holder = world.holders.get(object).filter(|_| kind == WaitKind::Lock);
                    let held = holder
                        .map_or_else(String::new, |task| format!(", held by {}", task_name(lanes, *task)));
                    let waiting = world.waiting_for(object, kind);
                    lists.push(Listed {
                        heading: format!("In line for {}{name}{held}", kind.name()),
                        items: waiting.into_iter().map(|task| task_name(lanes, task)).collect(),
                    });
                }
            }
            None => {
                let (name, what) = (task_name(lanes, id), waits_for(Some(event), lanes));
                others.push(format!("{name} waits for {what} since {}", time_words(event.at_micros)));
            }
        }
    }
    lists.push(Listed { heading: "Other tasks".to_owned(), items: others });
    lists.retain(|list| !list.items.is_empty());
    lists
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

fn queued_words(recording: &Recording, lanes: &Lanes, queued: &Queued) -> String {
    let scheduled = recording.at(queued.since);
    let callback = || scheduled.and_then(|event| callback_of(recording, event.id)).unwrap_or("a callback");
    let text = match (queued.step_of, scheduled.and_then(|event| event.task)) {
        (Some(task), _) => task_name(lanes, task),
        (None, Some(task)) if queued.by_asyncio => format!("{} of {}", callback(), task_name(lanes, task)),
        (None, _) => callback().to_owned(),
    };
    let text = match queued.deadline_micros {
        0 => text,
        deadline => format!("{text}, at {}", time_words(deadline)),
    };
    if queued.by_asyncio && queued.step_of.is_none() { format!("({text})") } else { text }
}
