//! What the modules keep for the Python threads of one heap, in [`Vm::extension`].

use std::any::Any;
use std::rc::{Rc, Weak};

use loopscope_python::object::Instance;
use loopscope_python::{Raised, Value, Vm};
use loopscope_trace::recorder::DEFAULT_LIMIT;
use loopscope_trace::{BlockedOn, ObjectId, Recorder, Stream, ThreadId};
use loopscope_trace::{EventId, EventKind};

use crate::context::Context;
use crate::fetch::request::Outgoing;
use crate::inputs::Inputs;
use crate::islands::Islands;
use crate::threads::Waiter;
use crate::threads::scheduler::Scheduler;

/// How a heap begins.
#[derive(Clone, Debug)]
pub struct Config {
    /// What `time.time()` is at program time 0, in microseconds since 1970.
    pub epoch_micros: u64,
    /// Whether events other than output are recorded.
    pub record: bool,
    /// How many events are recorded at most.
    pub record_limit: u32,
    /// The seed of the module `random`.
    pub seed: u64,
}

/// What several modules keep together: what belongs to the thread that runs, in [`State::current`], and what all share. What
/// one module keeps alone is in a slot of its own, [`Vm::slots`].
pub struct State {
    /// How the heap began.
    pub config: Config,
    /// Writes the events; also holds the time, [`Recorder::now_micros`].
    pub recorder: Recorder,
    /// What belongs to the thread that runs.
    pub current: ThreadState,
    /// The other threads, and whose turn it is.
    pub scheduler: Scheduler,
    /// The threads that have a heap of their own.
    pub islands: Islands,
    outbox: Vec<Outgoing>,
    /// Numbers for recorded objects, and names of tasks.
    pub numbers: Numbers,
    last_ticket: u64,
    /// The event loops of this heap, in the order in which they were made; some may be gone.
    pub loops: Vec<Weak<Instance>>,
    /// The native classes of `asyncio`.
    pub asyncio: Option<Rc<crate::asyncio::Classes>>,
}

/// What belongs to one Python thread, as `PyThreadState` does in CPython.
pub struct ThreadState {
    /// The thread; 0 is the main thread.
    pub id: ThreadId,
    /// `threading.current_thread().name`
    pub name: Rc<str>,
    /// What the thread is blocked on, innermost last: a signal handler that blocks while the code below it
    /// is blocked adds another.
    pub blocked: Vec<Blocked>,
    /// The loop that runs in this thread.
    pub running_loop: Option<Rc<Instance>>,
    /// `set_event_loop`
    pub current_loop: Option<Value>,
    /// Whether `set_event_loop` was called.
    pub current_loop_set: bool,
    /// The task whose step runs.
    pub current_task: Option<Rc<Instance>>,
    /// The variables of [`crate::context`].
    pub context: Context,
    /// Whether a signal's handler has to run even if the thread waits.
    pub interrupted: bool,
    /// The locks that are released when the thread has ended.
    pub sentinels: Vec<Rc<Instance>>,
    /// How many frames there are up to the one that runs the loop, 0 without a running loop.
    pub loop_depth: usize,
    /// The function of the library, by the name that readers know, that is not on the stack but whose shortcut runs; else empty.
    pub operation: &'static str,
    /// The line that the handle stands for that runs, 0 if none does.
    pub handle_line: u32,
    /// Whether asyncio winds up what the program has left, of its own accord.
    pub winding_up: bool,
    /// Whether what it takes in is kept, or given again.
    pub inputs: Inputs,
    /// What its recorded objects are called, if not as those of its heap: it was at home elsewhere.
    pub numbers: Option<Box<Numbers>>,
}

/// What recorded objects are called: the heap that they are said to belong to, and how many of each kind there were.
#[derive(Clone, Default)]
pub struct Numbers {
    /// The heap: 0 for that of the main thread.
    pub heap: ThreadId,
    /// Loops.
    pub event_loop: u32,
    /// Tasks.
    pub task: u32,
    /// Futures.
    pub future: u32,
    /// Handles.
    pub handle: u32,
    /// Locks, queues and all that tasks wait in line for.
    pub waitable: u32,
    /// Web requests.
    pub fetch: u32,
    /// Names of tasks that are numbered.
    pub task_name: u64,
    /// What `time.perf_counter()` gave last, in nanoseconds.
    pub performance_nanos: u64,
}

/// What a thread is blocked on.
pub struct Blocked {
    /// When the wait ends by itself, in microseconds of program time.
    pub until_micros: Option<u64>,
    /// The wait's number.
    pub ticket: u64,
    /// The line of the program that waits.
    pub line: u32,
    /// What for, in words.
    pub what: Rc<str>,
    /// The lock that is waited for, if it is one.
    pub lock: Option<Rc<Instance>>,
    /// The event that says so.
    pub event: Option<EventId>,
    /// What ended the wait, once something has.
    pub outcome: Option<Result<Value, Raised>>,
    /// The event that ended it.
    pub cause: Option<EventId>,
}

