//! What was written before: the same while a batch is written and while it is read.

use crate::event::{EventId, ObjectId};

/// What the next event of a batch is likely to be near to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context {
    /// What the next event is called, unless it is said otherwise.
    pub(super) next: EventId,
    /// The thread that was left last, and its next event.
    pub(super) left: EventId,
    /// When the last event happened.
    pub(super) at_micros: u64,
    /// The last cause that was one.
    pub(super) cause: EventId,
    /// The last line that was one.
    pub(super) line: u32,
    /// The last task that ran.
    pub(super) task: ObjectId,
    /// The task that was made last.
    pub(super) created: ObjectId,
    /// The handle that was scheduled last.
    pub(super) scheduled: ObjectId,
    /// The handle that ran last.
    pub(super) run: ObjectId,
    /// The loop that was spoken of last.
    pub(super) event_loop: ObjectId,
    /// The future that was spoken of last.
    pub(super) future: ObjectId,
}

impl Context {
    /// At the start of a batch whose first event is `first`.
    pub(super) fn new(first: EventId) -> Self {
        let none = ObjectId { heap: 0, index: 0 };
        Context {
            next: first,
            left: EventId { thread: first.thread, seq: 0 },
            at_micros: 0,
            cause: EventId { thread: first.thread, seq: 0 },
            line: 0,
            task: none,
            created: none,
            scheduled: none,
            run: none,
            event_loop: none,
            future: none,
        }
    }

    /// The next event is that one: of another thread, or later in the same.
    pub(super) fn go_to(&mut self, next: EventId) {
        self.left = std::mem::replace(&mut self.next, next);
    }
}
