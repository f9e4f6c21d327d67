//! One lane and its segments.

use std::rc::Rc;

use super::{LaneIndex, Mark};
use loopscope_trace::{Event, EventId, ObjectId, Outcome, ThreadId};

/// What a thread or a task does during a segment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// It runs.
    Running,
    /// It could run, but it isn't its turn; a thread is about to start.
    Ready,
    /// A task awaits something; a thread's loop has nothing ready.
    Waiting,
    /// It blocks its thread: `time.sleep`, `Lock.acquire` and the like.
    Blocked,
}

/// What stands for no time.
const OPEN: u64 = u64::MAX;
/// What stands for no callback and no iteration; from where on a number is an iteration's.
const NONE: u32 = u32::MAX;
const ITERATIONS: u32 = 1 << 31;

/// A stretch of time in which a lane's state stays the same. There may be a million of them: each is small.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// When it began, in microseconds.
    pub start_micros: u64,
    end_micros: u64,
    /// The step of the run at which it began: see [`Lanes::steps`](super::Lanes::steps).
    pub start_step: u32,
    /// The step before which it ended; while it goes on, that at which it began.
    pub end_step: u32,
    /// The event that began it.
    pub begun_by: EventId,
    /// Of a thread, the number of the `HandleRun` of the callback in which it is; of a loop, that of its iteration.
    part: u32,
    /// What it shows.
    pub state: State,
}

impl Segment {
    /// When it ended, in microseconds; `None` while it goes on.
    pub fn end_micros(&self) -> Option<u64> {
        (self.end_micros != OPEN).then_some(self.end_micros)
    }

    /// The `HandleRun` of the callback in which a thread is.
    pub fn callback(&self) -> Option<EventId> {
        self.has_callback().then_some(EventId { seq: self.part, ..self.begun_by })
    }

    /// Which iteration of the loop it is since the loop ran, from 1.
    pub fn iteration(&self) -> Option<u32> {
        (self.part != NONE).then_some(self.part)?.checked_sub(ITERATIONS)
    }

    fn has_callback(&self) -> bool {
        self.part < ITERATIONS
    }
}

/// Whose lane it is.
#[derive(Clone, Debug, PartialEq)]
pub enum LaneKind {
    /// A thread's.
    Thread,
    /// An event loop's.
    Loop {
        /// How many iterations it has begun since it ran.
        iterations: u32,
    },
    /// A task's.
    Task {
        /// The task.
        task: ObjectId,
        /// The coroutine's qualified name; empty while not known.
        coroutine: Rc<str>,
        /// How it ended, if it did.
        outcome: Option<Outcome<Rc<str>>>,
    },
}

/// Where a thread runs, as it last was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadPlace {
    /// In a worker of its own.
    Worker,
    /// Beside the other threads, for this reason.
    Beside(Rc<str>),
}

/// The lanes around one: of a task, below that of the task or thread that created it.
#[derive(Debug, Default)]
pub(super) struct Kin {
    pub(super) parent: Option<LaneIndex>,
    pub(super) first_child: Option<LaneIndex>,
    pub(super) last_child: Option<LaneIndex>,
    /// The next below the same parent; of a thread, the next thread.
    pub(super) next: Option<LaneIndex>,
}

/// A thread or a task over time. Segments follow each other without gaps.
#[derive(Debug)]
pub struct Lane {
    thread: ThreadId,
    name: Rc<str>,
    kind: LaneKind,
    segments: Vec<Segment>,
    marks: Vec<Mark>,
    place: Option<ThreadPlace>,
    pub(super) kin: Kin,
    /// The event that scheduled the next step of a task while it still runs.
    woken: Option<EventId>,
}

impl Lane {
    pub(super) fn of_thread(thread: ThreadId) -> Self {
        let name = if thread == 0 { "MainThread".into() } else { format!("Thread-{thread}").into() };
        Lane::new(thread, name, LaneKind::Thread)
    }

