//! What tasks and threads wait for.

use loopscope_trace::{Awaiting, BlockedOn, Event, EventKind, ObjectId, Wait, WaitKind};

use super::time::{duration_words, time_words};
use super::{task_name, thread_name};
use crate::lanes::Lanes;

/// What an event's task or thread waits for from then on.
pub(super) fn waits_for(event: Option<Event<'_>>, lanes: &Lanes) -> String {
    let Some(event) = event else { return "something".to_owned() };
    match event.kind {
        EventKind::TaskSuspended { awaiting, wait, .. } => {
            wait_words(awaiting, &wait, event.at_micros, &|task| task_name(lanes, task))
        }
        EventKind::Blocked { on } => match on {
            BlockedOn::Sleep { .. } => "time.sleep".to_owned(),
            BlockedOn::Select { until_micros: Some(until), .. } => {
                format!("something to do (next timer at {})", time_words(until))
            }
            BlockedOn::Select { .. } => "something to do".to_owned(),
            BlockedOn::Join { thread } => format!("{}.join", thread_name(lanes, thread)),
            BlockedOn::Call { what, name, holder } => {
                let mut text = what.to_owned();
                if !name.is_empty() {
                    text += &format!(" of `{name}`");
                }
                if let Some(holder) = holder {
                    text += &format!(", held by {}", thread_name(lanes, holder));
                }
                text
            }
        },
        _ => "something".to_owned(),
    }
}

/// What a task waits for since `at_micros`, in a few words: "Lock `lock`, held by worker-3, first in its queue".
pub fn wait_words(
    awaiting: Awaiting,
    wait: &Wait<'_>,
    at_micros: u64,
    task_name: &dyn Fn(ObjectId) -> String,
) -> String {
    let Wait { kind, name, other, count, of, .. } = *wait;
    let awaited = match (awaiting, other) {
        (_, Some(task)) | (Awaiting::Task(task), None) => task_name(task),
        _ => "a future".to_owned(),
    };
    let called = match name {
        "" => String::new(),
        name => format!(" `{name}`"),
    };
    let quoted = if name.is_empty() { String::new() } else { format!("`{name}`, ") };
    let place = match count {
        0 => String::new(),
        1 => ", first in its queue".to_owned(),
        place => format!(", number {place} in its queue"),
    };
    let kind_name = kind.name();
    let mut text = match kind {
        WaitKind::Plain => match awaiting {
            Awaiting::Nothing => "its turn".to_owned(),
            Awaiting::Task(_) => awaited,
            Awaiting::Future(_) if name.is_empty() => awaited,
            Awaiting::Future(_) => format!("the future{called}"),
        },
        WaitKind::Sleep => match wait.until_micros {
            Some(until) => format!("sleep of {}", duration_words(until.saturating_sub(at_micros))),
            None => "sleep".to_owned(),
        },
        WaitKind::Lock => match other {
            Some(_) => format!("Lock{called}, held by {awaited}{place}"),
            None => format!("Lock{called}{place}"),
        },
        WaitKind::Event => format!("Event{called}"),
        WaitKind::Condition => format!("Condition{called}{place}"),
        WaitKind::Semaphore => format!("Semaphore{called} ({count} of {of} free)"),
        WaitKind::Barrier => format!("Barrier{called} ({count} of {of})"),
        WaitKind::QueueGet => format!("{kind_name} ({quoted}empty)"),
        WaitKind::QueuePut => format!("{kind_name} ({quoted}full, {})", counted(count, "item", "items")),
        WaitKind::QueueJoin => format!("{kind_name} ({quoted}{count} unfinished)"),
        WaitKind::Gather | WaitKind::Wait | WaitKind::AsCompleted => {
            format!("{kind_name} ({count} of {of} done)")
        }
        WaitKind::WaitFor | WaitKind::Shield => format!("{kind_name}({awaited})"),
        WaitKind::End => format!("the end of {awaited}, which was cancelled"),
        WaitKind::TaskGroup => format!("TaskGroup{called} ({})", counted(count, "child", "children")),
        WaitKind::Executor => match name {
            "" => "a call in another thread".to_owned(),
            name => format!("{name}() in another thread"),
        },
        WaitKind::ThreadFuture => "another thread's future".to_owned(),
        WaitKind::Fetch => name.to_owned(),
        WaitKind::Connection => "a free connection".to_owned(),
    };
    if let Some(until) = wait.until_micros {
        let until = time_words(until);
        text = match text.strip_suffix(" done)") {
            Some(several) => format!("{several} done, until {until})"),
            None => format!("{text} (until {until})"),
        };
    }
    if let Some(limit) = wait.limit_micros {
        text += &format!(", within a timeout until {}", time_words(limit));
    }
    text
}

fn counted(count: u32, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