impl Config {
    /// Recording.
    pub fn new(epoch_micros: u64) -> Self {
        Config { epoch_micros, record: true, record_limit: DEFAULT_LIMIT, seed: 0 }
    }
}

impl ThreadState {
    /// A thread in which nothing has happened.
    pub fn new(id: ThreadId, name: &str) -> Self {
        ThreadState {
            id,
            name: name.into(),
            blocked: Vec::new(),
            running_loop: None,
            current_loop: None,
            current_loop_set: false,
            current_task: None,
            context: Context::default(),
            interrupted: false,
            sentinels: Vec::new(),
            loop_depth: 0,
            operation: "",
            handle_line: 0,
            winding_up: false,
            inputs: Inputs::Live,
            numbers: None,
        }
    }

    /// Whether the innermost wait has been ended, or its deadline has passed.
    pub fn wait_is_over(&self, now_micros: u64) -> bool {
        self.blocked.last().is_some_and(|blocked| {
            blocked.outcome.is_some() || blocked.until_micros.is_some_and(|until| until <= now_micros)
        })
    }

    /// Ends the wait `ticket`; whether there is one that has not ended.
    pub fn complete(&mut self, ticket: u64, outcome: Result<Value, Raised>, cause: Option<EventId>) -> bool {
        let sought = |blocked: &&mut Blocked| blocked.ticket == ticket && blocked.outcome.is_none();
        let Some(blocked) = self.blocked.iter_mut().find(sought) else { return false };
        blocked.outcome = Some(outcome);
        blocked.cause = cause;
        true
    }
}

impl State {
    /// A heap with its main thread, in which nothing has happened.
    pub fn new(config: Config) -> Self {
        State {
            recorder: Recorder::new(0, config.record, config.record_limit),
            config,
            current: ThreadState::new(0, "MainThread"),
            scheduler: Scheduler::default(),
            islands: Islands::default(),
            outbox: Vec::new(),
            numbers: Numbers::default(),
            last_ticket: 0,
            loops: Vec::new(),
            asyncio: None,
        }
    }

    /// What the modules keep for `vm`.
    #[inline]
    pub fn of(vm: &mut Vm) -> &mut State {
        let extension: &mut dyn Any = &mut *vm.extension;
        extension.downcast_mut().expect("loopscope_stdlib::install set the extension")
    }

    /// The same, to look at.
    #[inline]
    pub fn peek(vm: &Vm) -> &State {
        let extension: &dyn Any = &*vm.extension;
        extension.downcast_ref().expect("loopscope_stdlib::install set the extension")
    }

    /// The thread that runs.
    pub fn thread(&self) -> ThreadId {
        self.current.id
    }

    /// Program time in microseconds.
    #[inline]
    pub fn now_micros(&self) -> u64 {
        self.recorder.now_micros
    }

    /// What the program is told when it asks for the time, in microseconds of program time.
    pub fn read_clock(&mut self) -> u64 {
        let now_micros = self.now_micros();
        match &mut self.current.inputs {
            Inputs::Live => now_micros,
            Inputs::Logged(log) => {
                log.read_clock(now_micros);
                now_micros
            }
            Inputs::Replayed(replay) => match replay.read_clock() {
                Some(micros) => micros,
                None => {
                    self.islands.arrived = true;
                    now_micros
                }
            },
        }
    }

    /// What belongs to a thread, whether it runs or not; `None` if it has ended.
    pub fn of_thread(&mut self, thread: ThreadId) -> Option<&mut ThreadState> {
        if thread == self.current.id {
            return Some(&mut self.current);
        }
        self.scheduler.parked(thread).map(|parked| &mut parked.state)
    }

    /// Takes the numbers of the thread that runs, if it has its own, or gives them back.
    pub(crate) fn swap_numbers(&mut self) {
        let Some(other) = &mut self.current.numbers else { return };
        std::mem::swap(&mut **other, &mut self.numbers);
        if !matches!(self.current.inputs, Inputs::Replayed(_)) {
            // Tasks have their names from one row of numbers.
            let most = other.task_name.max(self.numbers.task_name);
            (other.task_name, self.numbers.task_name) = (most, most);
            let latest = other.performance_nanos.max(self.numbers.performance_nanos);
            (other.performance_nanos, self.numbers.performance_nanos) = (latest, latest);
        }
    }

    /// The next task that has a number for a name has one after this. What others say does not move the numbers of a thread
    /// that does again what it has done.
    pub(crate) fn name_tasks_after(&mut self, task_name: u64) {
        let numbers = match (&self.current.inputs, &mut self.current.numbers) {
            (Inputs::Replayed(_), Some(home)) => home,
            _ => &mut self.numbers,
        };
        numbers.task_name = numbers.task_name.max(task_name);
    }

