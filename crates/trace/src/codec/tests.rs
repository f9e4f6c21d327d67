use super::*;
use crate::event::{
    Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, Stream, ThreadId,
};
use crate::recorder::{Place, Recorder};
use crate::wait::{Wait, WaitKind};

const fn object(heap: ThreadId, index: u32) -> ObjectId {
    ObjectId { heap, index }
}

/// Every kind of event, with near and far objects and times.
fn kinds() -> Vec<EventKind<'static>> {
    let (near, far, last) = (object(3, 7), object(9, 70_000), object(u16::MAX, u32::MAX));
    let outcomes = [Outcome::Result, Outcome::Exception("ValueError: ä"), Outcome::Cancelled];
    let mut kinds = vec![
        EventKind::ThreadStarted { name: "MainThread" },
        EventKind::ThreadStarting { thread: 4, name: "" },
        EventKind::ThreadEnded,
        EventKind::ThreadWoken { thread: 300, by: "" },
        EventKind::ThreadPlaced { away: true, why: "" },
        EventKind::ThreadPlaced { away: false, why: "shares `results`" },
        EventKind::TaskCreated { created: near, name: "Task-1", coroutine: "main", event_loop: far },
        EventKind::TaskCreated { created: far, name: "Task-2", coroutine: "main", event_loop: near },
        EventKind::TaskNamed { task: near, name: "ä" },
        EventKind::ThreadNamed { thread: 7, name: "worker" },
        EventKind::Unblocked,
        EventKind::FetchStarted { request: near, method: "GET", url: "https://demo.test/ä" },
        EventKind::FetchDone { request: far, status: 599 },
        EventKind::Output { stream: Stream::Stdout, text: "out ä\n" },
        EventKind::Output { stream: Stream::Stderr, text: "" },
        EventKind::Output { stream: Stream::Stderr, text: "err" },
        EventKind::UncaughtException { message: "E: no" },
        EventKind::Interrupted,
        EventKind::BreakpointHit,
        EventKind::RecordingFull,
        EventKind::ProgramEnded { exit_status: -1 },
        EventKind::ProgramEnded { exit_status: i32::MAX },
    ];
    for task in [near, far, last] {
        kinds.extend([
            EventKind::LoopCreated { event_loop: task },
            EventKind::LoopRunning { event_loop: task },
            EventKind::LoopStopped { event_loop: task },
            EventKind::LoopClosed { event_loop: task },
            EventKind::Iteration { event_loop: task, ready: 1_000 },
            EventKind::HandleCancelled { handle: task },
            EventKind::HandleRun { handle: task },
            EventKind::HandleDone { handle: task },
            EventKind::TaskStep { task },
            EventKind::TaskCancelRequested { task, by: "TaskGroup" },
            EventKind::TaskUncancelled { task },
        ]);
        for kind in [
            HandleKind::Soon,
            HandleKind::SoonThreadsafe,
            HandleKind::At { deadline_micros: 5 },
            HandleKind::At { deadline_micros: i64::MAX },
            HandleKind::At { deadline_micros: -5 },
            HandleKind::TaskStep { task: far },
            HandleKind::DoneCallback,
        ] {
            let (handle, callback) = (task, "Class.method");
            kinds.push(EventKind::HandleScheduled { handle, event_loop: near, kind, callback });
        }
        for awaiting in [Awaiting::Nothing, Awaiting::Task(near), Awaiting::Future(far)] {
            kinds.push(EventKind::TaskSuspended { task, awaiting, wait: Wait::default() });
        }
        let some = Wait { kind: WaitKind::Sleep, until_micros: Some(u64::MAX), ..Wait::default() };
        let all = Wait {
            kind: WaitKind::Connection,
            name: "self.queue",
            object: Some(last),
            other: Some(near),
            count: 1,
            of: u32::MAX,
            until_micros: Some(0),
            limit_micros: Some(7),
        };
        for wait in [some, all] {
            for awaiting in [Awaiting::Task(near), Awaiting::Future(far)] {
                kinds.push(EventKind::TaskSuspended { task, awaiting, wait });
            }
        }
        for outcome in outcomes {
            kinds.push(EventKind::TaskDone { task, outcome });
            kinds.push(EventKind::FutureDone { future: task, outcome, by: "Lock.release" });
        }
        for on in [
            BlockedOn::Sleep { until_micros: 2 },
            BlockedOn::Select { event_loop: task, until_micros: None },
            BlockedOn::Select { event_loop: task, until_micros: Some(1_000_000) },
            BlockedOn::Join { thread: 2 },
            BlockedOn::Call { what: "Queue.get", name: "", holder: None },
            BlockedOn::Call { what: "Lock.acquire", name: "self.lock", holder: Some(u16::MAX) },
        ] {
            kinds.push(EventKind::Blocked { on });
        }
    }
    kinds
}

