//! The timeline: a lane per thread and per task, cut into running, ready, waiting and blocked segments.
//!
//! ```text
//!               TaskCreated
//!                    │
//!                    ▼   TaskStep             Blocked
//!                  Ready ────────▶ Running ◀─────────▶ Blocked
//!                  ▲   ▲              │     Unblocked
//! HandleScheduled  │   └──────────────┤ TaskSuspended, already scheduled again
//!   (TaskStep)     │                  │ TaskSuspended
//!               Waiting ◀─────────────┘
//! ```

use std::rc::Rc;

use loopscope_files::Lines;
use loopscope_trace::{Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, ThreadId};

mod by_object;
mod lane;
#[cfg(test)]
mod tests;

use by_object::ByObject;
pub use lane::{Lane, LaneKind, Segment, State, ThreadPlace};

/// A lane's place in [`Lanes`]: it stays the same while lanes are added.
pub type LaneIndex = usize;

/// The lanes of a program, kept up to date event by event.
#[derive(Debug, Default)]
pub struct Lanes {
    /// In which files the program's lines are, for words about them.
    pub lines: Lines,
    lanes: Vec<Lane>,
    /// In the order of the thread's number.
    threads: Vec<Thread>,
    tasks: ByObject<LaneIndex>,
    loops: ByObject<LaneIndex>,
    loop_count: usize,
    /// What tasks are called that asyncio made of its own accord: what they do, their thread does.
    hidden: ByObject<Rc<str>>,
    /// The scheduled handles that are not a task's step.
    callbacks: ByObject<()>,
    end_micros: u64,
    steps: u32,
    /// At which steps time went on, and to when.
    times: Vec<(u32, u64)>,
    full_at_micros: Option<u64>,
    ended: bool,
    /// What the task ran that was created last.
    last_coroutine: Rc<str>,
}

#[derive(Debug)]
struct Thread {
    id: ThreadId,
    lane: LaneIndex,
}

impl Lanes {
    /// Takes in the next event, in the order in which they happened.
    pub fn push(&mut self, event: &Event<'_>) {
        self.pass_time(event.at_micros);
        if let EventKind::TaskCreated { created, .. } = event.kind
            && event.by_asyncio
        {
            self.hidden.insert(created, "asyncio's clean-up".into());
        }
        if stepping_task(event).is_some_and(|task| self.hidden.get(task).is_some()) {
            return;
        }
        let step = self.steps;
        self.steps += u32::from(self.is_step(event));
        match event.kind {
            EventKind::ThreadStarting { thread, name } => {
                let lane = self.thread_lane(thread);
                self.lanes[lane].rename(name);
                self.lanes[lane].begin_if_new(State::Ready, event, step);
            }
            EventKind::ThreadStarted { name } => {
                let lane = self.thread_lane(event.id.thread);
                self.lanes[lane].rename(name);
                self.lanes[lane].begin(State::Running, event, step);
            }
            EventKind::ThreadPlaced { away, why } => {
                let lane = self.thread_lane(event.id.thread);
                self.lanes[lane].put(away, why);
            }
            EventKind::ThreadEnded => {
                let lane = self.thread_lane(event.id.thread);
                self.lanes[lane].end(event.at_micros, step);
            }
            // What asyncio does to wind up is the thread's.
            EventKind::LoopRunning { event_loop } if !event.by_asyncio => {
                let lane = self.loop_lane(event_loop, event.id.thread);
                self.settle(lane, event.id.thread);
                self.lanes[lane].run_loop();
            }
            EventKind::Iteration { event_loop, .. } => {
                if let Some(lane) = self.loops.get(event_loop).copied() {
                    match event.by_asyncio {
                        true => self.lanes[lane].end(event.at_micros, step),
                        false => self.lanes[lane].begin_iteration(event, step),
                    }
                }
            }
            EventKind::LoopStopped { event_loop } => {
                if let Some(lane) = self.loops.get(event_loop).copied() {
                    self.lanes[lane].end(event.at_micros, step);
                }
            }
            EventKind::HandleScheduled { handle, kind, .. } => self.scheduled(handle, kind, event, step),
            EventKind::HandleCancelled { handle } => {
                self.callbacks.remove(handle);
            }
            EventKind::HandleRun { handle } if self.callbacks.remove(handle).is_some() => {
                let lane = self.thread_lane(event.id.thread);
                self.lanes[lane].begin_callback(event, step);
            }
            EventKind::HandleDone { .. } => {
                let lane = self.thread_lane(event.id.thread);
                self.lanes[lane].end_callback(event, step);
            }
            EventKind::TaskCreated { created, name, coroutine, .. } => {
                let coroutine = self.coroutine(coroutine);
                let lane = match self.tasks.get(created).copied() {
                    Some(lane) => {
                        self.lanes[lane].describe_task(name, coroutine);
                        lane
                    }
                    None => {
                        let lane = Lane::of_task(created, event.id.thread, name.into(), coroutine);
                        self.add_task(created, lane, event.task)
                    }
                };
                self.lanes[lane].begin_if_new(State::Ready, event, step);
            }
            EventKind::TaskNamed { task, name } => {
                let lane = self.task_lane(task, event.id.thread);
                self.lanes[lane].rename(name);
            }
            EventKind::ThreadNamed { thread, name } => {
                let lane = self.thread_lane(thread);
                self.lanes[lane].rename(name);
            }
            EventKind::TaskStep { task } => {
                let lane = self.task_lane(task, event.id.thread);
                self.settle(lane, event.id.thread);
                self.lanes[lane].begin(State::Running, event, step);
            }
            EventKind::TaskSuspended { task, awaiting, .. } => {
                let lane = self.task_lane(task, event.id.thread);
                self.lanes[lane].suspend(awaiting == Awaiting::Nothing, event, step);
            }
            EventKind::TaskDone { task, outcome } => {
                let lane = self.task_lane(task, event.id.thread);
                self.lanes[lane].finish(outcome, event.at_micros, step);
            }
            EventKind::Blocked { on } => self.blocked(on, event, step),
            EventKind::Unblocked => self.unblocked(event, step),
            EventKind::UncaughtException { .. } | EventKind::Interrupted => {
                let lane = self.lane_of(event).unwrap_or_else(|| self.thread_lane(event.id.thread));
                self.lanes[lane].mark(event, step);
            }
            EventKind::RecordingFull => {
                self.full_at_micros.get_or_insert(event.at_micros);
                for lane in &mut self.lanes {
                    lane.end(event.at_micros, step);
                }
            }
            EventKind::ProgramEnded { .. } => self.end(),
            _ => {}
        }
    }

