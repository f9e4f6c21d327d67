//! asyncio's order: ready queue in batches, timer heap, a clock that is an input.
//!
//! [`EventLoop`] says which handle runs next, exactly as `asyncio.base_events.BaseEventLoop._run_once` of
//! CPython 3.11 does. It knows nothing of what a handle runs: the handle's type is a parameter, and so is that of
//! timers, which become handles when they are due: a heap moves small things faster. Time is
//! whatever its caller says it is, in microseconds; a deadline may lie before its beginning.

#![forbid(unsafe_code)]

pub mod timers;

use std::collections::VecDeque;

pub use timers::Timers;

/// A callback in a loop's queue.
pub trait Handle {
    /// Whether `cancel()` was called: it is taken out of the queue without being run.
    fn is_cancelled(&self) -> bool;
}

/// The queues of one event loop.
///
/// ```text
///            call_soon            begin_iteration             next
///   ───────────────────────▶ ready ───────────────▶ batch ───────────▶ run
///            call_at            ▲                (a count at
///   ──────────▶ timers ─────────┘                 ready's front)
///                     due, at begin_iteration
/// ```
#[derive(Debug)]
pub struct EventLoop<H, T = H> {
    ready: VecDeque<H>,
    /// How many handles at the front of `ready` belong to the iteration under way.
    batch: usize,
    timers: Timers<T>,
}

/// How long a loop that has finished its batch waits for the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Not at all: handles are ready.
    No,
    /// Until this time in microseconds, when the next timer is due.
    Until(i64),
    /// Until somebody outside schedules something.
    Forever,
}

impl<H, T> Default for EventLoop<H, T> {
    fn default() -> Self {
        EventLoop { ready: VecDeque::new(), batch: 0, timers: Timers::default() }
    }
}

impl<H: Handle + From<T>, T: Handle> EventLoop<H, T> {
    /// A loop with nothing to do.
    pub fn new() -> Self {
        EventLoop::default()
    }

    /// `loop.call_soon`: at the end of the ready queue, in the next batch even if one is under way.
    #[inline]
    pub fn call_soon(&mut self, handle: H) {
        self.ready.push_back(handle);
    }

    /// `loop.call_at`: ready when the clock shows `deadline_micros`. Among equal deadlines the order of the
    /// calls counts (in CPython the clock has moved between two calls).
    pub fn call_at(&mut self, deadline_micros: i64, handle: T) {
        self.timers.push(deadline_micros, handle);
    }

    /// `TimerHandle.cancel()` of a handle that is still among the timers: it stays there until it comes up
    /// or until cancelled timers are in the majority (`BaseEventLoop._timer_handle_cancelled`).
    pub fn timer_cancelled(&mut self) {
        self.timers.note_cancelled();
    }

    /// How long to wait before [`EventLoop::begin_iteration`]; the first part of `_run_once`.
    pub fn wait(&mut self) -> Wait {
        self.timers.drop_cancelled();
        if !self.ready.is_empty() {
            return Wait::No;
        }
        self.timers.next_deadline().map_or(Wait::Forever, Wait::Until)
    }

    /// Moves the timers that are due to the ready queue and takes that queue as a batch: what is scheduled
    /// while it runs waits for the next iteration. The batch's length.
    pub fn begin_iteration(&mut self, now_micros: i64) -> usize {
        while let Some(handle) = self.timers.pop_due(now_micros) {
            self.ready.push_back(handle.into());
        }
        self.batch = self.ready.len();
        self.batch
    }

    /// The next handle of the batch that was not cancelled; `None` when the iteration is over.
    #[inline]
    pub fn next_in_batch(&mut self) -> Option<H> {
        while self.batch > 0 {
            self.batch -= 1;
            let handle = self.ready.pop_front()?;
            if !handle.is_cancelled() {
                return Some(handle);
            }
        }
        None
    }

    /// Whether the iteration under way has handles left.
    pub fn in_batch(&self) -> bool {
        self.batch > 0
    }

    /// Forgets the iteration under way, as when an exception leaves `_run_once`: what was left of the batch
    /// stays at the front of the ready queue.
    pub fn abandon_batch(&mut self) {
        self.batch = 0;
    }

    /// The handles that are ready, in their order, those of the iteration under way first.
    pub fn ready(&self) -> impl Iterator<Item = &H> {
        self.ready.iter()
    }

    /// The timers with their deadlines, the next one first.
    pub fn timers(&self) -> Vec<(i64, &T)> {
        self.timers.sorted()
    }

    /// How many handles are ready.
    pub fn ready_len(&self) -> usize {
        self.ready.len()
    }

    /// When the next timer is due, cancelled or not.
    pub fn next_deadline(&self) -> Option<i64> {
        self.timers.next_deadline()
    }

    /// What the next timer calls, cancelled or not.
    pub fn next_timer(&self) -> Option<&T> {
        self.timers.next_handle()
    }

    /// `loop.close()`: drops everything. Returned, so that the caller can drop it outside of borrows.
    pub fn clear(&mut self) -> (VecDeque<H>, Vec<(i64, T)>) {
        self.batch = 0;
        (std::mem::take(&mut self.ready), std::mem::take(&mut self.timers).into_sorted())
    }
}

#[cfg(test)]
mod tests;
