//! Steps over a recording: from one moment to the next, or back. Where a call returns is not recorded: a step out of one is found
//! among the events around by running the run again.

use loopscope_trace::{BlockedOn, Event, EventId, EventKind, Moment, ObjectId, Recording, ThreadId};

use crate::causes::{chain, task_of};
use crate::explain::is_told;

/// A kind of step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next event of the program's own.
    Event,
    /// Over an await: to where the same task goes on, or ends. In a thread outside of its tasks, to its next callback, or
    /// to where it goes on after it was blocked.
    Over,
    /// Into the first run of what is created, scheduled or woken; back, to what created or woke this.
    Into,
    /// To where another task, callback or thread begins to run.
    Switch,
    /// To the next iteration of the thread's loop.
    Iteration,
    /// To the next event of the program's own at a line.
    Line(u32),
    /// Out of the innermost call, which a recording does not have: it is among the events [`around`].
    Out,
}

/// Whether a step leads on or back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// To what came later.
    Forward,
    /// To what came before.
    Back,
}

/// Who runs: what one task does is one strand, and what a thread does outside of its tasks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Strand {
    Task(ObjectId),
    Thread(ThreadId),
}

/// Where a step leads from a moment, if there is such a place. Without a moment it begins at the first event, or at the
/// last one; to an iteration, at the first or last of these.
pub fn destination(recording: &Recording, from: Option<Moment>, step: Step, way: Way) -> Option<Moment> {
    let Some((from, event)) = from.and_then(|from| Some((from, recording.at(from)?))) else {
        let beyond = if way == Way::Back { Moment(u32::MAX) } else { Moment(0) };
        return search(recording, beyond, way, &mut |_, event| match step {
            Step::Iteration => is_iteration(event),
            _ => is_told(event),
        });
    };
    let start = if way == Way::Back { from } else { Moment(from.0 + 1) };
    let own = strand(&event);
    match (step, way) {
        (Step::Event, _) => search(recording, start, way, &mut |_, event| is_told(event)),
        (Step::Line(line), _) => {
            search(recording, start, way, &mut |_, event| event.line == line && is_told(event))
        }
        (Step::Out, _) => None,
        (Step::Iteration, _) => search(recording, start, way, &mut |_, other| {
            is_iteration(other) && other.id.thread == event.id.thread
        }),
        (Step::Over, _) => {
            search(recording, start, way, &mut |_, event| strand(event) == own && goes_on(recording, event))
        }
        (Step::Into, Way::Forward) => into(recording, start, &event),
        (Step::Into, Way::Back) => out_of(recording, &event),
        (Step::Switch, Way::Forward) => {
            let mut running = own;
            search(recording, start, Way::Back, &mut |_, event| {
                running = strand(event);
                begins_run(recording, event)
            });
            search(recording, start, way, &mut |_, event| {
                begins_run(recording, event) && strand(event) != running
            })
        }
        (Step::Switch, Way::Back) => {
            let mut first: Option<(Moment, Strand)> = None;
            search(recording, start, way, &mut |moment, event| {
                if !begins_run(recording, event) {
                    return false;
                }
                let (_, running) = *first.get_or_insert((moment, strand(event)));
                if running == strand(event) {
                    first = Some((moment, running));
                }
                running != strand(event)
            });
            first.map(|(moment, _)| moment)
        }
    }
}

/// An event, and those of the program's own that the same task, or the same thread outside of its tasks, had after it, or before it: so many at
/// most, in the order of the run.
pub fn around(recording: &Recording, from: Moment, way: Way, most: usize) -> Vec<EventId> {
    let Some(event) = recording.at(from) else { return Vec::new() };
    let start = if way == Way::Back { from } else { Moment(from.0 + 1) };
    let own = strand(&event);
    let mut events = vec![event.id];
    search(recording, start, way, &mut |_, event| {
        if strand(event) == own && is_told(event) {
            events.push(event.id);
        }
        events.len() > most
    });
    if way == Way::Back {
        events.reverse();
    }
    events
}

