//! What is really there: what threads and tasks do, what loops have in their queues and who stands in line, as the program's own
//! objects have it. What is derived from a recording has to be the same; only tests look here.

use std::rc::{Rc, Weak};

use loopscope_event_loop::Handle as _;
use loopscope_python::object::{Generator, Instance};
use loopscope_python::{Value, Vm};
use loopscope_trace::{ObjectId, ThreadId};

use crate::asyncio::event_loop::{self, LoopData, Ready};
use crate::asyncio::future::{self, FutureData, Phase, as_future};
use crate::asyncio::record::coroutines;
use crate::asyncio::task::task_data;
use crate::asyncio::{handle, wait};
use crate::state::State;
use loopscope_library::deque;
use loopscope_library::native;

/// A heap as it is.
#[derive(Debug, Default)]
pub struct Truth {
    /// The threads that have not ended, in the order of their numbers.
    pub threads: Vec<(ThreadId, ThreadDoes)>,
    /// The loops that are not closed, in the order in which they were made.
    pub loops: Vec<Loop>,
    /// The tasks that are remembered.
    pub tasks: Vec<Task>,
}

/// What a thread does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadDoes {
    /// It has not begun.
    NotBegun,
    /// It is blocked.
    Blocked,
    /// It runs, or could.
    Runs,
}

/// An event loop.
#[derive(Debug)]
pub struct Loop {
    /// Its number.
    pub id: ObjectId,
    /// The thread that runs it.
    pub thread: Option<ThreadId>,
    /// What is ready, in its order.
    pub ready: Vec<Queued>,
    /// The timers in their order, with their deadlines in microseconds.
    pub timers: Vec<(i64, Queued)>,
}

/// What is in a loop's queue.
#[derive(Debug)]
pub struct Queued {
    /// Its number.
    pub handle: Option<ObjectId>,
    /// The task whose step it is.
    pub step_of: Option<ObjectId>,
    /// Whether it will be passed over.
    pub cancelled: bool,
}

/// A task.
#[derive(Debug)]
pub struct Task {
    /// Its number.
    pub id: ObjectId,
    /// Whether it is asyncio's own.
    pub by_asyncio: bool,
    /// What it does.
    pub does: TaskDoes,
    /// Whether it was asked to stop and has not been told to go on since.
    pub cancelling: bool,
    /// The task that it awaits.
    pub awaits: Option<ObjectId>,
    /// Where it stands in line.
    pub line: Option<Line>,
}

/// What a task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskDoes {
    /// Its step is in its loop's queue.
    Ready,
    /// It runs.
    Runs,
    /// It runs, and blocks its thread.
    Blocks,
    /// None of these.
    Waits,
    /// It has a result.
    Done,
    /// It has an exception.
    Failed,
    /// It was cancelled.
    Cancelled,
    /// It has not ended, but its loop is closed.
    Abandoned,
}

/// A line of tasks for a lock or queue.
#[derive(Debug)]
pub struct Line {
    /// The tasks before it, in their order.
    pub before: Vec<ObjectId>,
    /// Of a lock, whether it is locked, and the task that locked it.
    pub lock: Option<(bool, Option<ObjectId>)>,
}

impl Truth {
    /// The program has ended: nothing of it runs any more.
    pub fn end(&mut self) {
        self.threads.clear();
        self.loops.iter_mut().for_each(|it| it.thread = None);
        for task in &mut self.tasks {
            if matches!(task.does, TaskDoes::Ready | TaskDoes::Runs | TaskDoes::Blocks | TaskDoes::Waits) {
                task.does = TaskDoes::Abandoned;
                (task.awaits, task.line) = (None, None);
            }
        }
    }
}

