//! The state of a program at a moment of its run: what its loops have in their queues, and what its tasks wait for. It is
//! derived from the events until then.

use std::collections::VecDeque;

use loopscope_trace::{
    Awaiting, BlockedOn, Event, EventKind, HandleKind, Moment, ObjectId, Outcome, ThreadId, WaitKind,
};

use crate::sorted::Sorted;

/// A program at a moment.
#[derive(Clone, Debug, Default)]
pub struct World {
    /// By their number; [`ThreadState::Unheard`] of those that there are not yet.
    pub threads: Vec<ThreadState>,
    /// By their number.
    pub loops: Sorted<Loop>,
    /// By their number.
    pub tasks: Sorted<Task>,
    /// Who has the locks that some task waits for.
    pub holders: Sorted<ObjectId>,
}

/// What a thread does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum ThreadState {
    /// It was not heard of yet.
    #[default]
    Unheard,
    /// It is about to begin.
    Starting,
    /// It runs, or could.
    Running,
    /// It is blocked, or its loop waits for something to do, since then.
    Blocked(Moment),
    /// It has ended.
    Over,
}

/// So many timers that were cancelled stay in any case.
const MOST_CANCELLED: usize = 100;

/// An event loop.
#[derive(Clone, Debug, Default)]
pub struct Loop {
    /// The thread that runs it, if one does.
    pub thread: Option<ThreadId>,
    /// Which iteration it is in, since it runs, from 1; 0 before the first.
    pub iteration: u32,
    /// What is ready, in the order in which it will run. For a loop in a worker of its own, what its own thread put there is
    /// where it was heard of.
    pub ready: VecDeque<Queued>,
    /// The timers, in the order of their deadlines.
    pub timers: Vec<Queued>,
    /// Where its last iteration began: what was in its queue by then has run or was passed over before the next one.
    began: Option<Moment>,
    /// How many of the timers were cancelled.
    cancelled_timers: usize,
}

/// A callback or a task's step in a loop's queue.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// Where it was put there.
    pub since: Moment,
    /// The task whose step it is.
    pub step_of: Option<ObjectId>,
    /// When a timer becomes ready, in microseconds of the program's clock.
    pub deadline_micros: Option<i64>,
    /// Whether asyncio put it there of its own accord.
    pub by_asyncio: bool,
    /// Whether it was cancelled: it will be passed over.
    pub cancelled: bool,
    handle: ObjectId,
}

/// A task.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Task {
    /// What it does.
    pub state: TaskState,
    /// Where it began to do that.
    pub since: Moment,
    /// Whether it was asked to stop, and nobody has taken that back: `Task.cancelling()` is more than 0.
    pub cancelling: bool,
    /// The object that it waits for, with its kind, if that has a number.
    pub waits_for: Option<(WaitKind, ObjectId)>,
    /// The task that it waits for.
    pub awaits: Option<ObjectId>,
    /// The task that made it.
    pub made_by: Option<ObjectId>,
    /// Where it was made.
    pub made: Moment,
    /// Its loop.
    pub event_loop: ObjectId,
    /// Its next step was scheduled while it still ran.
    woken: bool,
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It could go on, but it isn't its turn.
    Ready,
    /// It runs.
    Running,
    /// It blocks its thread.
    Blocked,
    /// It awaits something.
    Waiting,
    /// It has ended with a result.
    Done,
    /// It has ended with an exception.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// Its loop was closed, or the program ended, before it had ended.
    Abandoned,
}

impl Task {
    /// Where it began to wait, if it waits.
    pub fn waits_since(&self) -> Option<Moment> {
        (self.state == TaskState::Waiting).then_some(self.since)
    }

    /// Whether it has ended, or its loop is closed.
    pub fn is_over(&self) -> bool {
        use TaskState::{Abandoned, Cancelled, Done, Failed};
        matches!(self.state, Done | Failed | Cancelled | Abandoned)
    }

    fn becomes(&mut self, state: TaskState, since: Moment) {
        (self.state, self.since) = (state, since);
    }
}

impl World {
    /// The task that one waits for: that which it awaits, or which has the lock.
    pub fn waits_for_task(&self, task: &Task) -> Option<ObjectId> {
        task.waits_since()?;
        match task.waits_for {
            Some((WaitKind::Lock, lock)) => self.holders.get(lock).copied(),
            _ => task.awaits,
        }
    }