/// An event of each kind with each sort of cause, line, task and time.
fn events(thread: ThreadId) -> Vec<Event<'static>> {
    let mut events = Vec::new();
    for (seq, kind) in (0..).zip(kinds().into_iter().cycle().take(1_000)) {
        let id = EventId { thread, seq };
        let cause = match seq % 5 {
            0 => None,
            1 => Some(EventId { thread, seq: seq / 2 }),
            2 => Some(EventId { thread: 8, seq: u32::MAX }),
            _ => events.last().and_then(|event: &Event<'_>| event.cause),
        };
        let line = [0, 7, 7, 100_000, u32::MAX][seq as usize % 4];
        let task = [None, Some(object(thread, 1)), Some(object(4, u32::MAX))][seq as usize % 3];
        let at_micros = match seq {
            999 => u64::MAX,
            _ => u64::from(seq / 4) * 300,
        };
        let by_asyncio = seq % 7 == 0;
        events.push(Event { id, at_micros, cause, line, task, by_asyncio, kind });
    }
    events
}

fn encoded(events: &[Event<'_>]) -> Vec<u8> {
    let mut writer = Writer::new();
    events.iter().for_each(|event| writer.event(event));
    writer.finish().expect("there are events")
}

#[test]
fn every_kind_of_event_comes_back() {
    for thread in [0, 3, u16::MAX] {
        let events = events(thread);
        assert_eq!(decode(&encoded(&events)).as_deref(), Ok(&events[..]));
    }
}

/// Tasks that take steps in which they give way, now and then with something before, in or behind the step.
fn giving_way(recorder: &mut Recorder, rounds: u32) -> Vec<Event<'static>> {
    let (event_loop, mut expected) = (object(0, 1), Vec::new());
    let mut push = |recorder: &Recorder, id: Option<EventId>, cause, kind| {
        let Recorder { now_micros: at_micros, line, task, by_asyncio, .. } = *recorder;
        expected.push(Event {
            id: id.expect("it is recorded"),
            at_micros,
            cause,
            line,
            task,
            by_asyncio,
            kind,
        });
    };
    for round in 0..rounds {
        let (task, handle) = (object(0, round % 3 + 1), object(0, round + 9));
        let before = (round % 5 == 0).then(|| {
            (recorder.line, recorder.task) = (0, None);
            let kind = EventKind::Iteration { event_loop, ready: round };
            let id = recorder.record_caused_by(kind, None);
            push(recorder, id, None, kind);
            id
        });
        recorder.now_micros += u64::from(round % 7 == 0);
        recorder.line = if round % 11 == 0 { 0 } else { 4 };
        recorder.task = (round % 13 > 0).then_some(task);
        recorder.by_asyncio = round % 17 == 0;
        let step = recorder.record_caused_by(EventKind::TaskStep { task }, before.flatten());
        push(recorder, step, before.flatten(), EventKind::TaskStep { task });
        recorder.cause = step;
        match round % 19 {
            1 => recorder.now_micros += 1,
            2 | 3 => recorder.line = 8,
            4 => recorder.by_asyncio = !recorder.by_asyncio,
            5 => {
                let id = recorder.record(EventKind::Unblocked);
                push(recorder, id, step, EventKind::Unblocked);
            }
            6 => recorder.cause = None,
            7 => recorder.line = 0,
            _ => {}
        }
        let event_loop = object(0, if round % 23 == 0 { 2 } else { 1 });
        let scheduled = recorder.record_giving_way(task, handle, event_loop, "give_way");
        let suspended = scheduled.map(|id| EventId { seq: id.seq - 1, ..id });
        let kind = EventKind::TaskSuspended { task, awaiting: Awaiting::Nothing, wait: Wait::default() };
        push(recorder, suspended, recorder.cause, kind);
        let (kind, callback) = (HandleKind::TaskStep { task }, "give_way");
        let kind = EventKind::HandleScheduled { handle, event_loop, kind, callback };
        push(recorder, scheduled, suspended.or(recorder.cause), kind);
    }
    expected
}