/// What is there now.
pub fn truth(vm: &Vm) -> Truth {
    let state = State::peek(vm);
    let mut truth = Truth::default();
    let mut running: Vec<(Rc<Instance>, bool)> = Vec::new();
    for parked in state.scheduler.all_parked() {
        let does = match parked.fiber.is_blocked() {
            _ if !parked.begun => ThreadDoes::NotBegun,
            true => ThreadDoes::Blocked,
            false => ThreadDoes::Runs,
        };
        truth.threads.push((parked.state.id, does));
        running.extend(parked.state.current_task.clone().map(|task| (task, does == ThreadDoes::Blocked)));
    }
    let does = if vm.is_blocked() { ThreadDoes::Blocked } else { ThreadDoes::Runs };
    truth.threads.push((state.current.id, does));
    truth.threads.sort_unstable_by_key(|(thread, _)| *thread);
    running.extend(state.current.current_task.clone().map(|task| (task, does == ThreadDoes::Blocked)));

    let loops: Vec<Rc<Instance>> = state.loops.iter().filter_map(Weak::upgrade).collect();
    for data in loops.iter().map(event_loop::data).filter(|data| !data.closed.get()) {
        truth.loops.push(look_at_loop(data));
    }
    let tasks: Vec<Rc<Instance>> = loops.iter().flat_map(|it| event_loop::data(it).tasks()).collect();
    let who_awaits = |awaited: &Value| {
        let (awaited, data) = as_future(awaited)?;
        let is_it = |task: &&Rc<Instance>| {
            let waiting_for = task_data(future::data(task)).waiting_for.borrow();
            waiting_for.as_ref().is_some_and(|it| Rc::ptr_eq(it, awaited))
        };
        let found = tasks.iter().find(is_it).filter(|_| !data.is_done());
        found.map(|task| future::data(task).id.get())
    };
    for task in &tasks {
        let data = future::data(task);
        let own = task_data(data);
        let id = data.id.get();
        let is_queued = |queued: &Queued| queued.step_of == Some(id);
        let does = match (data.phase.get(), running.iter().find(|(it, _)| Rc::ptr_eq(it, task))) {
            (Phase::Cancelled, _) => TaskDoes::Cancelled,
            (Phase::Finished, _) if data.exception.borrow().is_some() => TaskDoes::Failed,
            (Phase::Finished, _) => TaskDoes::Done,
            (Phase::Pending, Some((_, true))) => TaskDoes::Blocks,
            (Phase::Pending, Some((_, false))) => TaskDoes::Runs,
            _ if is_of_closed_loop(data) => TaskDoes::Abandoned,
            _ if truth.loops.iter().any(|it| it.ready.iter().any(is_queued)) => TaskDoes::Ready,
            _ => TaskDoes::Waits,
        };
        let waiting_for = own.waiting_for.borrow().clone().filter(|_| does == TaskDoes::Waits);
        let awaits =
            waiting_for.as_ref().and_then(|it| it.native::<FutureData>()).filter(|it| it.task.is_some());
        truth.tasks.push(Task {
            id,
            by_asyncio: own.by_asyncio.get(),
            does,
            cancelling: own.cancel_requests.get() > 0,
            awaits: awaits.map(|it| it.id.get()),
            line: waiting_for.and_then(|it| line_of(&own.coroutine.borrow(), &it, who_awaits)),
        });
    }
    truth
}

fn look_at_loop(data: &LoopData) -> Loop {
    let core = data.core.borrow();
    let queued = |ready: &Ready| {
        let (step_of, stamp) = match ready {
            Ready::Step { task, stamp, .. } | Ready::Wakeup { task, stamp, .. } => {
                (Some(future::data(task).id.get()), *stamp)
            }
            Ready::ChildDone { stamp, .. } | Ready::Done { stamp, .. } => (None, *stamp),
            Ready::Handle(handle) => (None, handle::data(handle).stamp),
        };
        Queued { handle: stamp.handle(), step_of, cancelled: ready.is_cancelled() }
    };
    let timers = core.timers().into_iter();
    let timers = timers.map(|(deadline, timer)| (deadline, queued(&Ready::Handle(timer.0.clone()))));
    Loop {
        id: data.id.get(),
        thread: data.thread.get().filter(|_| data.running.get()),
        ready: core.ready().map(queued).collect(),
        timers: timers.collect(),
    }
}

fn is_of_closed_loop(data: &FutureData) -> bool {
    data.event_loop
        .borrow()
        .as_ref()
        .is_some_and(|it| it.native::<event_loop::LoopData>().is_some_and(|it| it.closed.get()))
}

/// Where a coroutine stands in line, that waits for `future`: it is in a function of the library with the line among its variables.
fn line_of(
    coroutine: &Value,
    future: &Rc<Instance>,
    who_awaits: impl Fn(&Value) -> Option<ObjectId>,
) -> Option<Line> {
    let innermost = coroutines(coroutine).last()?;
    let object = match &*innermost.function.code.qualname {
        "_Waitable._stand_in_line" | "Queue._wait" => variable(&innermost, "self")?,
        _ => return None,
    };
    let Value::Instance(object) = object else { return None };
    let attribute = |name| object.attrs.borrow().get(native::sym(name)).cloned();
    let line = variable(&innermost, "waiters").or_else(|| attribute("_waiters"))?;
    let waiting = deque::items(&line)?.borrow();
    let is_it = |value: &Value| as_future(value).is_some_and(|(it, _)| Rc::ptr_eq(it, future));
    let before = waiting.iter().take_while(|value| !is_it(value)).filter_map(who_awaits).collect();
    let holder = match attribute("_holder") {
        Some(Value::Int(number)) => wait::unpacked(number),
        _ => None,
    };
    let lock = match attribute("_locked") {
        Some(Value::Bool(is_locked)) => Some((is_locked, holder)),
        _ => None,
    };
    Some(Line { before, lock })
}

fn variable(generator: &Generator, name: &str) -> Option<Value> {
    let at = generator.function.code.locals.iter().position(|local| &*local.name() == name)?;
    match generator.frame.borrow().values.get(at)? {
        Value::Cell(cell) => Some(cell.value.borrow().clone()),
        value => Some(value.clone()),
    }
}
