use super::*;
use loopscope_trace::{Outcome, Wait};

const LOOP: ObjectId = ObjectId { heap: 0, index: 1 };

fn task(index: u32) -> ObjectId {
    ObjectId { heap: 0, index }
}

/// Pushes events, numbering them by thread.
#[derive(Default)]
struct Script {
    lanes: Lanes,
    seqs: [u32; 4],
    running: Option<ObjectId>,
}

impl Script {
    fn at(&mut self, thread: ThreadId, at_micros: u64, kind: EventKind<'_>) -> &mut Self {
        let seq = self.seqs[usize::from(thread)];
        self.seqs[usize::from(thread)] += 1;
        let id = EventId { thread, seq };
        let (cause, line, task, by_asyncio) = (None, 0, self.running, false);
        self.lanes.push(&Event { id, at_micros, cause, line, task, by_asyncio, kind });
        self
    }

    fn created(&mut self, at_micros: u64, index: u32) -> &mut Self {
        let kind = EventKind::TaskCreated {
            created: task(index),
            name: &format!("Task-{index}"),
            coroutine: "work",
            event_loop: LOOP,
        };
        self.at(0, at_micros, kind)
    }

    fn scheduled(&mut self, at_micros: u64, index: u32) -> &mut Self {
        let kind = EventKind::HandleScheduled {
            handle: task(index),
            event_loop: LOOP,
            kind: HandleKind::TaskStep { task: task(index) },
            callback: "step",
        };
        self.at(0, at_micros, kind)
    }

    fn step(&mut self, at_micros: u64, index: u32) -> &mut Self {
        self.at(0, at_micros, EventKind::TaskStep { task: task(index) })
    }

    fn suspended(&mut self, at_micros: u64, index: u32, awaiting: Awaiting) -> &mut Self {
        self.at(0, at_micros, EventKind::TaskSuspended { task: task(index), awaiting, wait: Wait::default() })
    }

    fn shape(&self, lane: LaneIndex) -> Vec<(State, u64, Option<u64>)> {
        let segments = self.lanes.lanes[lane].segments();
        segments.iter().map(|segment| (segment.state, segment.start_micros, segment.end_micros())).collect()
    }
}

fn started() -> EventKind<'static> {
    EventKind::ThreadStarted { name: "MainThread" }
}

#[test]
fn a_task_is_ready_runs_waits_and_is_ready_again() {
    let mut script = Script::default();
    script.at(0, 0, started()).created(1, 1).scheduled(1, 1).step(3, 1);
    script.suspended(4, 1, Awaiting::Future(task(9))).scheduled(10, 1).step(15, 1);
    script.at(0, 16, EventKind::TaskDone { task: task(1), outcome: Outcome::Result });
    assert_eq!(
        script.shape(1),
        [
            (State::Ready, 1, Some(3)),
            (State::Running, 3, Some(4)),
            (State::Waiting, 4, Some(10)),
            (State::Ready, 10, Some(15)),
            (State::Running, 15, Some(16)),
        ]
    );
    assert_eq!(script.lanes.task_name(task(1)).as_deref(), Some("Task-1"));
}

#[test]
fn a_bare_yield_leaves_a_task_ready() {
    let mut script = Script::default();
    script.created(0, 1).step(0, 1).suspended(1, 1, Awaiting::Nothing).scheduled(1, 1).step(4, 1);
    assert_eq!(
        script.shape(1),
        [(State::Running, 0, Some(1)), (State::Ready, 1, Some(4)), (State::Running, 4, None)]
    );
}

#[test]
fn a_task_scheduled_while_it_runs_is_ready_when_it_suspends() {
    let mut script = Script::default();
    script.created(0, 1).step(0, 1).scheduled(1, 1).suspended(2, 1, Awaiting::Future(task(9)));
    assert_eq!(script.shape(1), [(State::Running, 0, Some(2)), (State::Ready, 2, None)]);
}

#[test]
fn in_virtual_time_steps_stay_and_empty_waits_go() {
    let mut script = Script::default();
    script.created(0, 1).scheduled(0, 1).step(0, 1).suspended(0, 1, Awaiting::Future(task(9)));
    script.scheduled(0, 1).step(0, 1).suspended(0, 1, Awaiting::Future(task(9)));
    assert_eq!(
        script.shape(1),
        [(State::Running, 0, Some(0)), (State::Running, 0, Some(0)), (State::Waiting, 0, None)]
    );
}