    /// Those who began to wait for the same as a task before it did, in their order.
    pub fn in_line_before(&self, task: &Task) -> Vec<ObjectId> {
        let mut before: Vec<(Moment, ObjectId)> = Vec::new();
        if task.waits_for.is_none() {
            return Vec::new();
        }
        for (id, other) in self.tasks.iter() {
            let Some(since) = other.waits_since().filter(|_| other.waits_for == task.waits_for) else {
                continue;
            };
            if since < task.since {
                let at = before.partition_point(|(known, _)| *known < since);
                before.insert(at, (since, id));
            }
        }
        before.into_iter().map(|(_, id)| id).collect()
    }

    /// Takes in the next event.
    pub(crate) fn push(&mut self, event: &Event<'_>, moment: Moment) {
        use TaskState::{Blocked, Running};
        match event.kind {
            EventKind::ThreadStarting { thread, .. } => *self.thread(thread) = ThreadState::Starting,
            EventKind::ThreadStarted { .. } => *self.thread(event.id.thread) = ThreadState::Running,
            EventKind::ThreadEnded => *self.thread(event.id.thread) = ThreadState::Over,
            EventKind::Blocked { on } => {
                if let BlockedOn::Select { event_loop, .. } = on {
                    self.loops.or_default(event_loop).pass_over();
                }
                *self.thread(event.id.thread) = ThreadState::Blocked(moment);
                self.turns(event.task, Running, Blocked, moment);
            }
            EventKind::Unblocked => {
                *self.thread(event.id.thread) = ThreadState::Running;
                self.turns(event.task, Blocked, Running, moment);
            }
            EventKind::LoopCreated { event_loop } => {
                self.loops.or_default(event_loop);
            }
            EventKind::LoopRunning { event_loop } => {
                let it = self.loops.or_default(event_loop);
                (it.thread, it.iteration) = (Some(event.id.thread), 0);
            }
            EventKind::LoopStopped { event_loop } => {
                let it = self.loops.or_default(event_loop);
                it.thread = None;
                it.pass_over();
            }
            EventKind::LoopClosed { event_loop } => {
                self.loops.remove(event_loop);
                self.abandon(|task| task.event_loop == event_loop, moment);
            }
            EventKind::Iteration { event_loop, .. } => {
                let it = self.loops.or_default(event_loop);
                it.iteration += u32::from(!event.by_asyncio);
                it.find_due(event.at_micros, moment);
            }
            EventKind::HandleScheduled { handle, event_loop, kind, .. } => {
                self.scheduled(handle, event_loop, kind, event.by_asyncio, moment);
            }
            EventKind::HandleCancelled { handle } => {
                self.loops.values_mut().for_each(|it| it.cancelled(handle));
            }
            EventKind::HandleRun { handle } => {
                self.runs(|queued| queued.step_of.is_none() && queued.handle == handle);
            }
            EventKind::TaskCreated { created, event_loop, .. } if !event.by_asyncio => {
                let task = Task {
                    state: TaskState::Ready,
                    since: moment,
                    cancelling: false,
                    waits_for: None,
                    awaits: None,
                    made_by: event.task,
                    made: moment,
                    event_loop,
                    woken: false,
                };
                self.tasks.insert(created, task);
            }
            EventKind::TaskCancelRequested { task, .. } => {
                if let Some(task) = self.tasks.get_mut(task).filter(|task| !task.is_over()) {
                    // It stands in no line any more.
                    task.waits_for = None;
                    task.cancelling = true;
                }
            }
            EventKind::TaskUncancelled { task } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    task.cancelling = false;
                }
            }
            EventKind::TaskStep { task } => {
                self.runs(|queued| queued.step_of == Some(task));
                let Some(state) = self.tasks.get_mut(task) else { return };
                state.becomes(Running, moment);
                (state.woken, state.awaits) = (false, None);
                if let Some((WaitKind::Lock, lock)) = state.waits_for.take() {
                    self.holders.insert(lock, task);
                }
            }
            EventKind::TaskSuspended { task, awaiting, wait } => {
                let Some(state) = self.tasks.get_mut(task) else { return };
                state.becomes(if state.woken { TaskState::Ready } else { TaskState::Waiting }, moment);
                state.waits_for = wait.object.map(|object| (wait.kind, object));
                state.awaits = match (wait.kind, awaiting) {
                    (WaitKind::Lock, _) => None,
                    (_, Awaiting::Task(other)) => Some(other),
                    _ => wait.other,
                };
                if let (WaitKind::Lock, Some(lock)) = (wait.kind, wait.object) {
                    match wait.other {
                        Some(holder) => self.holders.insert(lock, holder),
                        None => self.holders.remove(lock),
                    }
                }
            }
            EventKind::TaskDone { task, outcome } => {
                if let Some(task) = self.tasks.get_mut(task) {
                    let state = match outcome {
                        Outcome::Result => TaskState::Done,
                        Outcome::Exception(_) => TaskState::Failed,
                        Outcome::Cancelled => TaskState::Cancelled,
                    };
                    task.becomes(state, moment);
                }
            }
            EventKind::ProgramEnded { .. } => {
                // What runs in the background ends with it.
                self.threads.iter_mut().for_each(|state| *state = ThreadState::Over);
                self.loops.values_mut().for_each(|it| it.thread = None);
                self.abandon(|_| true, moment);
            }
            _ => {}
        }
    }

    fn scheduled(
        &mut self,
        handle: ObjectId,
        event_loop: ObjectId,
        kind: HandleKind,
        by_asyncio: bool,
        since: Moment,
    ) {
        let (step_of, deadline_micros) = match kind {
            HandleKind::TaskStep { task } => (Some(task), None),
            HandleKind::At { deadline_micros } => (None, Some(deadline_micros)),
            _ => (None, None),
        };
        let queued = Queued { since, step_of, deadline_micros, by_asyncio, cancelled: false, handle };
        let it = self.loops.or_default(event_loop);
        if deadline_micros.is_some() {
            let at = it.timers.partition_point(|timer| timer.deadline_micros <= deadline_micros);
            it.timers.insert(at, queued);
        } else {
            it.ready.push_back(queued);
        }
        if let Some(task) = step_of.and_then(|task| self.tasks.get_mut(task)) {
            match task.state {
                TaskState::Waiting => task.becomes(TaskState::Ready, since),
                _ => task.woken = true,
            }
            if let Some((WaitKind::Lock, lock)) = task.waits_for {
                // It was released, and is this task's when that goes on.
                self.holders.remove(lock);
            }
        }
    }

    fn thread(&mut self, thread: ThreadId) -> &mut ThreadState {
        let number = usize::from(thread);
        if number >= self.threads.len() {
            self.threads.resize(number + 1, ThreadState::Unheard);
        }
        &mut self.threads[number]
    }

    /// Tasks that have not ended never will.
    fn abandon(&mut self, which: impl Fn(&Task) -> bool, moment: Moment) {
        for task in self.tasks.values_mut().filter(|task| !task.is_over() && which(task)) {
            task.becomes(TaskState::Abandoned, moment);
        }
    }

    /// Lets a task that did one thing do another.
    fn turns(&mut self, task: Option<ObjectId>, from: TaskState, to: TaskState, moment: Moment) {
        let task = task.and_then(|task| self.tasks.get_mut(task)).filter(|task| task.state == from);
        if let Some(task) = task {
            task.becomes(to, moment);
        }
    }

    /// What runs is no longer in its queue, in whose front it was.
    fn runs(&mut self, is_it: impl Fn(&Queued) -> bool) {
        for it in self.loops.values_mut() {
            if let Some(at) = it.ready.iter().position(&is_it) {
                // Those in front of it that were cancelled have been passed over.
                let before: Vec<Queued> = it.ready.drain(..=at).take(at).collect();
                for queued in before.into_iter().rev().filter(|queued| !queued.cancelled) {
                    it.ready.push_front(queued);
                }
                return;
            }
        }
    }
}

