//! What the modules keep for one Python thread, in [`Vm::extension`].

use std::any::Any;
use std::collections::VecDeque;
use std::rc::{Rc, Weak};

use loopscope_python::object::Instance;
use loopscope_python::{Cell, Raised, SortedMap, Type, Value, Vm};
use loopscope_trace::recorder::DEFAULT_LIMIT;
use loopscope_trace::{BlockedOn, EventId, EventKind, ObjectId, Recorder, Stream, ThreadId};

use crate::context::Context;
use crate::exchange::Relay;
use crate::portable::ObjectRef;
use crate::remote::{Envelope, Message, NamesGiven, Outgoing, StartThread, Ticket};
use crate::threads::Registry;

/// How a thread begins.
#[derive(Clone, Debug)]
pub struct Config {
    /// The thread; 0 is the main thread.
    pub thread: ThreadId,
    /// What `time.time()` is at program time 0, in microseconds since 1970.
    pub epoch_micros: u64,
    /// Whether events other than output are recorded.
    pub record: bool,
    /// How many events are recorded at most.
    pub record_limit: u32,
    /// The seed of the module `random`.
    pub seed: u64,
}

/// What the modules keep for one Python thread.
pub struct State {
    /// How the thread began.
    pub config: Config,
    /// Writes the events; also holds the time, [`Recorder::now_micros`].
    pub recorder: Recorder,
    /// What the thread is blocked on, innermost last: a signal handler that blocks while the code below it
    /// is blocked adds another.
    pub blocked: Vec<Blocked>,
    outbox: Vec<Outgoing>,
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
    /// Numbers for recorded objects, names of tasks and the like.
    pub counters: Counters,
    /// Objects of this thread that others know, and proxies of theirs.
    pub shared: Shared,
    /// Whoever called the native method that runs now, if that is another thread.
    pub caller: Option<(ThreadId, Ticket)>,
    /// Python threads, in the main thread only.
    pub registry: Registry,
    /// What `time.perf_counter()` gave last, in nanoseconds.
    pub performance_nanos: u64,
    /// The handlers of signals.
    pub signals: crate::signals::Signals,
    /// Web requests under way.
    pub fetches: SortedMap<u32, Rc<Instance>>,
    /// The loops of this thread.
    pub event_loops: Vec<Weak<Instance>>,
    /// The native classes of `asyncio`.
    pub asyncio: Option<Rc<crate::asyncio::Classes>>,
    /// Native classes of the modules, made once.
    pub classes: SortedMap<&'static str, Rc<Type>>,
    /// Functions that a module in Python gave to natives, by name.
    pub helpers: SortedMap<&'static str, Value>,
    /// `threading.current_thread()`
    pub current_thread: Option<Value>,
    /// The thread that begins to run here.
    pub starting: Option<Box<StartThread>>,
    /// The waits for the number of a new thread.
    pub wants_thread: VecDeque<Ticket>,
    /// `threading.main_thread()`, in other threads.
    pub main_thread: Option<Value>,
    /// The native classes of `threading` and its relatives.
    pub threading: Option<Rc<crate::threads::module::Classes>>,
    /// Requests of other threads that need Python code, until that runs.
    pub relays: VecDeque<Relay>,
    /// Loops that arrived and are about to run here.
    pub luggage: Vec<crate::portable::Luggage>,
    /// Whether modules are being imported because another thread imported them.
    pub importing: bool,
}

/// Numbers that count up.
#[derive(Default)]
pub struct Counters {
    /// Tickets.
    pub ticket: Ticket,
    /// Recorded loops, tasks, futures, handles and requests.
    pub event_loop: u32,
    /// Tasks.
    pub task: u32,
    /// Futures.
    pub future: u32,
    /// Handles.
    pub handle: u32,
    /// Web requests.
    pub fetch: u32,
    /// Names that are numbered.
    pub names: NamesGiven,
}

/// Objects that threads share.
#[derive(Default)]
pub struct Shared {
    next: u32,
    /// Every object that has a [`ObjectRef`] and is held here: those that live here (kept alive) …
    pub homed: SortedMap<ObjectRef, Value>,
    /// … and proxies of those that live elsewhere.
    pub proxies: SortedMap<ObjectRef, Weak<Instance>>,
    /// Classes written in Python.
    pub classes: SortedMap<ObjectRef, Rc<Type>>,
    /// The references of those classes, by their address.
    pub class_refs: SortedMap<usize, ObjectRef>,
    /// Variables of inner functions.
    pub cells: SortedMap<ObjectRef, Rc<Cell>>,
    /// The references of those variables, by [`Cell::shared`].
    pub cell_refs: Vec<ObjectRef>,
}

/// What a thread is blocked on.
pub struct Blocked {
    /// When the wait ends by itself, in microseconds of program time.
    pub until_micros: Option<u64>,
    /// The wait's number.
    pub ticket: Ticket,
    /// The loop, if an event loop with nothing to do waits.
    pub event_loop: Option<Rc<Instance>>,
    /// What ended the wait, once something has.
    pub outcome: Option<Result<Value, Raised>>,
    /// The event that ended it.
    pub cause: Option<EventId>,
}

impl Config {
    /// The main thread, recording.
    pub fn main(epoch_micros: u64) -> Self {
        Config { thread: 0, epoch_micros, record: true, record_limit: DEFAULT_LIMIT, seed: 0 }
    }
}

