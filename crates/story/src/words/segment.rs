//! A stretch of a lane, in a sentence.

use loopscope_trace::{BlockedOn, Event, EventKind, Recording, ThreadId};

use super::reason::reason;
use super::time::{duration_words, time_words};
use super::wait::waits_for;
use super::{line_words, thread_name};
use crate::causes::{callback_name, explained_by};
use crate::lanes::{LaneIndex, LaneKind, Lanes, Segment, State, ThreadPlace};

/// What a segment shows, in a sentence: who does what, where, how long, and what made it begin or end.
pub fn sentence(recording: &Recording, lanes: &Lanes, lane: LaneIndex, segment: usize) -> Option<String> {
    let owner = lanes.get(lane)?;
    let shown = owner.segments().get(segment)?;
    let begun_by = recording.get(shown.begun_by);
    let line = begun_by.map_or(0, |event| event.line);
    let name = owner.name();
    let mut text = match (shown.state, owner.kind()) {
        (State::Running, LaneKind::Thread) => match callback_name(recording, shown) {
            Some(callback) => format!("{name} runs the callback {callback}"),
            None => format!("{name} runs"),
        },
        (_, LaneKind::Loop { .. }) => loop_words(lanes, owner.thread(), shown, begun_by),
        (State::Running, LaneKind::Task { .. }) => format!("{name} runs"),
        (State::Ready, LaneKind::Thread) => format!("{name} is about to start"),
        (State::Ready, LaneKind::Task { .. }) => format!("{name} is ready and waits for its turn"),
        (State::Waiting, _) => format!("{name} waits for {}", waits_for(begun_by, lanes)),
        (State::Blocked, _) => format!("{name} is blocked in {}", waits_for(begun_by, lanes)),
    };
    if line > 0 && shown.state != State::Ready && !owner.is_loop() {
        text += &format!(" at {}", line_words(&lanes.lines, line));
    }
    text += &period(shown, lanes);
    if !owner.is_loop()
        && let Some((verb, event)) = explained_by(recording, owner, segment)
        && let Some(reason) = reason(recording, lanes, event, verb)
    {
        text += &format!("; {reason}");
    }
    // Said once, where the thread begins.
    let first = owner.segments().iter().position(|segment| segment.state == State::Running);
    match owner.place().filter(|_| first == Some(segment)) {
        Some(ThreadPlace::Worker) => text += "; it has a worker of its own",
        Some(ThreadPlace::Beside(why)) if why.is_empty() => text += "; it runs beside the others",
        Some(ThreadPlace::Beside(why)) => text += &format!("; it runs beside the others: {why}"),
        None => {}
    }
    Some(text)
}

/// What a loop does.
fn loop_words(lanes: &Lanes, thread: ThreadId, shown: &Segment, begun_by: Option<Event<'_>>) -> String {
    let of = thread_name(lanes, thread);
    match shown.iteration() {
        Some(number) => format!("the event loop of {of} runs {}", iteration_words(number, begun_by)),
        None => format!("the event loop of {of} waits for {}", waits_for(begun_by, lanes)),
    }
}

/// `iteration 5 with 2 callbacks`
fn iteration_words(number: u32, begun_by: Option<Event<'_>>) -> String {
    let ready = match begun_by.map(|event| event.kind) {
        Some(EventKind::Iteration { ready, .. }) => ready,
        _ => 0,
    };
    format!("iteration {number} with {ready} callback{}", if ready == 1 { "" } else { "s" })
}

fn period(segment: &Segment, lanes: &Lanes) -> String {
    let start = time_words(segment.start_micros);
    match segment.end_micros() {
        Some(end) if end == segment.start_micros => format!(", at {start}"),
        Some(end) => {
            let length = duration_words(end - segment.start_micros);
            match time_words(end) {
                end if end == start => format!(", at {start} for {length}"),
                end => format!(", from {start} until {end} ({length})"),
            }
        }
        None if lanes.ended() => format!(", since {start}"),
        None => format!(", since {start} until now"),
    }
}

/// What stands in the bar of a segment, from the longest to the shortest text that says something; a text may be empty.
pub fn captions(recording: &Recording, lanes: &Lanes, segment: &Segment) -> Vec<String> {
    let begun_by = recording.get(segment.begun_by);
    match (segment.state, begun_by.map(|event| event.kind)) {
        (State::Waiting, Some(EventKind::TaskSuspended { wait, .. })) => {
            let kind = wait.kind.name();
            let named =
                if wait.name.is_empty() { kind.to_owned() } else { format!("{kind} `{}`", wait.name) };
            let all = waits_for(begun_by, lanes);
            let most = all.rsplit_once(", ").map_or_else(String::new, |(most, _)| most.to_owned());
            vec![all, most, named, kind.to_owned()]
        }
        (State::Running, Some(EventKind::Iteration { .. })) => {
            let number = segment.iteration().unwrap_or_default();
            let words = iteration_words(number, begun_by);
            vec![words, format!("iteration {number}"), number.to_string()]
        }
        (State::Running | State::Blocked, kind) => {
            let call = match kind {
                Some(EventKind::Blocked { on }) => match on {
                    BlockedOn::Sleep { .. } => "time.sleep",
                    BlockedOn::Join { .. } => "join",
                    BlockedOn::Call { what, .. } => what,
                    BlockedOn::Select { .. } => "",
                },
                _ => "",
            };
            let callback = callback_name(recording, segment).unwrap_or_default();
            match (callback, call) {
                ("", _) | (_, "") => vec![callback.to_owned(), call.to_owned()],
                _ => vec![format!("{callback} · {call}"), callback.to_owned(), call.to_owned()],
            }
        }
        _ => Vec::new(),
    }
}
