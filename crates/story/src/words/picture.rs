//! What a picture of a whole run says besides what is drawn.

use loopscope_trace::Outcome;

use super::time::time_words;
use crate::lanes::{Lane, LaneKind, Lanes, State};

/// What bars show, by the order of the legend.
pub const LEGEND_OF_STATES: [(State, &str); 4] = [
    (State::Running, "Running"),
    (State::Ready, "Ready"),
    (State::Waiting, "Waiting"),
    (State::Blocked, "Blocked"),
];
/// How tasks end, by the order of the legend.
pub const LEGEND_OF_OUTCOMES: [(Outcome<()>, &str); 3] =
    [(Outcome::Result, "Done"), (Outcome::Exception(()), "Failed"), (Outcome::Cancelled, "Cancelled")];
/// What a link to the program says.
pub const RUN_IT: &str = "Run it in Loopscope";
/// So many lanes are told one by one.
const MOST_TOLD: usize = 12;

/// That there are more lanes than are shown.
pub fn more_lanes_words(count: usize) -> String {
    format!("{} not shown", counted(count, "more lane"))
}

/// What is seen, for who can't see it: how much there is, and from when until when each lane has something.
pub fn picture_words(lanes: &Lanes) -> String {
    let mut text = format!(
        "{}, {}, {}.",
        counted(lanes.thread_count(), "thread"),
        counted(lanes.task_count(), "task"),
        time_words(lanes.end_micros())
    );
    let told = lanes.order().filter_map(|(lane, _)| lanes.get(lane)).filter(|lane| !lane.is_loop());
    let mut left_out = 0;
    for (number, lane) in told.enumerate() {
        match number < MOST_TOLD {
            true => text += &format!(" {}.", lane_words(lane)),
            false => left_out += 1,
        }
    }
    if left_out > 0 {
        text += &format!(" And {}.", counted(left_out, "more lane"));
    }
    text
}

fn lane_words(lane: &Lane) -> String {
    let (coroutine, outcome) = match lane.kind() {
        LaneKind::Task { coroutine, outcome, .. } => (format!(" of {coroutine}"), outcome.as_ref()),
        LaneKind::Thread | LaneKind::Loop { .. } => (String::new(), None),
    };
    let mut text = format!("{}{coroutine}", lane.name());
    if let (Some(first), Some(last)) = (lane.segments().first(), lane.segments().last()) {
        text += &format!(": from {}", time_words(first.start_micros));
        if let Some(end) = last.end_micros() {
            text += &format!(" to {}", time_words(end));
        }
    }
    match outcome {
        Some(Outcome::Result) => text += ", done",
        Some(Outcome::Exception(exception)) => text += &format!(", failed with {exception}"),
        Some(Outcome::Cancelled) => text += ", cancelled",
        None => {}
    }
    text
}

fn counted(count: usize, name: &str) -> String {
    format!("{count} {name}{}", if count == 1 { "" } else { "s" })
}