#[test]
fn blocking_shows_in_the_thread_and_in_its_task() {
    let mut script = Script::default();
    script.at(0, 0, started()).created(0, 1).step(1, 1);
    script.running = Some(task(1));
    script.at(0, 2, EventKind::Blocked { on: BlockedOn::Sleep { until_micros: 8 } }).at(
        0,
        8,
        EventKind::Unblocked,
    );
    let expected = [(State::Blocked, 2, Some(8)), (State::Running, 8, None)];
    assert_eq!(script.shape(0)[1..], expected);
    assert_eq!(script.shape(1)[2..], expected);
}

#[test]
fn an_idle_loop_waits() {
    let mut script = Script::default();
    let on = BlockedOn::Select { event_loop: LOOP, until_micros: None };
    script.at(0, 0, started()).at(0, 2, EventKind::Blocked { on });
    assert_eq!(script.shape(0), [(State::Running, 0, Some(2)), (State::Waiting, 2, None)]);
}

#[test]
fn callbacks_cut_their_threads_lane() {
    let mut script = Script::default();
    let handle = task(7);
    let kind = HandleKind::SoonThreadsafe;
    script.at(0, 0, started()).at(
        0,
        1,
        EventKind::HandleScheduled { handle, event_loop: LOOP, kind, callback: "more_work" },
    );
    script.at(0, 2, EventKind::HandleRun { handle });
    script.at(0, 3, EventKind::Blocked { on: BlockedOn::Sleep { until_micros: 5 } }).at(
        0,
        5,
        EventKind::Unblocked,
    );
    script.at(0, 6, EventKind::HandleDone { handle });
    let inside: Vec<bool> =
        script.lanes.lanes[0].segments().iter().map(|segment| segment.callback().is_some()).collect();
    assert_eq!(inside, [false, true, true, true, false]);
}

#[test]
fn threads_are_followed_by_their_tasks() {
    let mut script = Script::default();
    script.at(1, 0, started()).at(0, 0, started()).created(1, 1).created(2, 2);
    // The loop was given to the other thread: it runs the second task.
    script.at(1, 3, EventKind::TaskStep { task: task(2) });
    let lanes = &script.lanes;
    let names: Vec<_> =
        lanes.order().map(|(lane, _)| (lanes.lanes[lane].thread(), lanes.lanes[lane].name())).collect();
    assert_eq!(
        names,
        [(0, "MainThread".into()), (0, "Task-1".into()), (1, "MainThread".into()), (1, "Task-2".into())]
    );
    assert_eq!((lanes.thread_count(), lanes.task_count()), (2, 2));
}

#[test]
fn tasks_are_below_the_task_that_created_them() {
    let mut script = Script::default();
    script.at(0, 0, started()).created(0, 1).created(0, 2);
    for (creator, created) in [(1, 3), (2, 4), (1, 5), (3, 6)] {
        script.running = Some(task(creator));
        script.created(1, created);
    }
    let order = |lanes: &Lanes| -> Vec<_> {
        lanes.order().map(|(lane, depth)| format!("{depth} {}", lanes.lanes[lane].name())).collect()
    };
    assert_eq!(
        order(&script.lanes),
        ["0 MainThread", "1 Task-1", "2 Task-3", "3 Task-6", "2 Task-5", "1 Task-2", "2 Task-4"]
    );
    // Another thread runs two of them: the first goes there with what is below it.
    for moved in [3, 5, 6] {
        script.at(1, 2, EventKind::TaskStep { task: task(moved) });
    }
    assert_eq!(
        order(&script.lanes),
        [
            "0 MainThread",
            "1 Task-1",
            "1 Task-2",
            "2 Task-4",
            "0 Thread-1",
            "1 Task-3",
            "2 Task-6",
            "1 Task-5"
        ]
    );
}

