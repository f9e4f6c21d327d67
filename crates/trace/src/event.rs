//! What can happen in a program, in asyncio's own words.

use serde::Serialize;

use crate::wait::Wait;

/// A Python thread of the program; the main thread is 0, others count up in the order of their start.
pub type ThreadId = u16;

/// An event's name: the thread that recorded it and its number there, from 0 without gaps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct EventId {
    /// The thread that recorded the event.
    pub thread: ThreadId,
    /// The event's number in that thread.
    pub seq: u32,
}

/// A loop, task, future, handle or request: the heap in which it was made and its number among its kind there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ObjectId {
    /// The heap in which the object was made, called after the first of the threads that share it: 0 for that of the
    /// main thread.
    pub heap: ThreadId,
    /// The object's number among those of its kind in that heap, from 1.
    pub index: u32,
}

/// One thing that happened. Its texts are borrowed: from the program when it is recorded, from the recording
/// when it is read.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Event<'a> {
    /// This event.
    pub id: EventId,
    /// When, in microseconds of the program's clock since the program's start.
    pub at_micros: u64,
    /// The event without which this one would not have happened; `None` for the program's own start.
    pub cause: Option<EventId>,
    /// The line of the program (1-based) that was running; 0 where none was.
    pub line: u32,
    /// The task that was running, if one was.
    pub task: Option<ObjectId>,
    /// Whether asyncio does this of its own accord, such as running a callback of its own.
    pub by_asyncio: bool,
    /// What happened.
    pub kind: EventKind<'a>,
}

/// The output stream that a text went to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Stream {
    /// `sys.stdout`
    Stdout,
    /// `sys.stderr`
    Stderr,
}

/// How a callback came into a loop's queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum HandleKind {
    /// `loop.call_soon`
    Soon,
    /// `loop.call_soon_threadsafe`, possibly from another thread.
    SoonThreadsafe,
    /// `loop.call_later` or `loop.call_at`; the deadline in microseconds of the program's clock.
    At {
        /// When the callback becomes ready; before 0 in a program that asks for a time before its beginning.
        deadline_micros: i64,
    },
    /// A task's step (its first, or one after what it awaited is done).
    TaskStep {
        /// The task.
        task: ObjectId,
    },
    /// A done-callback of a future or a task.
    DoneCallback,
}

/// What wakes a suspended task.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Awaiting {
    /// A bare `yield`, as `asyncio.sleep(0)` does: the task is ready again at once.
    Nothing,
    /// Another task.
    Task(ObjectId),
    /// A future.
    Future(ObjectId),
}

/// How a task or future ended.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum Outcome<Text> {
    /// With a result.
    Result,
    /// With an exception; its type and message.
    Exception(Text),
    /// Cancelled.
    Cancelled,
}

/// What a blocked Python thread waits for.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum BlockedOn<'a> {
    /// `time.sleep`; until then, in microseconds of the program's clock.
    Sleep {
        /// When the sleep ends.
        until_micros: u64,
    },
    /// An event loop with nothing ready: asyncio's `select`.
    Select {
        /// The loop.
        event_loop: ObjectId,
        /// The next timer's deadline, if there is one.
        until_micros: Option<u64>,
    },
    /// `thread.join()`
    Join {
        /// The other thread.
        thread: ThreadId,
    },
    /// Anything else that blocks.
    Call {
        /// Its Python name: `Queue.get`, `Lock.acquire`, `Future.result`, …
        what: &'a str,
        /// What the program calls the queue, lock or future there, such as `self.lock`; may be empty.
        name: &'a str,
        /// The thread that holds the lock.
        holder: Option<ThreadId>,
    },
}

