//! What made an event happen.

use loopscope_trace::{
    Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, Outcome, Recording, ThreadId,
};

use super::time::time_words;
use super::{at_line, task_name, thread_name};
use crate::causes::{callback_of, chain, held_up_by, subject};
use crate::lanes::Lanes;

/// What made an event happen, in a few words that begin with `verb` (`woken by Lock.release() in worker-3 at line 6`);
/// `None` where nothing can be said.
pub fn reason(recording: &Recording, lanes: &Lanes, event: EventId, verb: &str) -> Option<String> {
    let own_task = recording.get(event).and_then(|event| subject(&event));
    let is_run = |event: Event<'_>| matches!(event.kind, EventKind::HandleRun { .. });
    let names_callback = verb != "ended" && recording.get(event).is_some_and(is_run);
    let mut run: Option<Event<'_>> = None;
    for (before_steps, cause) in chain(recording, event).enumerate() {
        if let EventKind::HandleRun { .. } = cause.kind {
            run = Some(cause);
        }
        let at_line = at_line(lanes, &cause);
        let before = recording.cause_of(&cause).map(|before| before.kind);
        let by = match cause.kind {
            EventKind::TaskCreated { created, .. } if own_task == Some(created) => {
                return Some(match cause.task {
                    Some(task) => format!("created by {}{at_line}", task_name(lanes, task)),
                    None => format!("created{at_line}"),
                });
            }
            EventKind::TaskStep { task } if own_task == Some(task) && cause.id != event => {
                return Some("what it awaited was done already".to_owned());
            }
            EventKind::TaskSuspended { task, awaiting: Awaiting::Nothing, .. } if own_task == Some(task) => {
                return Some(format!("its turn again after it gave way{at_line}"));
            }
            EventKind::HandleScheduled { kind, callback, .. } => match kind {
                HandleKind::At { deadline_micros } => {
                    let timer = match (callback, cause.task) {
                        _ if !cause.by_asyncio => format!("the timer for {callback} set{at_line}"),
                        ("sleep", Some(task)) if own_task != Some(task) => {
                            format!("the end of the sleep of {}{at_line}", task_name(lanes, task))
                        }
                        ("sleep", _) => format!("the end of its sleep{at_line}"),
                        _ => format!("the time limit of {callback}{at_line}"),
                    };
                    timer + &late(recording, lanes, run.as_ref(), deadline_micros.max(0) as u64)
                }
                HandleKind::Soon | HandleKind::SoonThreadsafe if cause.by_asyncio && callback == "Future" => {
                    match cause.id.thread == event.thread {
                        true => continue,
                        false => format!("the result from {}", thread_name(lanes, cause.id.thread)),
                    }
                }
                HandleKind::Soon | HandleKind::SoonThreadsafe if cause.by_asyncio => {
                    format!("{callback}(){}", whose(lanes, &cause, event.thread))
                }
                // The callback itself has been named.
                HandleKind::Soon | HandleKind::SoonThreadsafe if names_callback && before_steps == 1 => {
                    return Some(match cause.id.thread == event.thread {
                        true => format!("scheduled{at_line}"),
                        false => format!("scheduled by {}{at_line}", thread_name(lanes, cause.id.thread)),
                    });
                }
                HandleKind::Soon | HandleKind::SoonThreadsafe => {
                    format!("the callback {callback}, {}", scheduled_words(lanes, &cause, event.thread))
                }
                HandleKind::TaskStep { .. } | HandleKind::DoneCallback => continue,
            },
            EventKind::FetchDone { status: 0, .. } => "a web request that got no answer".to_owned(),
            EventKind::FetchDone { status, .. } => format!("the answer {status} to a web request"),
            EventKind::TaskDone { task, outcome, .. } if own_task != Some(task) => match outcome {
                Outcome::Exception(what) => format!("the failure of {} ({what})", task_name(lanes, task)),
                _ => format!("the end of {}", task_name(lanes, task)),
            },
            // What asyncio does has its cause in what it does it for.
            EventKind::TaskCancelRequested { by, .. } if cause.by_asyncio && by != "asyncio.run" => continue,
            EventKind::TaskCancelRequested { by: "", .. } => {
                format!("cancel(){}", whose(lanes, &cause, event.thread))
            }
            EventKind::TaskCancelRequested { by: "asyncio.run", .. } => {
                "asyncio.run(), which cancels what is left".to_owned()
            }
            EventKind::FutureDone { .. } if cause.by_asyncio => continue,
            EventKind::FutureDone { outcome: Outcome::Cancelled, .. }
                if matches!(before, Some(EventKind::TaskCancelRequested { .. })) =>
            {
                continue;
            }
            EventKind::FutureDone { .. } if matches!(before, Some(EventKind::FetchDone { .. })) => continue,
            EventKind::FutureDone { by: "", outcome, .. } => {
                let callback = match before {
                    Some(EventKind::HandleRun { .. }) => {
                        cause.cause.and_then(|run| callback_of(recording, run))
                    }
                    _ => None,
                };
                let by = match callback {
                    // Nothing but that was to be called.
                    Some("Future.set_result" | "Future.set_exception") => continue,
                    Some(callback) => format!("the callback {callback}"),
                    None => doer(lanes, &cause),
                };
                let set = if outcome == Outcome::Cancelled { "cancelled" } else { "set" };
                format!("the future that {by} {set}{at_line}")
            }
            EventKind::ThreadWoken { .. } if cause.by_asyncio => continue,
            // `thread.start()` waits for it.
            EventKind::ThreadWoken { by: "Event.set", .. }
                if matches!(before, Some(EventKind::ThreadStarted { .. })) =>
            {
                format!("the start of {}", thread_name(lanes, cause.id.thread))
            }
            EventKind::ThreadWoken { by: "", .. } => {
                format!("release(){}", whose(lanes, &cause, event.thread))
            }
            EventKind::FutureDone { by, .. }
            | EventKind::ThreadWoken { by, .. }
            | EventKind::TaskCancelRequested { by, .. } => {
                let is_class = by.starts_with(char::is_uppercase) && !by.contains('.');
                let call = if is_class { "" } else { "()" };
                format!("{by}{call}{}", whose(lanes, &cause, event.thread))
            }
            EventKind::Blocked { on: BlockedOn::Sleep { .. } } => "the end of its sleep".to_owned(),
            EventKind::Blocked { on: BlockedOn::Select { until_micros: Some(_), .. } } => {
                "its next timer".to_owned()
            }
            EventKind::Blocked { on: BlockedOn::Call { .. } | BlockedOn::Join { .. } } => {
                "its timeout".to_owned()
            }
            EventKind::Interrupted => "KeyboardInterrupt".to_owned(),
            EventKind::ThreadStarting { .. } => format!("thread.start(){at_line}"),
            EventKind::ThreadEnded => format!("the end of {}", thread_name(lanes, cause.id.thread)),
            EventKind::TaskStep { task } if own_task != Some(task) => task_name(lanes, task),
            _ => continue,
        };
        return Some(format!("{verb} by {by}"));
    }
    None
}