    /// A new wait of the thread that runs.
    pub fn new_waiter(&mut self) -> Waiter {
        self.last_ticket += 1;
        Waiter { thread: self.current.id, ticket: self.last_ticket }
    }

    /// Puts something into the outbox.
    pub fn send(&mut self, outgoing: Outgoing) {
        self.outbox.push(outgoing);
    }

    /// Records something that comes from outside in the lane of the thread that it is for, which may not be the one
    /// that runs. Without a cause of its own it comes while the thread does what it does.
    pub fn record_for(
        &mut self,
        thread: ThreadId,
        line: u32,
        kind: EventKind<'_>,
        cause: Option<EventId>,
    ) -> Option<EventId> {
        let mut place = match self.scheduler.parked(thread) {
            Some(parked) => Some(&mut parked.place),
            None => None,
        };
        if let Some(place) = &mut place {
            self.recorder.switch(place);
        }
        let before = (self.recorder.line, self.recorder.task);
        (self.recorder.line, self.recorder.task) = (line, None);
        let event = self.recorder.record_caused_by(kind, cause.or(self.recorder.cause));
        (self.recorder.line, self.recorder.task) = before;
        if let Some(place) = &mut place {
            self.recorder.switch(place);
        }
        event
    }

    /// What goes out, in order.
    pub fn take_outbox(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outbox)
    }

    /// Records text that the program wrote.
    pub fn write(&mut self, stream: Stream, text: &str) {
        self.recorder.record(EventKind::Output { stream, text });
    }

    /// Notes that the thread blocks at `line`; the frame that does so then returns `NativeStep::Block`, and calls
    /// [`State::unblocked`] when it goes on.
    pub fn block(
        &mut self,
        on: BlockedOn<'_>,
        until_micros: Option<u64>,
        waiter: Waiter,
        line: u32,
    ) -> &mut Blocked {
        self.recorder.line = line;
        let event = self.recorder.record(EventKind::Blocked { on });
        let mut outcome = None;
        if let Inputs::Replayed(replay) = &mut self.current.inputs {
            if replay.wait() {
                outcome = Some(Ok(Value::Undefined));
                self.scheduler.ready(waiter.thread);
            } else {
                self.islands.arrived = true;
            }
        }
        if let Some(until_micros) = until_micros {
            self.scheduler.sleep(until_micros, waiter);
        }
        let what = match on {
            BlockedOn::Sleep { .. } => "time.sleep",
            BlockedOn::Select { .. } => "its event loop",
            BlockedOn::Join { .. } => "Thread.join",
            BlockedOn::Call { what, .. } => what,
        };
        let ticket = waiter.ticket;
        self.current.blocked.push(Blocked {
            until_micros,
            ticket,
            line,
            what: what.into(),
            lock: None,
            event,
            outcome,
            cause: None,
        });
        self.current.blocked.last_mut().expect("just pushed")
    }

    /// The same without a word in the recording: what is waited for is done in another heap.
    pub(crate) fn block_in_silence(&mut self, what: &str, waiter: Waiter) {
        self.current.blocked.push(Blocked {
            until_micros: None,
            ticket: waiter.ticket,
            line: 0,
            what: what.into(),
            lock: None,
            event: None,
            outcome: None,
            cause: None,
        });
    }

    /// Goes on after [`State::block_in_silence`].
    pub(crate) fn unblocked_in_silence(&mut self) {
        self.current.blocked.pop();
    }

    /// Notes that the thread goes on.
    pub fn unblocked(&mut self) -> Option<Blocked> {
        let blocked = self.current.blocked.pop()?;
        if let Inputs::Logged(log) = &mut self.current.inputs {
            log.wait_ended();
        }
        if let Some(until_micros) = blocked.until_micros {
            self.scheduler.wake_up_early(until_micros, blocked.ticket);
        }
        // What nobody ended has ended by itself.
        let cause = blocked.cause.or(blocked.event).or(self.recorder.cause);
        // What the thread does next it does because it goes on.
        let event = self.recorder.record_caused_by(EventKind::Unblocked, cause);
        self.recorder.cause = event.or(self.recorder.cause);
        Some(blocked)
    }

    /// Ends a wait. Does nothing if it has ended.
    pub fn complete(&mut self, waiter: Waiter, outcome: Result<Value, Raised>) {
        let cause = self.recorder.cause;
        if let Some(thread) = self.of_thread(waiter.thread)
            && thread.complete(waiter.ticket, outcome, cause)
        {
            self.scheduler.ready(waiter.thread);
        }
    }

    /// A name for a new recorded object of a kind.
    pub fn object_id(&mut self, counter: fn(&mut Numbers) -> &mut u32) -> ObjectId {
        let counter = counter(&mut self.numbers);
        *counter += 1;
        let index = *counter;
        ObjectId { heap: self.numbers.heap, index }
    }
}