impl Loop {
    /// A callback will be passed over. A timer stays until it is due, unless there are too many such, as in CPython
    /// (`_run_once` in `asyncio/base_events.py`).
    fn cancelled(&mut self, handle: ObjectId) {
        let is_it = |queued: &&mut Queued| queued.step_of.is_none() && queued.handle == handle;
        if let Some(found) = self.ready.iter_mut().find(is_it) {
            found.cancelled = true;
        } else if let Some(found) = self.timers.iter_mut().rev().find(is_it) {
            found.cancelled = true;
            self.cancelled_timers += 1;
            if self.cancelled_timers > MOST_CANCELLED && 2 * self.cancelled_timers > self.timers.len() {
                self.timers.retain(|timer| !timer.cancelled);
                self.cancelled_timers = 0;
            }
        }
    }

    /// An iteration is over: what was cancelled has been passed over.
    fn pass_over(&mut self) {
        self.ready.retain(|queued| !queued.cancelled || Some(queued.since) > self.began);
    }

    /// The timers that are due become ready, behind what is.
    fn find_due(&mut self, now_micros: u64, moment: Moment) {
        self.pass_over();
        self.began = Some(moment);
        let due = self.timers.partition_point(|timer| timer.deadline_micros <= Some(now_micros as i64));
        for timer in self.timers.drain(..due) {
            if timer.cancelled {
                self.cancelled_timers = self.cancelled_timers.saturating_sub(1);
                continue;
            }
            self.ready.push_back(Queued { deadline_micros: None, ..timer });
        }
    }
}