    pub(super) fn of_task(task: ObjectId, thread: ThreadId, name: Rc<str>, coroutine: Rc<str>) -> Self {
        Lane::new(thread, name, LaneKind::Task { task, coroutine, outcome: None })
    }

    pub(super) fn of_loop(thread: ThreadId) -> Self {
        Lane::new(thread, "event loop".into(), LaneKind::Loop { iterations: 0 })
    }

    fn new(thread: ThreadId, name: Rc<str>, kind: LaneKind) -> Self {
        let (segments, marks, kin) = (Vec::new(), Vec::new(), Kin::default());
        Lane { thread, name, kind, segments, marks, place: None, kin, woken: None }
    }

    /// The thread that it belongs to.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    /// The name of the thread or task.
    pub fn name(&self) -> Rc<str> {
        self.name.clone()
    }

    /// The lane of the task or thread that created this task; `None` of a thread.
    pub fn parent(&self) -> Option<LaneIndex> {
        self.kin.parent
    }

    /// Whether there are lanes below it.
    pub fn has_children(&self) -> bool {
        self.kin.first_child.is_some()
    }

    /// Whose lane it is.
    pub fn kind(&self) -> &LaneKind {
        &self.kind
    }

    /// Whether it is a thread's lane.
    pub fn is_thread(&self) -> bool {
        self.kind == LaneKind::Thread
    }

    /// Whether it is an event loop's lane.
    pub fn is_loop(&self) -> bool {
        matches!(self.kind, LaneKind::Loop { .. })
    }

    /// Its segments in the order of time.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The index of the first segment that ends after `at_micros`, or is still open.
    pub fn first_after(&self, at_micros: u64) -> usize {
        self.segments.partition_point(|segment| segment.end_micros <= at_micros)
    }

    /// The index of the first segment that ends after a step of the run has begun, or is still open.
    pub fn first_after_step(&self, step: u32) -> usize {
        self.segments.partition_point(|segment| segment.end_micros != OPEN && segment.end_step <= step)
    }

    /// The events worth a mark.
    pub fn marks(&self) -> &[Mark] {
        &self.marks
    }

    /// Where the thread runs, if that was said.
    pub fn place(&self) -> Option<&ThreadPlace> {
        self.place.as_ref()
    }

    pub(super) fn put(&mut self, away: bool, why: &str) {
        self.place = Some(if away { ThreadPlace::Worker } else { ThreadPlace::Beside(why.into()) });
    }

    pub(super) fn is(&self, state: State) -> bool {
        self.open().is_some_and(|segment| segment.state == state)
    }

    pub(super) fn rename(&mut self, name: &str) {
        self.name = name.into();
    }

    pub(super) fn describe_task(&mut self, new_name: &str, qualified_name: Rc<str>) {
        self.name = new_name.into();
        if let LaneKind::Task { coroutine, .. } = &mut self.kind {
            *coroutine = qualified_name;
        }
    }

    pub(super) fn move_to(&mut self, thread: ThreadId) {
        self.thread = thread;
    }

    pub(super) fn mark(&mut self, event: &Event<'_>, step: u32) {
        self.marks.push(Mark { at_micros: event.at_micros, step, event: event.id });
    }

    /// Begins a segment, unless the lane has begun already.
    pub(super) fn begin_if_new(&mut self, state: State, event: &Event<'_>, step: u32) {
        if self.segments.is_empty() {
            self.begin(state, event, step);
        }
    }

    /// Ends the open segment and begins another.
    pub(super) fn begin(&mut self, state: State, event: &Event<'_>, step: u32) {
        let part = self.open().map_or(NONE, |segment| segment.part);
        self.woken = None;
        self.cut(state, event, step, part);
    }

    /// The loop runs, or runs again.
    pub(super) fn run_loop(&mut self) {
        if let LaneKind::Loop { iterations } = &mut self.kind {
            *iterations = 0;
        }
    }

    pub(super) fn begin_iteration(&mut self, event: &Event<'_>, step: u32) {
        if let LaneKind::Loop { iterations } = &mut self.kind {
            *iterations += 1;
            let part = ITERATIONS | *iterations;
            self.cut(State::Running, event, step, part);
        }
    }

