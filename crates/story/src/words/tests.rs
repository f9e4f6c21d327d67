use loopscope_trace::{
    Awaiting, BlockedOn, EventId, EventKind, HandleKind, ObjectId, Recorder, Recording, Wait, WaitKind,
};

use super::*;
use crate::causes::way_to;

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
            EventKind::FutureDone { future: WORKER, outcome: loopscope_trace::Outcome::Result, by: "" },
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
fn iterations_are_told_in_sentences_and_captions() {
    let select = BlockedOn::Select { event_loop: LOOP, until_micros: Some(2_000) };
    let events = [
        (0, EventKind::ThreadStarted { name: "MainThread" }),
        (0, EventKind::LoopRunning { event_loop: LOOP }),
        (0, EventKind::Iteration { event_loop: LOOP, ready: 2 }),
        (500, EventKind::Blocked { on: select }),
        (2_000, EventKind::Unblocked),
        (2_000, EventKind::Iteration { event_loop: LOOP, ready: 1 }),
        (2_400, EventKind::LoopStopped { event_loop: LOOP }),
    ];
    let mut recorder = Recorder::new(0, true, 100);
    for (at_micros, kind) in events {
        recorder.now_micros = at_micros;
        recorder.record_caused_by(kind, None);
    }
    let (recording, lanes) = derived([recorder]);
    let told: Vec<String> = (0..).map_while(|segment| sentence(&recording, &lanes, 1, segment)).collect();
    assert_eq!(
        told,
        [
            "the event loop of MainThread runs iteration 1 with 2 callbacks, from 0.000 s until 0.001 s (500 µs)",
            "the event loop of MainThread waits for something to do (next timer at 0.002 s), \
             from 0.001 s until 0.002 s (1.5 ms)",
            "the event loop of MainThread runs iteration 2 with 1 callback, at 0.002 s for 400 µs",
        ]
    );
    let segment = lanes.get(1).and_then(|lane| lane.segments().get(2)).expect("it was told");
    assert_eq!(captions(&recording, &lanes, segment), ["iteration 2 with 1 callback", "iteration 2", "2"]);
}

#[test]
fn what_another_thread_scheduled_was_scheduled_there() {
    let handle = ObjectId { heap: 0, index: 1 };
    let callback = "greet";
    let scheduled =
        EventKind::HandleScheduled { handle, event_loop: LOOP, kind: HandleKind::SoonThreadsafe, callback };
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
    assert_eq!(told.as_deref(), Some("scheduled by MainThread at line 12"));
    let told = reason(&recording, &lanes, EventId { thread: 1, seq: 1 }, "ended");
    let expected = "ended by the callback greet, which MainThread scheduled at line 12";
    assert_eq!(told.as_deref(), Some(expected));
}

#[test]
fn the_way_to_an_event_leads_through_the_lanes() {
    let (recording, lanes) = sleeping_worker();
    let way = way_to(&recording, &lanes, 2, 4, 8);
    let places: Vec<_> = way.iter().map(|place| (place.lane, place.at_micros)).collect();
    assert_eq!(places, [(2, 2_000_300), (0, 2_000_000), (2, 5), (1, 3), (0, 1)]);
}