#[test]
fn steps_that_give_way_come_back_as_their_events() {
    let mut recorder = Recorder::new(0, true, 100_000);
    let expected = giving_way(&mut recorder, 5_000);
    let bytes = recorder.take().expect("something was recorded");
    assert_eq!(decode(&bytes).as_deref(), Ok(&expected[..]));
    assert_eq!(recorder.recorded() as usize, expected.len());
}

#[test]
fn a_step_that_gives_way_costs_few_bytes() {
    let mut recorder = Recorder::new(0, true, 100_000);
    (recorder.line, recorder.task) = (4, Some(object(0, 1)));
    let step = EventKind::TaskStep { task: object(0, 1) };
    for _ in 0..1_000 {
        recorder.cause = recorder.record(step);
        recorder.cause = recorder.record_giving_way(object(0, 1), object(0, 2), object(0, 1), "give_way");
    }
    let bytes = recorder.take().expect("something was recorded").len();
    assert!(bytes < 7_000, "{bytes} bytes");
}

#[test]
fn a_batch_that_ends_within_a_step_is_none() {
    let mut recorder = Recorder::new(0, true, 100);
    giving_way(&mut recorder, 2);
    let bytes = recorder.take().expect("something was recorded");
    let count = u32::from_le_bytes([bytes[6], bytes[7], bytes[8], bytes[9]]);
    assert_eq!(decode(&bytes).map(|events| events.len()), Ok(count as usize));
    for fewer in 1..3 {
        let mut cut = bytes.clone();
        cut[6..10].copy_from_slice(&(count - fewer).to_le_bytes());
        assert!(decode(&cut).is_err(), "{fewer} fewer");
    }
}

#[test]
fn a_step_that_gives_way_in_another_batch_comes_back() {
    let mut recorder = Recorder::new(0, true, 100);
    (recorder.line, recorder.task) = (4, Some(object(0, 1)));
    let mut ids = Vec::new();
    for _ in 0..2 {
        recorder.cause = recorder.record(EventKind::TaskStep { task: object(0, 1) });
        let batches = [recorder.take(), {
            recorder.record_giving_way(object(0, 1), object(0, 2), object(0, 1), "give_way");
            recorder.take()
        }];
        for batch in batches.into_iter().flatten() {
            ids.extend(decode(&batch).expect("it was just written").iter().map(|event| event.id.seq));
        }
    }
    assert_eq!(ids, [0, 1, 2, 3, 4, 5]);
}

#[test]
fn a_step_that_gives_way_fills_a_recording_as_its_events_do() {
    for limit in 0..12 {
        let mut recorder = Recorder::new(0, true, limit);
        (recorder.line, recorder.task) = (4, Some(object(0, 1)));
        for _ in 0..3 {
            let step = recorder.record_caused_by(EventKind::TaskStep { task: object(0, 1) }, None);
            recorder.cause = step;
            recorder.record_giving_way(object(0, 1), object(0, 2), object(0, 1), "give_way");
        }
        let bytes = recorder.take().expect("something was recorded");
        let events = decode(&bytes).expect("it was just written");
        let full = events.iter().position(|event| event.kind == EventKind::RecordingFull);
        assert_eq!(
            (events.len(), full),
            if limit < 9 { (limit as usize + 1, Some(limit as usize)) } else { (9, None) }
        );
    }
}

#[test]
fn threads_that_take_turns_cost_a_byte() {
    let mut recorder = Recorder::new(0, true, 100_000);
    let mut other = Place::beginning(1, None);
    let mut sizes = [false, true].map(|turns| {
        for _ in 0..5_000 {
            recorder.record(EventKind::Unblocked);
            if turns {
                recorder.switch(&mut other);
            }
        }
        recorder.take().expect("there are events").len()
    });
    sizes.sort_unstable();
    assert!(sizes[1] - sizes[0] < 5_100, "{sizes:?}");
}

#[test]
fn events_of_several_threads_are_in_one_order() {
    let mut all: Vec<Event<'_>> = Vec::new();
    let mut threads = [0, 3, u16::MAX].map(|thread| events(thread).into_iter());
    for (turn, number) in [0, 1, 0, 1, 2, 0, 2, 1, 1, 0].into_iter().cycle().take(400).enumerate() {
        // Sometimes numbers are left out: those events were recorded elsewhere.
        all.extend(threads[number].by_ref().skip(usize::from(turn % 7 == 0)).take(turn % 4));
    }
    assert_eq!(decode(&encoded(&all)).as_deref(), Ok(&all[..]));
}

