//! Why something happened, step by step: from an event back to the line of the program that made it happen.

use std::collections::HashMap;

use loopscope_trace::{Event, EventId, EventKind, HandleKind, Moment, Recording, ThreadId};

use crate::causes::chain;
use crate::lanes::Lanes;
use crate::words::event_words;

/// So many steps a chain has at most.
pub const MOST_STEPS: usize = 8;

/// A step of an explanation.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// Where it is in the order of the run.
    pub moment: Moment,
    /// When it happened, in microseconds of the program's clock.
    pub at_micros: u64,
    /// What happened, in words.
    pub text: String,
}

/// Whether an event is told by itself: what asyncio does of its own accord, and what only carries something on, is not.
pub fn is_told(event: &Event<'_>) -> bool {
    let carries_on = matches!(
        event.kind,
        EventKind::Iteration { .. }
            | EventKind::HandleDone { .. }
            | EventKind::HandleScheduled { kind: HandleKind::TaskStep { .. } | HandleKind::DoneCallback, .. }
            | EventKind::Unblocked
            | EventKind::ThreadWoken { .. }
            | EventKind::TaskUncancelled { .. }
    );
    !event.by_asyncio && !carries_on
}

/// How an event came about: itself, then what made it happen, then what made that happen, as far as a reader wants to
/// know, in at most [`MOST_STEPS`].
pub fn explain(recording: &Recording, lanes: &Lanes, event: EventId) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    for event in chain(recording, event) {
        let first = steps.is_empty();
        // A timer and a wake-up are asyncio's, but they are the reason.
        let is_reason = match event.kind {
            EventKind::HandleScheduled { kind: HandleKind::At { .. }, .. } => true,
            EventKind::ThreadWoken { .. } | EventKind::FetchDone { .. } => true,
            _ => is_told(&event),
        };
        if !first && !is_reason {
            continue;
        }
        let Some(moment) = recording.moment_of(event.id) else { break };
        steps.push(Step { moment, at_micros: event.at_micros, text: event_words(recording, lanes, &event) });
        if steps.len() == MOST_STEPS {
            break;
        }
    }
    steps
}

/// The runs of one iteration of a loop, in order: the events with which tasks and callbacks begin to run.
pub fn iteration_of(recording: &Recording, moment: Moment) -> Vec<Moment> {
    let Some(thread) = recording.at(moment).map(|event| event.id.thread) else { return Vec::new() };
    let of_thread = |moment: &Moment| recording.at(*moment).is_some_and(|event| event.id.thread == thread);
    let is_boundary = |moment: &Moment| {
        recording.at(*moment).is_some_and(|event| {
            matches!(event.kind, EventKind::Iteration { .. } | EventKind::LoopStopped { .. })
        })
    };
    let before = (0..=moment.0).rev().map(Moment).filter(of_thread).take_while(|at| !is_boundary(at));
    let Some(first) = before.last() else { return Vec::new() };
    let within = (first.0..).map(Moment).take_while(|at| recording.at(*at).is_some());
    within
        .filter(of_thread)
        .take_while(|at| !is_boundary(at))
        .filter(|at| {
            recording.at(*at).is_some_and(|event| {
                matches!(event.kind, EventKind::TaskStep { .. } | EventKind::HandleRun { .. })
            })
        })
        .collect()
}

/// When the task or callback that begins to run at `moment` entered its loop's queue of what is ready, which is first in,
/// first out.
pub fn ready_since(recording: &Recording, moment: Moment) -> Option<Moment> {
    let run = recording.at(moment)?;
    let scheduled = recording.cause_of(&run)?;
    match scheduled.kind {
        // A timer's callback became ready when its loop looked.
        EventKind::HandleScheduled { kind: HandleKind::At { .. }, .. } => None,
        EventKind::HandleScheduled { .. } => recording.moment_of(scheduled.id),
        _ => None,
    }
}

/// Which iteration of its loop each thread is in, event by event.
#[derive(Debug, Default)]
pub struct Iterations {
    counts: HashMap<ThreadId, u32>,
}

impl Iterations {
    /// Takes in the next event; the number of the iteration that it begins, from 1.
    pub fn push(&mut self, event: &Event<'_>) -> Option<u32> {
        match event.kind {
            EventKind::LoopRunning { .. } => {
                self.counts.insert(event.id.thread, 0);
                None
            }
            EventKind::Iteration { .. } if !event.by_asyncio => {
                let count = self.counts.entry(event.id.thread).or_default();
                *count += 1;
                Some(*count)
            }
            _ => None,
        }
    }
}