    pub(super) fn begin_callback(&mut self, event: &Event<'_>, step: u32) {
        self.cut(State::Running, event, step, event.id.seq);
    }

    pub(super) fn end_callback(&mut self, event: &Event<'_>, step: u32) {
        if self.open().is_some_and(Segment::has_callback) {
            self.cut(State::Running, event, step, NONE);
        }
    }

    /// The loop has nothing ready.
    pub(super) fn idle(&mut self, event: &Event<'_>, step: u32) {
        if self.open().is_some() {
            self.cut(State::Waiting, event, step, NONE);
        }
    }

    /// The next step of the task was scheduled.
    pub(super) fn wake(&mut self, event: &Event<'_>, step: u32) {
        match self.open().map(|segment| segment.state) {
            Some(State::Waiting) | None => self.begin(State::Ready, event, step),
            Some(State::Running | State::Blocked) => self.woken = Some(event.id),
            Some(State::Ready) => {}
        }
    }

    /// The task's step ended at an `await`.
    pub(super) fn suspend(&mut self, goes_on: bool, event: &Event<'_>, step: u32) {
        let ready = goes_on || self.woken.is_some();
        self.begin(if ready { State::Ready } else { State::Waiting }, event, step);
    }

    pub(super) fn finish(&mut self, result: Outcome<&str>, at_micros: u64, step: u32) {
        if let LaneKind::Task { outcome, .. } = &mut self.kind {
            *outcome = Some(match result {
                Outcome::Result => Outcome::Result,
                Outcome::Exception(text) => Outcome::Exception(text.into()),
                Outcome::Cancelled => Outcome::Cancelled,
            });
        }
        self.end(at_micros, step);
    }

    pub(super) fn end(&mut self, at_micros: u64, step: u32) {
        if let Some(last) = self.segments.last_mut().filter(|last| last.end_micros == OPEN) {
            last.end_micros = at_micros.max(last.start_micros);
            last.end_step = step.max(last.start_step);
        }
    }

    fn open(&self) -> Option<&Segment> {
        self.segments.last().filter(|last| last.end_micros == OPEN)
    }

    fn cut(&mut self, state: State, event: &Event<'_>, step: u32, part: u32) {
        // Late batches of other threads must not make time run backwards.
        let start_micros = self.segments.last().map_or(event.at_micros, |last| {
            event.at_micros.max(last.end_micros().unwrap_or(last.start_micros))
        });
        self.end(start_micros, step);
        while self.last_says_nothing(start_micros, step, part != NONE) {
            self.segments.pop();
        }
        if let Some(last) = self.segments.last_mut().filter(|last| last.start_micros == start_micros) {
            let same = last.state == State::Running && !last.has_callback();
            if same && state == State::Running && part == NONE && self.kind == LaneKind::Thread {
                // It goes on after a wait of no time; what woke it first made it run.
                last.end_micros = OPEN;
                return;
            }
        }
        self.segments.push(Segment {
            start_micros,
            end_micros: OPEN,
            start_step: step,
            end_step: step,
            state,
            begun_by: event.id,
            part,
        });
    }

    /// Whether the segment that ends now has no length and no meaning: in virtual time what runs takes no
    /// time but is what happened, while a wait in which nothing else ran and no time passed is none. A thread runs also before and after its
    /// callbacks, which says nothing beside them.
    fn last_says_nothing(&self, now_micros: u64, step: u32, next_is_callback: bool) -> bool {
        let Some((last, before)) = self.segments.split_last() else { return false };
        let beside_others = || {
            let ran = |other: &Segment| other.state == State::Running && other.end_micros == now_micros;
            next_is_callback || before.last().is_some_and(ran)
        };
        let is_own = !self.is_thread() || last.has_callback();
        let meant = last.state == State::Running && (is_own || !beside_others());
        let has_steps = last.start_step != step && (last.state == State::Running || !self.is_thread());
        let has_length = last.start_micros != now_micros || has_steps;
        !has_length && !meant
    }
}
