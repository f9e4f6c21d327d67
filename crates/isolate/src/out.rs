//! A step out of a call, of a coroutine or of any function: where a call returns is not recorded, so that the run is run again and looked at
//! from event to event, whether the call is there.

use loopscope_python::vm::look::Key;
use loopscope_trace::{EventId, ObjectId, ThreadId};

use crate::{Again, Unreadable};

/// A step out of the innermost call of a task, or of a thread outside of its tasks.
pub struct Out {
    thread: ThreadId,
    task: Option<ObjectId>,
    /// Whether it leads to before the call.
    is_back: bool,
    /// In the order of the run.
    events: Vec<EventId>,
    /// The number of the event at which the run is to stand next.
    next: usize,
    /// The calls at the event before, each with the number of the event from which on it has been there.
    calls: Vec<(Key, usize)>,
    /// How many calls there are where a step on begins.
    depth: usize,
}

impl Out {
    /// A step from the first of these events to the first one at which the call is over; or, if it leads back, from the last of them to the
    /// last one at which the call had not begun. They are those of one task, or of a thread, in their order.
    pub fn new(thread: ThreadId, task: Option<ObjectId>, events: Vec<EventId>, is_back: bool) -> Out {
        Out { thread, task, is_back, events, next: 0, calls: Vec::new(), depth: 0 }
    }

    /// Where the run is to stand next; `None` if there was no event.
    pub fn next(&self) -> Option<EventId> {
        self.events.get(self.next).copied()
    }

    /// The run stands there. The number of the event to which the step leads, or that it leads to none of them; `None` as long as that
    /// is not known.
    pub fn stands(&mut self, run: &mut Again) -> Option<Option<usize>> {
        let here = self.next;
        self.next += 1;
        let before = std::mem::take(&mut self.calls);
        let since =
            |key: &Key| before.iter().find(|(known, _)| known.is(key)).map_or(here, |(_, since)| *since);
        let keys = run.isolate().calls_of(self.thread, self.task);
        self.calls =
            keys.into_iter().map(|key| (since(&key), key)).map(|(since, key)| (key, since)).collect();
        let is_last = self.next >= self.events.len();
        if self.is_back {
            let begun = self.calls.last().and_then(|(_, since)| since.checked_sub(1));
            return is_last.then_some(begun);
        }
        let left = self.calls.iter().filter(|(_, since)| *since == 0).count();
        if here == 0 {
            self.depth = left;
        }
        if left < self.depth {
            return Some(Some(here));
        }
        (is_last || self.depth == 0).then_some(None)
    }
}

impl Again {
    /// Runs on to where a step out of a call leads: the number of that event among those of the step.
    ///
    /// # Errors
    /// If the bytes are not inputs.
    pub fn step_out(&mut self, mut out: Out) -> Result<Option<usize>, Unreadable> {
        while let Some(event) = out.next() {
            if !self.stand_at(event)? {
                break;
            }
            if let Some(found) = out.stands(self) {
                return Ok(found);
            }
        }
        Ok(None)
    }
}