    /// The program went on until this time, in microseconds of its clock, though nothing was recorded.
    pub fn reach(&mut self, micros: u64) {
        self.end_micros = self.end_micros.max(micros);
    }

    /// Closes what is still open: the program is over, though it may not have said so.
    pub fn end(&mut self) {
        self.ended = true;
        for lane in &mut self.lanes {
            lane.end(self.end_micros, self.steps);
        }
    }

    /// Whether the program is over.
    pub fn ended(&self) -> bool {
        self.ended
    }

    /// The time of the last event in microseconds.
    pub fn end_micros(&self) -> u64 {
        self.end_micros
    }

    /// When the recording became full, in microseconds, if it did.
    pub fn full_at_micros(&self) -> Option<u64> {
        self.full_at_micros
    }

    /// How many steps the run has had: each run of a task or of a callback of the program, each stretch in which a thread
    /// runs, blocks or waits for something to do is one. What happened during no step has no width in this order.
    pub fn steps(&self) -> u32 {
        self.steps
    }

    /// At which steps time went on, and to when in microseconds.
    pub fn times(&self) -> &[(u32, u64)] {
        &self.times
    }

    /// How many lanes there are.
    pub fn len(&self) -> usize {
        self.lanes.len()
    }

    /// Whether there is no lane.
    pub fn is_empty(&self) -> bool {
        self.lanes.is_empty()
    }

    /// How many threads there are.
    pub fn thread_count(&self) -> usize {
        self.threads.len()
    }

    /// How many tasks there are.
    pub fn task_count(&self) -> usize {
        self.lanes.len() - self.threads.len() - self.loop_count
    }

    /// A lane; `None` beyond the last.
    pub fn get(&self, lane: LaneIndex) -> Option<&Lane> {
        self.lanes.get(lane)
    }

    /// The lanes, every thread followed by its loops and tasks and every task by those that it created, in the order in which they
    /// were; and how deep each is below its thread.
    pub fn order(&self) -> impl Iterator<Item = (LaneIndex, usize)> {
        let first = self.threads.first().map(|thread| (thread.lane, 0));
        std::iter::successors(first, |(lane, depth)| {
            let (mut lane, mut depth) = (&self.lanes[*lane], *depth);
            if let Some(child) = lane.kin.first_child {
                return Some((child, depth + 1));
            }
            loop {
                if let Some(next) = lane.kin.next {
                    return Some((next, depth));
                }
                (lane, depth) = (&self.lanes[lane.kin.parent?], depth - 1);
            }
        })
    }