/// Why a timer's callback ran late, if it did because somebody else ran when it was due.
fn late(recording: &Recording, lanes: &Lanes, run: Option<&Event<'_>>, deadline_micros: u64) -> String {
    match run.and_then(|run| held_up_by(recording, run, deadline_micros)) {
        Some((holder, until)) => format!(
            ", which was due at {}, but {} ran until {}",
            time_words(deadline_micros),
            doer(lanes, &holder),
            time_words(until)
        ),
        None => String::new(),
    }
}

/// Who did something: the task that ran, else the thread.
fn doer(lanes: &Lanes, event: &Event<'_>) -> String {
    match event.task {
        Some(task) => task_name(lanes, task),
        None => thread_name(lanes, event.id.thread),
    }
}

/// Who called something, unless thread `here` did outside of its tasks, and where.
fn whose(lanes: &Lanes, event: &Event<'_>, here: ThreadId) -> String {
    let at_line = at_line(lanes, event);
    match event.task {
        None if event.id.thread == here => at_line,
        _ => format!(" in {}{at_line}", doer(lanes, event)),
    }
}

/// Where a handle that ran in thread `here` was scheduled, and by whom if that is another thread.
fn scheduled_words(lanes: &Lanes, scheduled: &Event<'_>, here: ThreadId) -> String {
    let by = scheduled.id.thread;
    if by == here {
        return format!("scheduled{}", at_line(lanes, scheduled));
    }
    format!("which {} scheduled{}", thread_name(lanes, by), at_line(lanes, scheduled))
}
