//! What made things happen: the way from cause to cause.

use loopscope_trace::{BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Recording};

use crate::lanes::{Lane, LaneIndex, Lanes, Segment, State};

/// How many causes are looked at, one behind the other.
const CHAIN_LIMIT: usize = 64;

/// A place on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The lane.
    pub lane: LaneIndex,
    /// When, in microseconds.
    pub at_micros: u64,
    /// At which step of the run, in halves: what happens while something runs is in the middle of its step.
    pub half_steps: u32,
}

/// The way of causes that explains a segment, backwards, at most `hops` of them: to what began it, or
/// of a wait to what ended it. Causes within one lane are one place.
pub fn way_to(
    recording: &Recording,
    lanes: &Lanes,
    lane: LaneIndex,
    segment: usize,
    hops: usize,
) -> Vec<Place> {
    let mut way: Vec<Place> = Vec::new();
    let explained = lanes.get(lane).and_then(|owner| explained_by(recording, owner, segment));
    for event in explained.into_iter().flat_map(|(_, event)| chain(recording, event)) {
        let Some(lane) = lanes.lane_of(&event) else { continue };
        if way.last().is_none_or(|last| last.lane != lane) {
            if way.len() > hops {
                break;
            }
            let half_steps = half_steps(recording, lanes, &event);
            way.push(Place { lane, at_micros: event.at_micros, half_steps });
        }
    }
    way
}

/// The lane of an event, and the number of the segment in which it happened.
pub fn segment_of(recording: &Recording, lanes: &Lanes, event: &Event<'_>) -> Option<(LaneIndex, usize)> {
    let lane = lanes.lane_of(event)?;
    let moment = recording.moment_of(event.id);
    let segments = lanes.get(lane)?.segments();
    let begun = segments.partition_point(|segment| recording.moment_of(segment.begun_by) <= moment);
    Some((lane, begun.saturating_sub(1)))
}

/// The place of an event of a lane in the order of steps.
fn half_steps(recording: &Recording, lanes: &Lanes, event: &Event<'_>) -> u32 {
    let segment = segment_of(recording, lanes, event)
        .and_then(|(lane, segment)| lanes.get(lane)?.segments().get(segment));
    segment.map_or(0, |segment| 2 * segment.start_step + u32::from(segment.state == State::Running))
}

/// The event whose causes explain a segment: what began it or, of a wait, what ended it.
pub fn explaining(recording: &Recording, lanes: &Lanes, lane: LaneIndex, segment: usize) -> Option<EventId> {
    explained_by(recording, lanes.get(lane)?, segment).map(|(_, event)| event)
}

/// The name of the callback that a thread runs during a segment.
pub fn callback_name<'r>(recording: &'r Recording, segment: &Segment) -> Option<&'r str> {
    callback_of(recording, segment.callback()?)
}

/// The name of the callback that a `HandleRun` runs.
pub(crate) fn callback_of(recording: &Recording, run: EventId) -> Option<&str> {
    chain(recording, run).find_map(|event| match event.kind {
        EventKind::HandleScheduled { callback, .. } => Some(callback),
        _ => None,
    })
}

/// The event that explains a segment, and how it does: it woke what runs, or ended a wait.
pub(crate) fn explained_by(
    recording: &Recording,
    owner: &Lane,
    segment: usize,
) -> Option<(&'static str, EventId)> {
    let shown = owner.segments().get(segment)?;
    let blocked_on = match recording.get(shown.begun_by).map(|event| event.kind) {
        Some(EventKind::Blocked { on }) => Some(on),
        _ => None,
    };
    match (shown.state, blocked_on) {
        (State::Running | State::Ready, _) => Some(("woken", shown.begun_by)),
        // A sleep ends by itself.
        (_, Some(BlockedOn::Sleep { .. })) => None,
        _ => owner.segments().get(segment + 1).map(|next| ("ended", next.begun_by)),
    }
}

/// A timer that is later than this was held up, in microseconds: no host is punctual.
const LATE_MICROS: u64 = 1_000;

/// Who ran when a timer of their loop was due, if its callback ran late because of that, and until when.
pub(crate) fn held_up_by<'r>(
    recording: &'r Recording,
    run: &Event<'_>,
    deadline_micros: u64,
) -> Option<(Event<'r>, u64)> {
    if run.at_micros < deadline_micros.saturating_add(LATE_MICROS) {
        return None;
    }
    let mut until = run.at_micros;
    let mut held_up = false;
    let found = recording.find_before(recording.moment_of(run.id)?, &mut |_, event| {
        if event.id.thread != run.id.thread {
            return false;
        }
        let ends = matches!(
            event.kind,
            EventKind::TaskSuspended { .. } | EventKind::TaskDone { .. } | EventKind::HandleDone { .. }
        );
        let is_before = event.at_micros <= deadline_micros;
        if ends && !is_before {
            until = event.at_micros;
        }
        // A loop that only waited was not held up by anybody.
        let is_idle = matches!(event.kind, EventKind::Blocked { on: BlockedOn::Select { .. } });
        held_up = is_before && !is_idle && !ends;
        is_before
    });
    let holder = recording.at(found?)?;
    held_up.then_some((holder, until))
}

/// The task of whose life an event is part, or in which it happened.
pub fn task_of(event: &Event<'_>) -> Option<ObjectId> {
    match event.kind {
        EventKind::TaskStep { task }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::TaskDone { task, .. } => Some(task),
        _ => event.task,
    }
}

/// The task that an event is about.
pub(crate) fn subject(event: &Event<'_>) -> Option<ObjectId> {
    match event.kind {
        EventKind::TaskStep { task }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::HandleScheduled { kind: HandleKind::TaskStep { task }, .. } => Some(task),
        EventKind::Unblocked => event.task,
        EventKind::TaskCreated { created, .. } => Some(created),
        _ => None,
    }
}

/// An event and its causes, one behind the other.
pub(crate) fn chain(recording: &Recording, event: EventId) -> impl Iterator<Item = Event<'_>> {
    std::iter::successors(recording.get(event), |event| recording.cause_of(event)).take(CHAIN_LIMIT)
}