    /// The lane in which an event happened: that of the task that ran, else that of its thread.
    pub fn lane_of(&self, event: &Event<'_>) -> Option<LaneIndex> {
        let task = match event.kind {
            EventKind::TaskStep { task }
            | EventKind::TaskSuspended { task, .. }
            | EventKind::TaskDone { task, .. } => Some(task),
            _ => event.task,
        };
        let lane = task.and_then(|task| self.tasks.get(task)).copied();
        lane.or_else(|| {
            self.threads.iter().find(|thread| thread.id == event.id.thread).map(|thread| thread.lane)
        })
    }

    /// A task's name, as `task.get_name()` gives it, if the task is known.
    pub fn task_name(&self, task: ObjectId) -> Option<Rc<str>> {
        let lane = self.tasks.get(task).map(|lane| self.lanes[*lane].name());
        lane.or_else(|| self.hidden.get(task).cloned())
    }

    /// A thread's name, if the thread is known.
    pub fn thread_name(&self, thread: ThreadId) -> Option<Rc<str>> {
        let found = self.threads.binary_search_by_key(&thread, |known| known.id).ok()?;
        Some(self.lanes[self.threads[found].lane].name())
    }

    /// Whether an event begins a step of the run.
    fn is_step(&self, event: &Event<'_>) -> bool {
        match event.kind {
            EventKind::ThreadStarted { .. } | EventKind::TaskStep { .. } | EventKind::Blocked { .. } => true,
            // When its loop has stopped, a thread goes on.
            EventKind::HandleRun { .. } | EventKind::LoopStopped { .. } => !event.by_asyncio,
            // A loop that goes on runs something then.
            EventKind::Unblocked => {
                let found = self.threads.binary_search_by_key(&event.id.thread, |thread| thread.id);
                found.is_ok_and(|found| self.lanes[self.threads[found].lane].is(State::Blocked))
            }
            _ => false,
        }
    }

    fn pass_time(&mut self, at_micros: u64) {
        if at_micros > self.end_micros || self.times.is_empty() {
            self.end_micros = self.end_micros.max(at_micros);
            match self.times.last_mut() {
                Some((step, micros)) if *step == self.steps => *micros = at_micros,
                _ => self.times.push((self.steps, at_micros)),
            }
        }
    }

    fn scheduled(&mut self, handle: ObjectId, kind: HandleKind, event: &Event<'_>, step: u32) {
        if let HandleKind::TaskStep { task } = kind {
            let lane = self.task_lane(task, event.id.thread);
            self.lanes[lane].wake(event, step);
        } else if event.task.is_none_or(|task| self.hidden.get(task).is_none()) {
            self.callbacks.insert(handle, ());
        }
    }

    fn blocked(&mut self, on: BlockedOn<'_>, event: &Event<'_>, step: u32) {
        // A loop that waits in its `select` holds nobody up.
        let idle = matches!(on, BlockedOn::Select { .. });
        let thread = self.thread_lane(event.id.thread);
        self.lanes[thread].begin(if idle { State::Waiting } else { State::Blocked }, event, step);
        if let BlockedOn::Select { event_loop, .. } = on
            && let Some(lane) = self.loops.get(event_loop).copied()
        {
            self.lanes[lane].idle(event, step);
        }
        if let Some(lane) = self.running_task(event).filter(|_| !idle) {
            self.lanes[lane].begin(State::Blocked, event, step);
        }
    }

    fn unblocked(&mut self, event: &Event<'_>, step: u32) {
        let thread = self.thread_lane(event.id.thread);
        self.lanes[thread].begin(State::Running, event, step);
        if let Some(lane) = self.running_task(event).filter(|lane| self.lanes[*lane].is(State::Blocked)) {
            self.lanes[lane].begin(State::Running, event, step);
        }
    }

    fn running_task(&self, event: &Event<'_>) -> Option<LaneIndex> {
        let lane = *self.tasks.get(event.task?)?;
        (self.lanes[lane].is(State::Running) || self.lanes[lane].is(State::Blocked)).then_some(lane)
    }

    /// The lane of a thread, made when it is first heard of.
    fn thread_lane(&mut self, id: ThreadId) -> LaneIndex {
        match self.threads.binary_search_by_key(&id, |thread| thread.id) {
            Ok(found) => self.threads[found].lane,
            Err(place) => {
                let lane = self.lanes.len();
                self.lanes.push(Lane::of_thread(id));
                self.lanes[lane].kin.next = self.threads.get(place).map(|next| next.lane);
                if let Some(before) = place.checked_sub(1) {
                    self.lanes[self.threads[before].lane].kin.next = Some(lane);
                }
                self.threads.insert(place, Thread { id, lane });
                lane
            }
        }
    }

