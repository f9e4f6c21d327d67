//! Why something happened, in words and as the way from cause to cause.

use crate::event::{Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, ThreadId};
use crate::lanes::{Lane, LaneIndex, LaneKind, Lanes, Segment, State, ThreadPlace};
use crate::recording::Recording;
use crate::wait::{Wait, WaitKind};

/// How many causes are looked at, one behind the other.
const CHAIN_LIMIT: usize = 64;

/// A place on the timeline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The lane.
    pub lane: LaneIndex,
    /// When, in microseconds.
    pub at_micros: u64,
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
            way.push(Place { lane, at_micros: event.at_micros });
        }
    }
    way
}

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
        (State::Running, LaneKind::Task { .. }) => format!("{name} runs"),
        (State::Ready, LaneKind::Thread) => format!("{name} is about to start"),
        (State::Ready, LaneKind::Task { .. }) => format!("{name} is ready and waits for its turn"),
        (State::Waiting, _) => format!("{name} waits for {}", waits_for(begun_by, lanes)),
        (State::Blocked, _) => format!("{name} is blocked in {}", waits_for(begun_by, lanes)),
    };
    if line > 0 && shown.state != State::Ready {
        text += &format!(" at line {line}");
    }
    text += &period(shown, lanes);
    if let Some((verb, event)) = explained_by(recording, owner, segment)
        && let Some(reason) = reason(recording, lanes, event, verb)
    {
        text += &format!("; {reason}");
    }
    // Said once, where the thread begins.
    let first = owner.segments().iter().position(|segment| segment.state == State::Running);
    match owner.place().filter(|_| first == Some(segment)) {
        Some(ThreadPlace::Worker) => text += "; it has a worker of its own",
        Some(ThreadPlace::Beside(why)) => text += &format!("; it runs beside the others: {why}"),
        None => {}
    }
    Some(text)
}

