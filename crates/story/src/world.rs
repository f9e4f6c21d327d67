//! The state of a program at a moment of its run: what its loops have in their queues, and what its tasks wait for. It is
//! derived from the events until then.

use loopscope_trace::{Event, EventKind, HandleKind, Moment, ObjectId, Recording, ThreadId, WaitKind};

use crate::sorted::Sorted;

/// A program at a moment.
#[derive(Debug, Default)]
pub struct World {
    /// By their number.
    pub loops: Sorted<Loop>,
    /// The tasks that are not done, by their number.
    pub tasks: Sorted<Task>,
    /// Who has the locks that some task waits, or waited, for.
    pub holders: Sorted<ObjectId>,
}

/// An event loop.
#[derive(Debug, Default)]
pub struct Loop {
    /// The thread that runs it, if one does.
    pub thread: Option<ThreadId>,
    /// Which iteration it is in, since it runs, from 1; 0 before the first.
    pub iteration: u32,
    /// What is ready, in the order in which it will run.
    pub ready: Vec<Queued>,
    /// The timers, in the order of their deadlines.
    pub timers: Vec<Queued>,
}

/// A callback or a task's step in a loop's queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// Where it was put there.
    pub since: Moment,
    /// The task whose step it is.
    pub step_of: Option<ObjectId>,
    /// When it becomes ready, in microseconds of the program's clock; 0 for what is ready.
    pub deadline_micros: u64,
    /// Whether asyncio put it there of its own accord.
    pub by_asyncio: bool,
    handle: ObjectId,
}

/// A task that is not done.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Task {
    /// Where it began to wait, if it waits.
    pub waits_since: Option<Moment>,
    /// The object that it waits for, with its kind, if that has a number.
    pub waits_for: Option<(WaitKind, ObjectId)>,
    /// Whether it runs.
    pub runs: bool,
}

impl World {
    /// The state right after the event at a moment.
    pub fn at(recording: &Recording, moment: Moment) -> World {
        let mut world = World::default();
        for (number, event) in (0..=moment.0).zip(recording.events()) {
            world.push(&event, Moment(number));
        }
        world
    }

    /// The tasks that wait for an object, in the order in which they began to.
    pub fn waiting_for(&self, object: ObjectId, kind: WaitKind) -> Vec<ObjectId> {
        let waits = |task: &Task| task.waits_for == Some((kind, object));
        let mut waiting: Vec<(Option<Moment>, ObjectId)> = Vec::new();
        for (id, task) in self.tasks.iter().filter(|(_, task)| waits(task)) {
            let at = waiting.partition_point(|(since, _)| *since <= task.waits_since);
            waiting.insert(at, (task.waits_since, id));
        }
        waiting.into_iter().map(|(_, task)| task).collect()
    }

    fn push(&mut self, event: &Event<'_>, moment: Moment) {
        match event.kind {
            EventKind::LoopCreated { event_loop } => {
                self.loops.or_default(event_loop);
            }
            EventKind::LoopRunning { event_loop } => {
                let it = self.loops.or_default(event_loop);
                (it.thread, it.iteration) = (Some(event.id.thread), 0);
            }
            EventKind::LoopStopped { event_loop } => {
                self.loops.or_default(event_loop).thread = None;
            }
            EventKind::LoopClosed { event_loop } => {
                self.loops.remove(event_loop);
            }
            EventKind::Iteration { event_loop, .. } => {
                self.loops.or_default(event_loop).begin_iteration(event.at_micros);
            }
            EventKind::HandleScheduled { handle, event_loop, kind, .. } => {
                let (step_of, deadline_micros) = match kind {
                    HandleKind::TaskStep { task } => (Some(task), 0),
                    HandleKind::At { deadline_micros } => (None, deadline_micros),
                    _ => (None, 0),
                };
                let queued =
                    Queued { since: moment, step_of, deadline_micros, by_asyncio: event.by_asyncio, handle };
                let it = self.loops.or_default(event_loop);
                if matches!(kind, HandleKind::At { .. }) {
                    let at = it.timers.partition_point(|timer| timer.deadline_micros <= deadline_micros);
                    it.timers.insert(at, queued);
                } else {
                    it.ready.push(queued);
                }
                if let Some(task) = step_of.and_then(|task| self.tasks.get_mut(task)) {
                    task.waits_since = None;
                }
            }
            EventKind::HandleCancelled { handle } | EventKind::HandleRun { handle } => {
                self.forget(|queued| queued.step_of.is_none() && queued.handle == handle);
            }
            EventKind::TaskCreated { created, .. } if !event.by_asyncio => {
                self.tasks.insert(created, Task::default());
            }
            EventKind::TaskStep { task } => {
                self.forget(|queued| queued.step_of == Some(task));
                let Some(state) = self.tasks.get_mut(task) else { return };
                if let Some((WaitKind::Lock, lock)) = state.waits_for.take() {
                    self.holders.insert(lock, task);
                }
                *state = Task { runs: true, ..Task::default() };
            }
            EventKind::TaskSuspended { task, wait, .. } => {
                let Some(state) = self.tasks.get_mut(task) else { return };
                let waits_for = wait.object.map(|object| (wait.kind, object));
                *state = Task { waits_since: Some(moment), waits_for, runs: false };
                if let (WaitKind::Lock, Some(lock), Some(holder)) = (wait.kind, wait.object, wait.other) {
                    self.holders.insert(lock, holder);
                }
            }
            EventKind::TaskDone { task, .. } => {
                self.tasks.remove(task);
            }
            _ => {}
        }
    }