impl State {
    /// A thread in which nothing has happened.
    pub fn new(config: Config) -> Self {
        State {
            recorder: Recorder::new(config.thread, config.record, config.record_limit),
            config,
            blocked: Vec::new(),
            outbox: Vec::new(),
            running_loop: None,
            current_loop: None,
            current_loop_set: false,
            current_task: None,
            context: Context::default(),
            counters: Counters::default(),
            shared: Shared::default(),
            caller: None,
            registry: Registry::default(),
            performance_nanos: 0,
            signals: crate::signals::Signals::default(),
            fetches: SortedMap::default(),
            event_loops: Vec::new(),
            asyncio: None,
            classes: SortedMap::default(),
            helpers: SortedMap::default(),
            current_thread: None,
            starting: None,
            wants_thread: VecDeque::new(),
            main_thread: None,
            threading: None,
            relays: VecDeque::new(),
            luggage: Vec::new(),
            importing: false,
        }
    }

    /// The state of the thread that `vm` runs.
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

    /// This thread.
    pub fn thread(&self) -> ThreadId {
        self.config.thread
    }

    /// Program time in microseconds.
    #[inline]
    pub fn now_micros(&self) -> u64 {
        self.recorder.now_micros
    }

    /// The thread for which the running native acts: a method of a shared object may have been called by
    /// another thread.
    pub fn acting_thread(&self) -> ThreadId {
        self.caller.map_or(self.config.thread, |(thread, _)| thread)
    }

    /// A new ticket.
    pub fn ticket(&mut self) -> Ticket {
        self.counters.ticket += 1;
        self.counters.ticket
    }

    /// A native class of these modules by its name, where that is how threads know it.
    pub fn native_class(&self, name: &str) -> Option<Rc<Type>> {
        let asyncio = self.asyncio.as_ref()?.all();
        let found = asyncio.into_iter().find(|class| &*class.name == name);
        found.or_else(|| self.classes.get(name)).cloned()
    }

    /// The name for [`State::native_class`].
    pub fn native_class_name(&self, class: &Rc<Type>) -> Option<&str> {
        let mut asyncio = self.asyncio.iter().flat_map(|classes| classes.all());
        if let Some(found) = asyncio.find(|known| Rc::ptr_eq(known, class)) {
            return Some(&found.name);
        }
        self.classes.iter().find(|(_, known)| Rc::ptr_eq(known, class)).map(|(name, _)| *name)
    }

    /// Puts something into the outbox.
    pub fn send(&mut self, outgoing: Outgoing) {
        self.outbox.push(outgoing);
    }

    /// Puts a message to another thread into the outbox. `what` names it in the recording; empty: not recorded.
    pub fn send_message(&mut self, to: ThreadId, message: Message, what: &str) {
        let cause = if what.is_empty() || !self.recorder.enabled() {
            self.recorder.cause
        } else {
            self.recorder.record(EventKind::MessageSent { to, what })
        };
        let envelope = Envelope { from: self.config.thread, cause, names: self.counters.names, message };
        self.outbox.push(Outgoing::Message { to, envelope });
    }

    /// What goes out, in order.
    pub fn take_outbox(&mut self) -> Vec<Outgoing> {
        std::mem::take(&mut self.outbox)
    }

    /// Records text that the program wrote.
    pub fn write(&mut self, stream: Stream, text: &str) {
        self.recorder.record(EventKind::Output { stream, text });
    }

    /// Notes that the thread blocks; the frame that does so then returns `NativeStep::Block`, and calls
    /// [`State::unblocked`] when it goes on.
    pub fn block(&mut self, on: BlockedOn<'_>, until_micros: Option<u64>, ticket: Ticket) -> &mut Blocked {
        self.recorder.record(EventKind::Blocked { on });
        self.blocked.push(Blocked { until_micros, ticket, event_loop: None, outcome: None, cause: None });
        self.blocked.last_mut().expect("just pushed")
    }

    /// Notes that the thread goes on.
    pub fn unblocked(&mut self) -> Option<Blocked> {
        let blocked = self.blocked.pop()?;
        self.recorder.record_caused_by(EventKind::Unblocked, blocked.cause.or(self.recorder.cause));
        Some(blocked)
    }

    /// Ends the wait `ticket` of this thread. Does nothing if it has ended.
    pub fn complete(&mut self, ticket: Ticket, outcome: Result<Value, Raised>) {
        let cause = self.recorder.cause;
        if let Some(blocked) = self.blocked.iter_mut().find(|blocked| blocked.ticket == ticket)
            && blocked.outcome.is_none()
        {
            blocked.outcome = Some(outcome);
            blocked.cause = cause;
        }
    }

    /// A name for a new recorded object of a kind.
    pub fn object_id(&mut self, counter: fn(&mut Counters) -> &mut u32) -> ObjectId {
        let thread = self.config.thread;
        let counter = counter(&mut self.counters);
        *counter += 1;
        ObjectId { thread, index: *counter }
    }
}

impl Shared {
    /// A reference for an object that another thread gets to know.
    pub fn new_ref(&mut self, thread: ThreadId) -> ObjectRef {
        self.next += 1;
        ObjectRef { thread, index: self.next }
    }

    /// Whether another thread may still ask for something that lives here.
    pub fn has_exports(&self) -> bool {
        !self.homed.is_empty()
    }
}
