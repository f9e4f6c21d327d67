//! What a suspended task waits for.

use serde::Serialize;

use crate::event::ObjectId;

/// What is known of a task's wait, besides what will wake it. What does not apply is `None`, empty or 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Wait<'a> {
    /// The kind of thing.
    pub kind: WaitKind,
    /// What the program calls it at the await, such as `self.queue`; or the function, the request that is waited for.
    pub name: &'a str,
    /// Its number: of a request, of a future where `wait_for` and the like were given one, else among locks, queues
    /// and all that tasks wait in line for.
    pub object: Option<ObjectId>,
    /// Another task: the one that holds the lock, is waited for, is shielded.
    pub other: Option<ObjectId>,
    /// The first number of the kind.
    pub count: u32,
    /// The second number of the kind.
    pub of: u32,
    /// When the wait ends by itself, in microseconds of the program's clock.
    pub until_micros: Option<u64>,
    /// When a `timeout()` around the await ends it.
    pub limit_micros: Option<u64>,
}

/// The kinds of things that asyncio lets a task wait for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[repr(u8)]
pub enum WaitKind {
    /// A task or a future, or its turn.
    #[default]
    Plain,
    /// `sleep`
    Sleep,
    /// A lock; `count` is the place in its queue, `other` the task that holds it.
    Lock,
    /// An event; `count` is the place in its queue.
    Event,
    /// A condition's notification; `count` is the place in its queue.
    Condition,
    /// A semaphore; `count` of `of` are free.
    Semaphore,
    /// A barrier; `count` of `of` are there.
    Barrier,
    /// `get` of a queue that is empty; `count` is the place among those that get.
    QueueGet,
    /// `put` into a queue that is full, with `count` items.
    QueuePut,
    /// `join` of a queue; `count` items are unfinished.
    QueueJoin,
    /// `gather`; `count` of `of` are done.
    Gather,
    /// `wait`; `count` of `of` are done.
    Wait,
    /// `as_completed`; `count` of `of` are done.
    AsCompleted,
    /// `wait_for` of a task or future.
    WaitFor,
    /// The end of a task or future that was cancelled.
    End,
    /// The end of a task group's `count` children.
    TaskGroup,
    /// `shield` of a task or future.
    Shield,
    /// A function in another thread.
    Executor,
    /// The future of another thread.
    ThreadFuture,
    /// The answer to a web request.
    Fetch,
    /// A connection that nobody else uses.
    Connection,
}

impl WaitKind {
    /// Each with what asyncio's own Python calls it.
    pub const ALL: &[(WaitKind, &'static str)] = &[
        (WaitKind::Plain, ""),
        (WaitKind::Sleep, "sleep"),
        (WaitKind::Lock, "Lock"),
        (WaitKind::Event, "Event"),
        (WaitKind::Condition, "Condition"),
        (WaitKind::Semaphore, "Semaphore"),
        (WaitKind::Barrier, "Barrier"),
        (WaitKind::QueueGet, "Queue.get"),
        (WaitKind::QueuePut, "Queue.put"),
        (WaitKind::QueueJoin, "Queue.join"),
        (WaitKind::Gather, "gather"),
        (WaitKind::Wait, "wait"),
        (WaitKind::AsCompleted, "as_completed"),
        (WaitKind::WaitFor, "wait_for"),
        (WaitKind::End, "end"),
        (WaitKind::TaskGroup, "TaskGroup"),
        (WaitKind::Shield, "shield"),
        (WaitKind::Executor, "executor"),
        (WaitKind::ThreadFuture, "thread future"),
        (WaitKind::Fetch, "fetch"),
        (WaitKind::Connection, "connection"),
    ];

    /// What asyncio's own Python calls it.
    pub fn name(self) -> &'static str {
        Self::ALL[self as usize].1
    }

    /// The kind of this number.
    pub(crate) fn of(number: u8) -> Option<WaitKind> {
        Self::ALL.get(usize::from(number)).map(|(kind, _)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_have_their_numbers() {
        for (number, &(kind, name)) in (0..).zip(WaitKind::ALL) {
            assert_eq!((WaitKind::of(number), kind as u8), (Some(kind), number));
            assert_eq!(kind.name(), name);
        }
    }
}