#[test]
fn loops_are_above_tasks_and_count_their_iterations() {
    let event_loop = |index| ObjectId { heap: 0, index };
    let running = |index| EventKind::LoopRunning { event_loop: event_loop(index) };
    let iteration = |index| EventKind::Iteration { event_loop: event_loop(index), ready: 1 };
    let idle = EventKind::Blocked { on: BlockedOn::Select { event_loop: LOOP, until_micros: Some(30) } };
    let mut script = Script::default();
    script.at(0, 0, started()).created(0, 1).at(0, 0, running(1)).at(0, 0, iteration(1)).step(0, 1);
    script.suspended(5, 1, Awaiting::Task(task(9))).at(0, 5, iteration(1)).at(0, 7, idle);
    script.at(0, 30, EventKind::Unblocked).at(0, 30, iteration(1));
    script.at(0, 40, EventKind::LoopStopped { event_loop: LOOP });
    script.created(50, 2).at(0, 50, running(2)).at(0, 50, iteration(2)).step(50, 2);
    script.at(0, 60, EventKind::LoopStopped { event_loop: event_loop(2) }).at(0, 70, running(1)).at(
        0,
        70,
        iteration(1),
    );
    let lanes = &script.lanes;
    let names: Vec<_> = lanes.order().map(|(lane, _)| lanes.lanes[lane].name().to_string()).collect();
    assert_eq!(names, ["MainThread", "event loop", "event loop", "Task-1", "Task-2"]);
    assert_eq!((lanes.thread_count(), lanes.task_count()), (1, 2));
    let first = lanes.order().nth(1).unwrap().0;
    let numbers: Vec<_> = lanes.lanes[first].segments().iter().map(Segment::iteration).collect();
    // When it runs again, it begins anew.
    assert_eq!(numbers, [Some(1), Some(2), None, Some(3), Some(1)]);
    assert!(lanes.lanes[first].segments().iter().all(|segment| segment.callback().is_none()));
    assert_eq!(
        script.shape(first)[..4],
        [
            (State::Running, 0, Some(5)),
            (State::Running, 5, Some(7)),
            (State::Waiting, 7, Some(30)),
            (State::Running, 30, Some(40)),
        ]
    );
}

#[test]
fn a_late_batch_names_a_task_that_already_ran() {
    let mut script = Script::default();
    script.at(1, 5, EventKind::TaskStep { task: task(1) }).created(2, 1);
    let lane = *script.lanes.tasks.get(task(1)).expect("it was made");
    assert_eq!(&*script.lanes.lanes[lane].name(), "Task-1");
    assert_eq!(script.shape(lane), [(State::Running, 5, None)]);
}

#[test]
fn the_end_of_the_program_closes_every_lane() {
    let mut script = Script::default();
    script.at(0, 0, started()).created(0, 1).at(0, 9, EventKind::ProgramEnded { exit_status: 0 });
    assert!(script.lanes.ended());
    assert_eq!(script.shape(1), [(State::Ready, 0, Some(9))]);
}

#[test]
fn segments_after_a_time_are_found() {
    let mut script = Script::default();
    script.created(0, 1);
    for step in 0..50 {
        script.step(step * 10 + 5, 1).suspended(step * 10 + 10, 1, Awaiting::Nothing);
    }
    let lane = &script.lanes.lanes[1];
    assert_eq!(lane.first_after(0), 0);
    assert_eq!(lane.segments()[lane.first_after(105)].start_micros, 105);
    assert_eq!(lane.first_after(1_000_000), lane.segments().len() - 1);
}

/// Whatever events come, in whatever order, segments stay in the order of time.
#[test]
fn segments_never_overlap() {
    let mut script = Script::default();
    let mut random: u64 = 7;
    for _ in 0..20_000 {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (random >> 33) as u32;
        let (index, at, thread) = (1 + pick % 3, u64::from(pick % 1_000), (pick / 7 % 3) as ThreadId);
        match pick / 64 % 9 {
            0 => script.created(at, index),
            1 => script.scheduled(at, index),
            2 => script.step(at, index),
            3 => script.suspended(at, index, Awaiting::Nothing),
            4 => script.suspended(at, index, Awaiting::Task(task(2))),
            5 => script.at(
                thread,
                at,
                EventKind::Blocked { on: BlockedOn::Call { what: "get", name: "", holder: None } },
            ),
            6 => script.at(thread, at, EventKind::Unblocked),
            7 => script.at(thread, at, EventKind::HandleRun { handle: task(index) }),
            _ => script.at(thread, at, EventKind::HandleDone { handle: task(index) }),
        };
    }
    for lane in &script.lanes.lanes {
        let segments = lane.segments();
        assert!(
            segments
                .windows(2)
                .all(|pair| pair[0].end_micros().is_some_and(|end| end <= pair[1].start_micros))
        );
    }
}