    /// The lane of a loop, made when it first runs. Loops are above tasks, of which some are made before.
    fn loop_lane(&mut self, event_loop: ObjectId, thread: ThreadId) -> LaneIndex {
        if let Some(lane) = self.loops.get(event_loop) {
            return *lane;
        }
        let (parent, lane) = (self.thread_lane(thread), self.lanes.len());
        self.lanes.push(Lane::of_loop(thread));
        self.loops.insert(event_loop, lane);
        self.loop_count += 1;
        let (mut before, mut next) = (None, self.lanes[parent].kin.first_child);
        while let Some(other) = next.filter(|other| self.lanes[*other].is_loop()) {
            (before, next) = (Some(other), self.lanes[other].kin.next);
        }
        (self.lanes[lane].kin.parent, self.lanes[lane].kin.next) = (Some(parent), next);
        match before {
            Some(before) => self.lanes[before].kin.next = Some(lane),
            None => self.lanes[parent].kin.first_child = Some(lane),
        }
        if next.is_none() {
            self.lanes[parent].kin.last_child = Some(lane);
        }
        lane
    }

    /// The lane of a task, made when it is first heard of.
    fn task_lane(&mut self, task: ObjectId, thread: ThreadId) -> LaneIndex {
        match self.tasks.get(task) {
            Some(lane) => *lane,
            None => self.add_task(task, Lane::of_task(task, thread, "Task".into(), "".into()), None),
        }
    }

    /// Adds the lane of a task below that of the task that created it.
    fn add_task(&mut self, task: ObjectId, of_task: Lane, creator: Option<ObjectId>) -> LaneIndex {
        let of_creator = creator.and_then(|creator| self.tasks.get(creator)).copied();
        let parent = of_creator.unwrap_or_else(|| self.thread_lane(of_task.thread()));
        let lane = self.lanes.len();
        self.lanes.push(of_task);
        self.tasks.insert(task, lane);
        self.put_below(parent, lane);
        lane
    }

    /// A coroutine's name; many tasks run the same one.
    fn coroutine(&mut self, name: &str) -> Rc<str> {
        if *self.last_coroutine != *name {
            self.last_coroutine = name.into();
        }
        self.last_coroutine.clone()
    }

    /// Moves a task's lane to the thread that runs it: its loop may have been given to another thread.
    fn settle(&mut self, lane: LaneIndex, thread: ThreadId) {
        if self.lanes[lane].thread() == thread {
            return;
        }
        self.lanes[lane].move_to(thread);
        let new_parent = self.thread_lane(thread);
        if let Some(parent) =
            self.lanes[lane].kin.parent.filter(|parent| self.lanes[*parent].thread() != thread)
        {
            self.take_from(parent, lane);
            self.put_below(new_parent, lane);
        }
    }

    /// Makes a lane the last below another.
    fn put_below(&mut self, parent: LaneIndex, lane: LaneIndex) {
        (self.lanes[lane].kin.parent, self.lanes[lane].kin.next) = (Some(parent), None);
        match self.lanes[parent].kin.last_child.replace(lane) {
            Some(before) => self.lanes[before].kin.next = Some(lane),
            None => self.lanes[parent].kin.first_child = Some(lane),
        }
    }

    fn take_from(&mut self, parent: LaneIndex, lane: LaneIndex) {
        let after = self.lanes[lane].kin.next;
        let (mut before, mut sibling) = (None, self.lanes[parent].kin.first_child);
        while let Some(other) = sibling.filter(|other| *other != lane) {
            (before, sibling) = (Some(other), self.lanes[other].kin.next);
        }
        match before {
            Some(before) => self.lanes[before].kin.next = after,
            None => self.lanes[parent].kin.first_child = after,
        }
        if after.is_none() {
            self.lanes[parent].kin.last_child = before;
        }
    }
}

/// The task whose life an event is part of.
fn stepping_task(event: &Event<'_>) -> Option<ObjectId> {
    match event.kind {
        EventKind::TaskCreated { created: task, .. }
        | EventKind::TaskNamed { task, .. }
        | EventKind::TaskStep { task }
        | EventKind::TaskSuspended { task, .. }
        | EventKind::TaskDone { task, .. }
        | EventKind::HandleScheduled { kind: HandleKind::TaskStep { task }, .. } => Some(task),
        _ => None,
    }
}

/// An event worth a mark on its lane, an exception that nobody caught or a `KeyboardInterrupt`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When, in microseconds.
    pub at_micros: u64,
    /// The step of the run.
    pub step: u32,
    /// The event.
    pub event: EventId,
}
