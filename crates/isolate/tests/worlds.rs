//! The state at a moment, as it is derived, against what the run itself said then.

#[path = "support/golden.rs"]
mod golden;
mod support;

use loopscope_story::world::TaskState;
use loopscope_story::worlds::Worlds;
use loopscope_trace::{EventKind, HandleKind, Moment};

/// A loop says how many handles it takes with each iteration.
#[test]
fn ready_queues_hold_as_many_as_their_loops_take() {
    let mut iterations = 0;
    for (name, recording, _) in golden::recordings() {
        let mut worlds = Worlds::default();
        for (at, event) in (0..).map(Moment).zip(recording.events()) {
            let EventKind::Iteration { event_loop, ready } = event.kind else { continue };
            let world = worlds.at(&recording, at);
            let queue = &world.loops.get(event_loop).expect("it runs").ready;
            assert_eq!(queue.len(), ready as usize, "{name} after #{}", at.0);
            iterations += 1;
        }
    }
    assert!(iterations > 300, "{iterations}");
}

/// What runs was first in its queue, and was ready; what ends its turn had run.
#[test]
fn what_runs_was_first_in_its_queue() {
    for (name, recording, _) in golden::recordings() {
        let mut worlds = Worlds::default();
        for (at, event) in (1..).map(Moment).zip(recording.events().skip(1)) {
            let world = worlds.at(&recording, Moment(at.0 - 1));
            let scheduled = recording.cause_of(&event).map(|cause| cause.kind);
            let queue = match scheduled {
                Some(EventKind::HandleScheduled { event_loop, .. }) => {
                    world.loops.get(event_loop).map(|it| &it.ready)
                }
                _ => None,
            };
            match event.kind {
                // The first step of an eager task is caused by its making.
                EventKind::TaskStep { .. } if matches!(scheduled, Some(EventKind::TaskCreated { .. })) => {}
                EventKind::TaskStep { task } => {
                    let first = queue.and_then(|queue| queue.iter().find(|queued| !queued.cancelled));
                    assert_eq!(first.and_then(|first| first.step_of), Some(task), "{name} #{}", at.0);
                    let state = world.tasks.get(task).map(|task| task.state);
                    assert!(matches!(state, Some(TaskState::Ready) | None), "{name} #{}: {state:?}", at.0);
                }
                EventKind::HandleRun { .. } => {
                    let first = queue.and_then(|queue| queue.iter().find(|queued| !queued.cancelled));
                    let since = first.and_then(|first| recording.at(first.since)).map(|event| event.kind);
                    assert_eq!(since, scheduled, "{name} #{}", at.0);
                    let is_step = matches!(
                        scheduled,
                        Some(EventKind::HandleScheduled { kind: HandleKind::TaskStep { .. }, .. })
                    );
                    assert!(!is_step, "{name} #{}", at.0);
                }
                EventKind::TaskSuspended { task, .. } | EventKind::TaskDone { task, .. } => {
                    let state = world.tasks.get(task).map(|task| task.state);
                    assert!(matches!(state, Some(TaskState::Running) | None), "{name} #{}: {state:?}", at.0);
                }
                _ => {}
            }
        }
    }
}