/// What made an event happen, in a few words that begin with `verb` (`woken by Lock.release() in worker-3 at line 6`);
/// `None` where nothing can be said.
pub fn reason(recording: &Recording, lanes: &Lanes, event: EventId, verb: &str) -> Option<String> {
    let own_task = recording.get(event).and_then(|event| subject(&event));
    for cause in chain(recording, event) {
        let at_line = at_line(&cause);
        let before = recording.cause_of(&cause).map(|before| before.kind);
        let by = match cause.kind {
            EventKind::TaskCreated { created, .. } if own_task == Some(created) => {
                return Some(match cause.task {
                    Some(task) => format!("created by {}{at_line}", task_name(lanes, task)),
                    None => format!("created{at_line}"),
                });
            }
            EventKind::TaskSuspended { task, awaiting: Awaiting::Nothing, .. } if own_task == Some(task) => {
                return Some(format!("its turn again after it gave way{at_line}"));
            }
            EventKind::HandleScheduled { kind, callback, .. } => match kind {
                HandleKind::At { .. } if cause.by_asyncio => match (callback, cause.task) {
                    ("sleep", Some(task)) if own_task != Some(task) => {
                        format!("the end of the sleep of {}{at_line}", task_name(lanes, task))
                    }
                    ("sleep", _) => format!("the end of its sleep{at_line}"),
                    _ => format!("the time limit of {callback}{at_line}"),
                },
                HandleKind::At { .. } => format!("the timer for {callback} set{at_line}"),
                HandleKind::Soon | HandleKind::SoonThreadsafe if cause.by_asyncio && callback == "Future" => {
                    match cause.id.thread == event.thread {
                        true => continue,
                        false => format!("the result from {}", thread_name(lanes, cause.id.thread)),
                    }
                }
                HandleKind::Soon | HandleKind::SoonThreadsafe if cause.by_asyncio => {
                    format!("{callback}(){}", whose(lanes, &cause, event.thread))
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

/// Who did something: the task that ran, else the thread.
fn doer(lanes: &Lanes, event: &Event<'_>) -> String {
    match event.task {
        Some(task) => task_name(lanes, task),
        None => thread_name(lanes, event.id.thread),
    }
}

/// Who called something, unless thread `here` did outside of its tasks, and where.
fn whose(lanes: &Lanes, event: &Event<'_>, here: ThreadId) -> String {
    let at_line = at_line(event);
    match event.task {
        None if event.id.thread == here => at_line,
        _ => format!(" in {}{at_line}", doer(lanes, event)),
    }
}

/// The name of the callback that a thread runs during a segment.
pub fn callback_name<'r>(recording: &'r Recording, segment: &Segment) -> Option<&'r str> {
    callback_of(recording, segment.callback?)
}

/// The name of the callback that a `HandleRun` runs.
fn callback_of(recording: &Recording, run: EventId) -> Option<&str> {
    chain(recording, run).find_map(|event| match event.kind {
        EventKind::HandleScheduled { callback, .. } => Some(callback),
        _ => None,
    })
}

/// A time since the program's start: `2.001 s`.
pub fn time_words(micros: u64) -> String {
    format!("{:.3} s", micros as f64 / 1e6)
}

/// A duration in seconds, or a short one in its unit: `2.001 s`, `350 µs`.
pub fn duration_words(micros: u64) -> String {
    match micros {
        0..1_000 => format!("{micros} µs"),
        1_000..1_000_000 => format!("{:.1} ms", micros as f64 / 1e3),
        _ => format!("{:.3} s", micros as f64 / 1e6),
    }
}

/// What an event's task or thread waits for from then on.
fn waits_for(event: Option<Event<'_>>, lanes: &Lanes) -> String {
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

/// The event that explains a segment, and how it does: it woke what runs, or ended a wait.
fn explained_by(recording: &Recording, owner: &Lane, segment: usize) -> Option<(&'static str, EventId)> {
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

fn period(segment: &Segment, lanes: &Lanes) -> String {
    let start = time_words(segment.start_micros);
    match segment.end_micros {
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

/// Where a handle that ran in thread `here` was scheduled, and by whom if that is another thread.
fn scheduled_words(lanes: &Lanes, scheduled: &Event<'_>, here: ThreadId) -> String {
    let by = scheduled.id.thread;
    if by == here {
        return format!("scheduled{}", at_line(scheduled));
    }
    format!("which {} scheduled{}", thread_name(lanes, by), at_line(scheduled))
}

fn at_line(event: &Event<'_>) -> String {
    if event.line > 0 { format!(" at line {}", event.line) } else { String::new() }
}

fn task_name(lanes: &Lanes, task: ObjectId) -> String {
    lanes.task_name(task).map_or_else(|| "a task".to_owned(), |name| name.to_string())
}

fn thread_name(lanes: &Lanes, thread: u16) -> String {
    lanes.thread_name(thread).map_or_else(|| "thread".to_owned(), |name| name.to_string())
}

/// The task that an event is about.
fn subject(event: &Event<'_>) -> Option<ObjectId> {
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
fn chain(recording: &Recording, event: EventId) -> impl Iterator<Item = Event<'_>> {
    std::iter::successors(recording.get(event), |event| recording.cause_of(event)).take(CHAIN_LIMIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recorder::Recorder;

    const MAIN: ObjectId = ObjectId { heap: 0, index: 1 };
    const WORKER: ObjectId = ObjectId { heap: 0, index: 2 };
    const LOOP: ObjectId = ObjectId { heap: 0, index: 1 };

    fn derived(recorders: impl IntoIterator<Item = Recorder>) -> (Recording, Lanes) {
        let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
        for mut recorder in recorders {
            let batch = recorder.take().expect("something was recorded");
            recording.add(&batch, &mut |event| lanes.push(event)).expect("it was just written");
        }
        (recording, lanes)
    }

    /// A worker sleeps for two seconds; the main task waits for it.
    fn sleeping_worker() -> (Recording, Lanes) {
        let scheduled = |kind, callback| EventKind::HandleScheduled {
            handle: ObjectId { heap: 0, index: 1 },
            event_loop: LOOP,
            kind,
            callback,
        };
        let created =
            |created, name| EventKind::TaskCreated { created, name, coroutine: "work", event_loop: LOOP };
        let run = EventKind::HandleRun { handle: ObjectId { heap: 0, index: 1 } };
        let timer = HandleKind::At { deadline_micros: 2_000_000 };
        let events = [
            (0, None, 0, None, EventKind::ThreadStarted { name: "MainThread" }),
            (1, Some(0), 9, None, created(MAIN, "Task-1")),
            (2, Some(1), 4, Some(MAIN), created(WORKER, "Task-2")),
            (3, Some(2), 0, Some(MAIN), scheduled(HandleKind::TaskStep { task: WORKER }, "step")),
            (4, Some(3), 0, Some(WORKER), EventKind::TaskStep { task: WORKER }),
            (5, Some(4), 7, Some(WORKER), scheduled(timer, "sleep")),
            (
                5,
                Some(4),
                7,
                Some(WORKER),
                EventKind::TaskSuspended {
                    task: WORKER,
                    awaiting: Awaiting::Future(WORKER),
                    wait: Wait { kind: WaitKind::Sleep, until_micros: Some(2_000_005), ..Wait::default() },
                },
            ),
            (2_000_000, Some(5), 0, None, run),
            (
                2_000_000,
                Some(7),
                0,
                None,
                EventKind::FutureDone { future: WORKER, outcome: crate::Outcome::Result, by: "" },
            ),
            (2_000_000, Some(8), 0, None, scheduled(HandleKind::TaskStep { task: WORKER }, "step")),
            (2_000_300, Some(9), 0, Some(WORKER), EventKind::TaskStep { task: WORKER }),
        ];
        let mut recorder = Recorder::new(0, true, 100);
        for (at_micros, cause, line, task, kind) in events {
            let cause = cause.map(|seq| EventId { thread: 0, seq });
            (recorder.now_micros, recorder.line, recorder.task) = (at_micros, line, task);
            recorder.by_asyncio = match kind {
                EventKind::HandleScheduled { kind, .. } => kind == timer,
                EventKind::HandleRun { .. } | EventKind::FutureDone { .. } => true,
                _ => false,
            };
            recorder.record_caused_by(kind, cause);
        }
        derived([recorder])
    }

    #[test]
    fn segments_are_told_in_sentences() {
        let (recording, lanes) = sleeping_worker();
        let told: Vec<String> = (0..).map_while(|segment| sentence(&recording, &lanes, 2, segment)).collect();
        assert_eq!(
            told,
            [
                "Task-2 is ready and waits for its turn, at 0.000 s for 2 µs; created by Task-1 at line 4",
                "Task-2 runs, at 0.000 s for 1 µs; created by Task-1 at line 4",
                "Task-2 waits for sleep of 2.000 s (until 2.000 s) at line 7, from 0.000 s until 2.000 s (2.000 s); \
                 ended by the end of its sleep at line 7",
                "Task-2 is ready and waits for its turn, at 2.000 s for 300 µs; \
                 woken by the end of its sleep at line 7",
                "Task-2 runs, since 2.000 s until now; woken by the end of its sleep at line 7",
            ]
        );
    }

    #[test]
    fn what_another_thread_scheduled_was_scheduled_there() {
        let handle = ObjectId { heap: 0, index: 1 };
        let callback = "greet";
        let scheduled = EventKind::HandleScheduled {
            handle,
            event_loop: LOOP,
            kind: HandleKind::SoonThreadsafe,
            callback,
        };
        let events = [
            (0, None, 0, EventKind::ThreadStarted { name: "MainThread" }),
            (0, None, 12, scheduled),
            (1, None, 0, EventKind::ThreadStarted { name: "House" }),
            (1, Some((0, 1)), 7, EventKind::HandleRun { handle }),
        ];
        let mut recorders = [0, 1].map(|thread| Recorder::new(thread, true, 100));
        for (thread, cause, line, kind) in events {
            let cause = cause.map(|(thread, seq)| EventId { thread, seq });
            recorders[thread].line = line;
            recorders[thread].record_caused_by(kind, cause);
        }
        let (recording, lanes) = derived(recorders);
        let told = reason(&recording, &lanes, EventId { thread: 1, seq: 1 }, "woken");
        let expected = "woken by the callback greet, which MainThread scheduled at line 12";
        assert_eq!(told.as_deref(), Some(expected));
    }

    #[test]
    fn the_way_to_an_event_leads_through_the_lanes() {
        let (recording, lanes) = sleeping_worker();
        let way = way_to(&recording, &lanes, 2, 4, 8);
        let places: Vec<_> = way.iter().map(|place| (place.lane, place.at_micros)).collect();
        assert_eq!(places, [(2, 2_000_300), (0, 2_000_000), (2, 5), (1, 3), (0, 1)]);
    }
}