    fn forget(&mut self, is_it: impl Fn(&Queued) -> bool) {
        for it in self.loops.values_mut() {
            it.ready.retain(|queued| !is_it(queued));
            it.timers.retain(|queued| !is_it(queued));
        }
    }
}

impl Loop {
    /// The timers that are due become ready, behind what is.
    fn begin_iteration(&mut self, now_micros: u64) {
        self.iteration += 1;
        let due = self.timers.partition_point(|timer| timer.deadline_micros <= now_micros);
        self.ready.extend(self.timers.drain(..due));
    }
}

#[cfg(test)]
mod tests {
    use loopscope_trace::{Awaiting, Outcome, Recorder, Wait};

    use super::*;

    const LOOP: ObjectId = object(1);
    const LOCK: ObjectId = object(7);

    const fn object(index: u32) -> ObjectId {
        ObjectId { heap: 0, index }
    }

    fn scheduled(handle: u32, kind: HandleKind) -> EventKind<'static> {
        EventKind::HandleScheduled { handle: object(handle), event_loop: LOOP, kind, callback: "call" }
    }

    fn created(task: u32) -> EventKind<'static> {
        EventKind::TaskCreated { created: object(task), name: "Task", coroutine: "work", event_loop: LOOP }
    }

    fn waits_for_lock(task: u32, holder: Option<u32>) -> EventKind<'static> {
        let wait =
            Wait { kind: WaitKind::Lock, object: Some(LOCK), other: holder.map(object), ..Wait::default() };
        EventKind::TaskSuspended { task: object(task), awaiting: Awaiting::Future(object(9)), wait }
    }

    /// The state after events, each with its time.
    fn after(events: &[(u64, EventKind<'_>)]) -> World {
        let mut recorder = Recorder::new(0, true, 1_000);
        for (at_micros, kind) in events {
            recorder.now_micros = *at_micros;
            recorder.record(*kind);
        }
        let mut recording = Recording::default();
        let bytes = recorder.take().expect("something was recorded");
        recording.add(&bytes, &mut |_| {}).expect("it was just written");
        World::at(&recording, Moment(recording.len() as u32 - 1))
    }

    #[test]
    fn queues_hold_what_will_run_in_its_order() {
        let step = |task| HandleKind::TaskStep { task: object(task) };
        let iteration = EventKind::Iteration { event_loop: LOOP, ready: 1 };
        let events = [
            (0, EventKind::LoopRunning { event_loop: LOOP }),
            (0, created(1)),
            (0, scheduled(1, HandleKind::At { deadline_micros: 50 })),
            (0, scheduled(2, HandleKind::At { deadline_micros: 20 })),
            (0, scheduled(3, HandleKind::At { deadline_micros: 50 })),
            (0, scheduled(4, step(1))),
            (0, scheduled(5, HandleKind::Soon)),
            (0, iteration),
            (0, EventKind::TaskStep { task: object(1) }),
            (0, EventKind::HandleCancelled { handle: object(3) }),
            (30, iteration),
        ];
        let at = |count: usize| {
            let world = after(&events[..count]);
            let it = world.loops.get(LOOP).expect("it runs");
            let handles =
                |queue: &[Queued]| queue.iter().map(|queued| queued.handle.index).collect::<Vec<_>>();
            (it.iteration, handles(&it.ready), handles(&it.timers))
        };
        assert_eq!(at(7), (0, vec![4, 5], vec![2, 1, 3]));
        assert_eq!(at(9), (1, vec![5], vec![2, 1, 3]));
        assert_eq!(at(11), (2, vec![5, 2], vec![1]));
    }

    #[test]
    fn who_waits_in_line_is_known_and_who_has_the_lock() {
        let events = [
            (0, created(1)),
            (0, created(2)),
            (0, created(3)),
            (0, waits_for_lock(3, Some(1))),
            (0, waits_for_lock(2, Some(1))),
            (9, EventKind::TaskStep { task: object(3) }),
            (9, EventKind::TaskDone { task: object(1), outcome: Outcome::Result }),
        ];
        let at = |count: usize| {
            let world = after(&events[..count]);
            (world.waiting_for(LOCK, WaitKind::Lock), world.holders.get(LOCK).copied())
        };
        assert_eq!(at(5), (vec![object(3), object(2)], Some(object(1))));
        assert_eq!(at(7), (vec![object(2)], Some(object(3))));
        assert!(after(&events).tasks.get(object(1)).is_none());
    }
}