#[cfg(test)]
mod tests {
    use loopscope_trace::{Recorder, Recording, Wait};

    use super::*;
    use crate::worlds::Worlds;

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
        Worlds::default().at(&recording, Moment(recording.len() as u32 - 1)).clone()
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
            let handles = |queue: &mut dyn Iterator<Item = &Queued>| {
                let kept = queue.filter(|queued| !queued.cancelled);
                kept.map(|queued| queued.handle.index).collect::<Vec<_>>()
            };
            (it.iteration, handles(&mut it.ready.iter()), handles(&mut it.timers.iter()))
        };
        assert_eq!(at(7), (0, vec![4, 5], vec![2, 1, 3]));
        assert_eq!(at(9), (1, vec![5], vec![2, 1, 3]));
        assert_eq!(at(11), (2, vec![5, 2], vec![1]));
    }

    #[test]
    fn cancelled_timers_are_not_kept_for_ever() {
        let mut events = vec![(0, EventKind::LoopRunning { event_loop: LOOP })];
        for handle in 1..=500 {
            events.push((
                0,
                scheduled(handle, HandleKind::At { deadline_micros: 1_000_000 + i64::from(handle) }),
            ));
            if handle % 10 > 0 {
                events.push((0, EventKind::HandleCancelled { handle: object(handle) }));
            }
        }
        let world = after(&events);
        let timers = &world.loops.get(LOOP).expect("it runs").timers;
        assert_eq!(timers.iter().filter(|timer| !timer.cancelled).count(), 50);
        assert!(timers.len() < 160, "{}", timers.len());
    }

    #[test]
    fn who_waits_in_line_is_known_and_who_has_the_lock() {
        let step = |task| HandleKind::TaskStep { task: object(task) };
        let events = [
            (0, created(1)),
            (0, created(2)),
            (0, created(3)),
            (0, created(4)),
            (0, waits_for_lock(3, Some(1))),
            (0, waits_for_lock(4, Some(1))),
            (0, waits_for_lock(2, Some(1))),
            (5, EventKind::TaskCancelRequested { task: object(4), by: "" }),
            (5, scheduled(8, step(4))),
            (5, EventKind::TaskStep { task: object(4) }),
            (9, scheduled(9, step(3))),
            (9, EventKind::TaskStep { task: object(3) }),
            (9, EventKind::TaskDone { task: object(1), outcome: Outcome::Result }),
        ];
        let at = |count: usize| {
            let world = after(&events[..count]);
            let waits = |task: &Task| task.waits_since().is_some() && task.waits_for.is_some();
            let waiting = world.tasks.iter().filter(|(_, task)| waits(task));
            let waiting = waiting.map(|(task, _)| task.index).collect::<Vec<_>>();
            (waiting, world.holders.get(LOCK).map(|task| task.index))
        };
        assert_eq!(at(7), (vec![2, 3, 4], Some(1)));
        // Who was cancelled has not got it.
        assert_eq!(at(10), (vec![2, 3], Some(1)));
        // Between its release and the next one's step nobody has it.
        assert_eq!(at(11), (vec![2], None));
        assert_eq!(at(13), (vec![2], Some(3)));
    }

    #[test]
    fn the_tasks_of_a_closed_loop_wait_no_more() {
        let world = after(&[
            (0, created(1)),
            (0, waits_for_lock(1, None)),
            (0, EventKind::LoopClosed { event_loop: LOOP }),
        ]);
        assert!(world.tasks.get(object(1)).is_some_and(|task| task.state == TaskState::Abandoned));
    }
}