/// What happened. A *handle* is asyncio's word for a callback in a loop's queue.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub enum EventKind<'a> {
    /// A Python thread began to run; its cause is the `ThreadStarting` of its parent.
    ThreadStarted {
        /// `threading.current_thread().name`
        name: &'a str,
    },
    /// Ended the wait of another thread, for a lock that was released: its `Unblocked` has this event as its cause.
    ThreadWoken {
        /// The other thread.
        thread: ThreadId,
        /// What the program called that did it, such as `Queue.put`; empty if it released the lock itself.
        by: &'a str,
    },
    /// `thread.start()` was called.
    ThreadStarting {
        /// The new thread.
        thread: ThreadId,
        /// Its name.
        name: &'a str,
    },
    /// Where a Python thread runs: in a Web Worker (or a thread of the system) of its own, or beside the others.
    ThreadPlaced {
        /// Whether it has a worker of its own.
        away: bool,
        /// Why it has none, such as "shares `results`"; may be empty.
        why: &'a str,
    },
    /// A Python thread got another name.
    ThreadNamed {
        /// The thread.
        thread: ThreadId,
        /// `thread.name`
        name: &'a str,
    },
    /// A Python thread ended.
    ThreadEnded,
    /// An event loop was made.
    LoopCreated {
        /// The loop.
        event_loop: ObjectId,
    },
    /// `run_forever` or `run_until_complete` began to run a loop.
    LoopRunning {
        /// The loop.
        event_loop: ObjectId,
    },
    /// A loop stopped running (it can run again).
    LoopStopped {
        /// The loop.
        event_loop: ObjectId,
    },
    /// `loop.close()`
    LoopClosed {
        /// The loop.
        event_loop: ObjectId,
    },
    /// A loop took its ready queue as a batch: one iteration (`_run_once`).
    Iteration {
        /// The loop.
        event_loop: ObjectId,
        /// How many handles are in the batch.
        ready: u32,
    },
    /// A callback entered a loop's queue.
    HandleScheduled {
        /// The handle.
        handle: ObjectId,
        /// The loop in whose queue it is.
        event_loop: ObjectId,
        /// How it came there.
        kind: HandleKind,
        /// The callback's qualified name.
        callback: &'a str,
    },
    /// `handle.cancel()`
    HandleCancelled {
        /// The handle.
        handle: ObjectId,
    },
    /// A handle's callback began to run; its cause is the `HandleScheduled`. A task's step is a `TaskStep` instead.
    HandleRun {
        /// The handle.
        handle: ObjectId,
    },
    /// A handle's callback returned.
    HandleDone {
        /// The handle.
        handle: ObjectId,
    },
    /// A task was made.
    TaskCreated {
        /// The task.
        created: ObjectId,
        /// `task.get_name()`
        name: &'a str,
        /// The coroutine's qualified name.
        coroutine: &'a str,
        /// Its loop.
        event_loop: ObjectId,
    },
    /// A task got another name: `task.set_name`.
    TaskNamed {
        /// The task.
        task: ObjectId,
        /// `task.get_name()`
        name: &'a str,
    },
    /// A task began or went on to run; its cause is the `HandleScheduled` of the step, which ends with the
    /// `TaskSuspended` or `TaskDone`.
    TaskStep {
        /// The task.
        task: ObjectId,
    },
    /// A task suspended at an `await`.
    TaskSuspended {
        /// The task.
        task: ObjectId,
        /// What will wake it.
        awaiting: Awaiting,
        /// What it waits for.
        wait: Wait<'a>,
    },
    /// `task.cancel()` asked a task to stop.
    TaskCancelRequested {
        /// The task.
        task: ObjectId,
        /// What cancelled it, such as `timeout`; empty if the program did.
        by: &'a str,
    },
    /// `task.uncancel()` took back the last request that a task stop.
    TaskUncancelled {
        /// The task.
        task: ObjectId,
    },
    /// A task ended.
    TaskDone {
        /// The task.
        task: ObjectId,
        /// How.
        outcome: Outcome<&'a str>,
    },
    /// A future got its result, its exception or its cancellation.
    FutureDone {
        /// The future.
        future: ObjectId,
        /// How.
        outcome: Outcome<&'a str>,
        /// What the program called that did it, such as `Lock.release`; empty if it set the future itself.
        by: &'a str,
    },
    /// The Python thread blocked.
    Blocked {
        /// On what.
        on: BlockedOn<'a>,
    },
    /// The Python thread goes on after `Blocked`; its cause is what ended the wait.
    Unblocked,
    /// A web request went out.
    FetchStarted {
        /// The request.
        request: ObjectId,
        /// Its method, `GET` and the like.
        method: &'a str,
        /// Its URL.
        url: &'a str,
    },
    /// A web request ended.
    FetchDone {
        /// The request.
        request: ObjectId,
        /// The HTTP status, 0 if there was no answer.
        status: u16,
    },
    /// The program wrote text. Lines may come in pieces.
    Output {
        /// Where to.
        stream: Stream,
        /// The text.
        text: &'a str,
    },
    /// An exception reached the top of a thread, or a program did not compile. The traceback itself is
    /// an `Output` on stderr; this event marks the line in the editor (`Event::line`).
    UncaughtException {
        /// `type: message`
        message: &'a str,
    },
    /// Stop (or Ctrl+C) raised `KeyboardInterrupt`.
    Interrupted,
    /// The program stands still at a breakpoint, before the statement at `Event::line`.
    BreakpointHit,
    /// The recording is full; what follows is not recorded, except output and the end.
    RecordingFull,
    /// The program ended.
    ProgramEnded {
        /// Its exit status.
        exit_status: i32,
    },
}