#[test]
fn every_prefix_is_an_error() {
    let bytes = encoded(&events(3)[..kinds().len()]);
    for length in 1..bytes.len() {
        assert!(decode(&bytes[..length]).is_err(), "{length} of {} bytes", bytes.len());
    }
    let mut longer = bytes;
    longer.push(0);
    assert!(decode(&longer).is_err());
}

#[test]
fn shorter_parts_are_errors() {
    let events = &events(3)[..kinds().len()];
    let bytes = encoded(events);
    // How many events, their bytes, and the bytes of texts and output, each one less.
    for place in [6, 10, 18, 22] {
        let mut bytes = bytes.clone();
        bytes[place] = bytes[place].wrapping_sub(1);
        assert!(decode(&bytes).is_err());
    }
}

#[test]
fn no_bytes_make_it_panic() {
    let bytes = encoded(&events(3)[..kinds().len()]);
    for place in 0..bytes.len() {
        for value in [0, 1, 0x7F, 0x80, 0xFF, bytes[place] ^ 0x11, bytes[place].wrapping_add(1)] {
            let mut bytes = bytes.clone();
            bytes[place] = value;
            let _ = decode(&bytes);
        }
    }
}

#[test]
fn batches_are_read_without_those_before_them() {
    let mut writer = Writer::new();
    let events = events(3);
    for batch in events.chunks(123) {
        batch.iter().for_each(|event| writer.event(event));
        let bytes = writer.finish().expect("there are events");
        assert_eq!(decode(&bytes).as_deref(), Ok(batch));
        let read = Batch::new(&bytes).expect("it was just written");
        assert_eq!(read.count(), batch.len() as u32);
    }
    assert_eq!(writer.finish(), None);
}

#[test]
fn a_text_that_comes_again_is_written_once_in_a_batch() {
    let mut recorder = Recorder::new(0, true, 1_000_000);
    for _ in 0..3 {
        for index in 0..1_000 {
            // The same text from several places, and several texts from the same place.
            let callback = ["a_rather_long_name_of_a_function", "another_name"][index % 2].to_owned();
            recorder.record(EventKind::HandleScheduled {
                handle: object(0, index as u32),
                event_loop: object(0, 1),
                kind: HandleKind::Soon,
                callback: &callback,
            });
        }
        let bytes = recorder.take().expect("there are events");
        assert!(bytes.len() < 5_500, "{} bytes", bytes.len());
        for (event, expected) in decode(&bytes)
            .expect("it was just written")
            .iter()
            .zip(["a_rather_long_name_of_a_function", "another_name"].iter().cycle())
        {
            assert!(
                matches!(event.kind, EventKind::HandleScheduled { callback, .. } if callback == *expected)
            );
        }
    }
}

#[test]
fn many_texts_are_forgotten_between_batches() {
    let mut recorder = Recorder::new(0, true, 1_000_000);
    for round in 0..3 {
        let names: Vec<String> = (0..2_000).map(|number| format!("name {round} {number}")).collect();
        for what in names.iter().chain(&names) {
            recorder.record(EventKind::Blocked { on: BlockedOn::Call { what, name: "", holder: None } });
        }
        let bytes = recorder.take().expect("there are events");
        let events = decode(&bytes).expect("it was just written");
        for (event, name) in events.iter().zip(names.iter().chain(&names)) {
            assert_eq!(
                event.kind,
                EventKind::Blocked { on: BlockedOn::Call { what: name, name: "", holder: None } }
            );
        }
    }
}

#[test]
fn a_batch_can_be_read_on_from_a_position() {
    let events = events(3);
    let bytes = encoded(&events);
    let batch = Batch::new(&bytes).expect("it was just written");
    let mut reading = batch.events();
    for (number, event) in events.iter().enumerate() {
        let position = reading.position();
        let rest: Result<Vec<_>, _> = batch.events_from(&position).collect();
        assert_eq!(rest.as_deref(), Ok(&events[number..]));
        assert_eq!(reading.next(), Some(Ok(*event)));
    }
}

#[test]
fn output_can_be_left_out() {
    let mut events = events(3);
    let mut bytes = encoded(&events);
    let before = bytes.len();
    leave_out_output(&mut bytes);
    leave_out_output(&mut bytes);
    assert!(bytes.len() < before);
    for event in &mut events {
        if let EventKind::Output { text, .. } = &mut event.kind {
            *text = "";
        }
    }
    assert_eq!(decode(&bytes).as_deref(), Ok(&events[..]));
}