#[test]
fn a_thread_that_ran_no_time_ran() {
    let waits = || EventKind::Blocked { on: BlockedOn::Select { event_loop: LOOP, until_micros: None } };
    let mut script = Script::default();
    script.at(0, 0, started()).at(0, 0, waits()).at(0, 5, EventKind::Unblocked);
    // A wait of no time is none, and the thread goes on.
    script.at(0, 5, waits()).at(0, 5, EventKind::Unblocked).at(0, 5, waits());
    let (running, waiting) = (State::Running, State::Waiting);
    let expected = [(running, 0, Some(0)), (waiting, 0, Some(5)), (running, 5, Some(5)), (waiting, 5, None)];
    assert_eq!(script.shape(0), expected);
    assert_eq!(script.lanes.lanes[0].segments()[2].begun_by.seq, 2);
}

/// The state of each segment with its first step and that before which it ended.
fn steps(script: &Script, lane: LaneIndex) -> Vec<(State, u32, u32)> {
    let segments = script.lanes.lanes[lane].segments();
    segments.iter().map(|segment| (segment.state, segment.start_step, segment.end_step)).collect()
}

#[test]
fn what_happens_in_one_instant_lies_side_by_side_in_steps() {
    let mut script = Script::default();
    script.at(0, 0, started());
    script.created(0, 1).scheduled(0, 1).created(0, 2).scheduled(0, 2);
    script.step(0, 1).suspended(0, 1, Awaiting::Future(task(9)));
    script.step(0, 2).scheduled(0, 1).suspended(0, 2, Awaiting::Nothing);
    script.step(0, 1).at(0, 0, EventKind::TaskDone { task: task(1), outcome: Outcome::Result });
    let first = [(State::Running, 1, 2), (State::Waiting, 2, 3), (State::Running, 3, 4)];
    assert_eq!(steps(&script, 1), first);
    assert_eq!(steps(&script, 2)[..2], [(State::Ready, 1, 2), (State::Running, 2, 3)]);
    assert_eq!(script.lanes.steps(), 4);
    assert_eq!(script.lanes.times(), [(0, 0)]);
}

#[test]
fn time_that_passes_is_a_step() {
    let mut script = Script::default();
    script.at(0, 0, started());
    script.created(0, 1).scheduled(0, 1).step(0, 1).suspended(0, 1, Awaiting::Future(task(9)));
    script.at(
        0,
        0,
        EventKind::Blocked { on: BlockedOn::Select { event_loop: LOOP, until_micros: Some(70) } },
    );
    script.at(0, 70, EventKind::Unblocked).scheduled(70, 1).step(70, 1);
    assert_eq!(steps(&script, 0)[1], (State::Waiting, 2, 3));
    assert_eq!(steps(&script, 1)[1..3], [(State::Waiting, 2, 3), (State::Running, 3, 3)]);
    assert_eq!(script.lanes.times(), [(0, 0), (3, 70)]);
}

#[test]
fn tasks_of_asyncio_have_no_lane() {
    let mut script = Script::default();
    script.at(0, 0, started());
    let kind =
        EventKind::TaskCreated { created: task(5), name: "Task-5", coroutine: "aclose", event_loop: LOOP };
    let id = EventId { thread: 0, seq: 1 };
    script.lanes.push(&Event { id, at_micros: 0, cause: None, line: 0, task: None, by_asyncio: true, kind });
    script.scheduled(0, 5).step(0, 5).suspended(0, 5, Awaiting::Nothing);
    assert_eq!((script.lanes.len(), script.lanes.task_count()), (1, 0));
    assert_eq!(script.lanes.task_name(task(5)).as_deref(), Some("asyncio's clean-up"));
}
