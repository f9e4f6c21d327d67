//! One event, in a sentence without its time.

use loopscope_trace::{BlockedOn, Event, EventKind, HandleKind, Outcome, Recording};

use super::wait::waits_for;
use super::{at_line, task_name, thread_name};
use crate::causes::callback_of;
use crate::lanes::Lanes;

/// What happened, in a few words that begin with who did it: `worker-1 runs at line 6`.
pub fn event_words(recording: &Recording, lanes: &Lanes, event: &Event<'_>) -> String {
    let thread = thread_name(lanes, event.id.thread);
    let task = |task| task_name(lanes, task);
    let who = event.task.map_or_else(|| thread.clone(), task);
    let line = at_line(lanes, event);
    match event.kind {
        EventKind::ThreadStarted { .. } => format!("{thread} begins"),
        EventKind::ThreadStarting { thread: other, .. } => {
            format!("{who} starts {}{line}", thread_name(lanes, other))
        }
        EventKind::ThreadPlaced { away: true, .. } => format!("{thread} gets a worker of its own"),
        EventKind::ThreadPlaced { why: "", .. } => format!("{thread} runs beside the others"),
        EventKind::ThreadPlaced { why, .. } => format!("{thread} runs beside the others: {why}"),
        EventKind::ThreadNamed { thread: other, name } => {
            format!("{who} calls {} `{name}`{line}", thread_name(lanes, other))
        }
        EventKind::ThreadWoken { thread: other, by } => {
            format!("{who} wakes {}{}{line}", thread_name(lanes, other), by_calling(by))
        }
        EventKind::ThreadEnded => format!("{thread} ends"),
        EventKind::LoopCreated { .. } => format!("{who} makes an event loop{line}"),
        EventKind::LoopRunning { .. } => format!("{who} runs its event loop{line}"),
        EventKind::LoopStopped { .. } => format!("the event loop of {thread} stops"),
        EventKind::LoopClosed { .. } => format!("{who} closes its event loop{line}"),
        EventKind::Iteration { ready, .. } => {
            let callbacks = if ready == 1 { "callback" } else { "callbacks" };
            format!("the event loop of {thread} begins an iteration with {ready} {callbacks}")
        }
        EventKind::HandleScheduled { kind, callback, .. } => match kind {
            HandleKind::At { deadline_micros } => {
                let at = super::time_words(deadline_micros.max(0) as u64);
                format!("{who} sets a timer for {callback} at {at}{line}")
            }
            HandleKind::TaskStep { task: other } if event.task == Some(other) => {
                format!("{} is ready again{line}", task(other))
            }
            HandleKind::TaskStep { task: other } => format!("{} is ready{line}", task(other)),
            HandleKind::SoonThreadsafe => format!("{who} schedules {callback} from its thread{line}"),
            HandleKind::Soon | HandleKind::DoneCallback => format!("{who} schedules {callback}{line}"),
        },
        EventKind::HandleCancelled { .. } => format!("{who} cancels a callback{line}"),
        EventKind::HandleRun { .. } => match callback_of(recording, event.id) {
            Some(callback) => format!("{thread} runs the callback {callback}{line}"),
            None => format!("{thread} runs a callback{line}"),
        },
        EventKind::HandleDone { .. } => format!("{thread} has run the callback"),
        EventKind::TaskCreated { created, coroutine, .. } => {
            format!("{who} creates {} of {coroutine}{line}", task(created))
        }
        EventKind::TaskNamed { name, .. } => format!("{who} calls a task `{name}`{line}"),
        EventKind::TaskStep { task: stepping } => format!("{} runs{line}", task(stepping)),
        EventKind::TaskSuspended { task: waiting, .. } => {
            format!("{} waits for {}{line}", task(waiting), waits_for(Some(*event), lanes))
        }
        EventKind::TaskCancelRequested { task: other, by } => {
            format!("{who} cancels {}{}{line}", task(other), by_calling(by))
        }
        EventKind::TaskUncancelled { task: other } => format!("{} is to stop no more{line}", task(other)),
        EventKind::TaskDone { task: done, outcome } => {
            format!("{} ends{line}: {}", task(done), outcome_words(&outcome))
        }
        EventKind::FutureDone { outcome, by, .. } => match outcome {
            Outcome::Cancelled => format!("{who} cancels a future{}{line}", by_calling(by)),
            _ if by.is_empty() => format!("{who} sets a future{line}"),
            _ => format!("{who} calls {by}{line}"),
        },
        EventKind::Blocked { on } => match on {
            BlockedOn::Select { .. } => {
                format!("the event loop of {thread} waits for {}", waits_for(Some(*event), lanes))
            }
            _ => format!("{thread} is blocked in {}{line}", waits_for(Some(*event), lanes)),
        },
        EventKind::Unblocked => format!("{thread} goes on"),
        EventKind::FetchStarted { method, url, .. } => format!("{who} sends {method} {url}{line}"),
        EventKind::FetchDone { status: 0, .. } => "a web request gets no answer".to_owned(),
        EventKind::FetchDone { status, .. } => format!("the answer {status} to a web request arrives"),
        EventKind::Output { text: "", .. } => format!("{who} prints{line}"),
        EventKind::Output { text, .. } => format!("{who} prints{line}: {}", text.trim_end_matches('\n')),
        EventKind::UncaughtException { message } => format!("{thread} fails{line}: {message}"),
        EventKind::Interrupted => "Stop raises KeyboardInterrupt".to_owned(),
        EventKind::BreakpointHit => format!("{who} stands at a breakpoint{line}"),
        EventKind::RecordingFull => "the recording is full".to_owned(),
        EventKind::ProgramEnded { exit_status } => format!("the program ends with status {exit_status}"),
    }
}

/// How a task or future ended.
pub fn outcome_words<Text: AsRef<str>>(outcome: &Outcome<Text>) -> &str {
    match outcome {
        Outcome::Result => "done",
        Outcome::Exception(text) => text.as_ref(),
        Outcome::Cancelled => "cancelled",
    }
}

fn by_calling(by: &str) -> String {
    if by.is_empty() { String::new() } else { format!(" by {by}") }
}