/// The first event from a place on, or the last one before it, that is what is searched for.
fn search(
    recording: &Recording,
    from: Moment,
    way: Way,
    is_it: &mut dyn FnMut(Moment, &Event<'_>) -> bool,
) -> Option<Moment> {
    match way {
        Way::Forward => recording.find_from(from, is_it),
        Way::Back => recording.find_before(from, is_it),
    }
}

fn is_iteration(event: &Event<'_>) -> bool {
    matches!(event.kind, EventKind::Iteration { .. }) && !event.by_asyncio
}

/// The first run, of somebody else, that an event led to.
fn into(recording: &Recording, start: Moment, event: &Event<'_>) -> Option<Moment> {
    let own = strand(event);
    if let EventKind::LoopRunning { .. } = event.kind {
        return search(recording, start, Way::Forward, &mut |_, other| {
            other.id.thread == event.id.thread && begins_run(recording, other)
        });
    }
    // What leads nowhere by itself is part of a step, which may.
    let leads_on = !matches!(
        event.kind,
        EventKind::Output { .. } | EventKind::TaskSuspended { .. } | EventKind::Blocked { .. }
    );
    let root = if leads_on { event.id } else { event.cause? };
    // Whether each event from `start` on comes of the root.
    let mut reached: Vec<bool> = Vec::new();
    search(recording, start, Way::Forward, &mut |moment, event| {
        let place = (moment.0 - start.0) as usize;
        let is_reached = |cause: EventId| {
            let before = recording.moment_of(cause).and_then(|cause| cause.0.checked_sub(start.0));
            before.is_some_and(|place| reached.get(place as usize) == Some(&true))
        };
        // Each iteration of a loop comes of the one before.
        let carries = !matches!(event.kind, EventKind::Iteration { .. })
            && event.cause.is_some_and(|cause| cause == root || is_reached(cause));
        let is_run = carries && begins_run(recording, event);
        reached.resize(place, false);
        reached.push(carries && !is_run);
        is_run && strand(event) != own
    })
}

/// What somebody else did that led to the run of which an event is part.
fn out_of(recording: &Recording, event: &Event<'_>) -> Option<Moment> {
    let own = strand(event);
    let is_begin = |event: &Event<'_>| strand(event) == own && begins_run(recording, event);
    let mut causes = chain(recording, event.id).skip_while(|event| !is_begin(event));
    causes.next()?;
    let found = causes.take_while(|event| !is_begin(event)).find(|it| is_told(it) && strand(it) != own)?;
    recording.moment_of(found.id)
}

/// Whether a strand goes on with an event after it waited, or is over.
fn goes_on(recording: &Recording, event: &Event<'_>) -> bool {
    match event.kind {
        EventKind::TaskDone { .. } | EventKind::ThreadEnded | EventKind::LoopStopped { .. } => {
            !event.by_asyncio
        }
        // A task that blocks its thread does not await.
        EventKind::Unblocked if event.task.is_some() => false,
        _ => begins_run(recording, event),
    }
}

/// Whether a task, a callback of the program or a thread begins to run, or goes on.
fn begins_run(recording: &Recording, event: &Event<'_>) -> bool {
    match event.kind {
        EventKind::TaskStep { .. } | EventKind::HandleRun { .. } | EventKind::ThreadStarted { .. } => {
            !event.by_asyncio
        }
        EventKind::Unblocked => !event.by_asyncio && !is_idle(recording, event),
        _ => false,
    }
}

/// Whether what ends is only a loop's wait for something to do. A thread that is blocked does nothing else.
fn is_idle(recording: &Recording, unblocked: &Event<'_>) -> bool {
    let before = unblocked.id.seq.checked_sub(1).map(|seq| EventId { seq, ..unblocked.id });
    let blocked = before.and_then(|before| recording.get(before));
    blocked.is_some_and(|it| matches!(it.kind, EventKind::Blocked { on: BlockedOn::Select { .. } }))
}

fn strand(event: &Event<'_>) -> Strand {
    task_of(event).map_or(Strand::Thread(event.id.thread), Strand::Task)
}
