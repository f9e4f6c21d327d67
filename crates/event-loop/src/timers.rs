//! The timer heap: keyed by deadline and, among equal deadlines, by the order of the calls.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use crate::Handle;

/// `_MIN_SCHEDULED_TIMER_HANDLES`: below this many timers, cancelled ones are not looked for.
const MIN_SCHEDULED_TIMER_HANDLES: usize = 100;

/// `_MIN_CANCELLED_TIMER_HANDLES_FRACTION` is one half.
const MIN_CANCELLED_DENOMINATOR: usize = 2;

/// Handles that wait for their deadline.
#[derive(Debug)]
pub struct Timers<H> {
    heap: BinaryHeap<Timer<H>>,
    next_sequence: u64,
    cancelled: usize,
}

#[derive(Debug)]
struct Timer<H> {
    deadline_micros: i64,
    sequence: u64,
    handle: H,
}

impl<H> Default for Timers<H> {
    fn default() -> Self {
        Timers { heap: BinaryHeap::new(), next_sequence: 0, cancelled: 0 }
    }
}

impl<H: Handle> Timers<H> {
    /// Adds a handle.
    pub fn push(&mut self, deadline_micros: i64, handle: H) {
        self.heap.push(Timer { deadline_micros, sequence: self.next_sequence, handle });
        self.next_sequence += 1;
    }

    /// Notes that one of the handles was cancelled.
    pub fn note_cancelled(&mut self) {
        self.cancelled += 1;
    }

    /// Drops cancelled handles: all of them if they are many, else those that come up next.
    pub fn drop_cancelled(&mut self) {
        let count = self.heap.len();
        if count > MIN_SCHEDULED_TIMER_HANDLES && self.cancelled * MIN_CANCELLED_DENOMINATOR > count {
            self.heap.retain(|timer| !timer.handle.is_cancelled());
            self.cancelled = 0;
            return;
        }
        while self.heap.peek().is_some_and(|timer| timer.handle.is_cancelled()) {
            self.heap.pop();
            self.cancelled = self.cancelled.saturating_sub(1);
        }
    }

    /// The deadline of the next handle, cancelled or not.
    pub fn next_deadline(&self) -> Option<i64> {
        self.heap.peek().map(|timer| timer.deadline_micros)
    }

    /// The next handle, cancelled or not.
    pub fn next_handle(&self) -> Option<&H> {
        self.heap.peek().map(|timer| &timer.handle)
    }

    /// The next handle, if it is due.
    pub fn pop_due(&mut self, now_micros: i64) -> Option<H> {
        if self.next_deadline()? > now_micros {
            return None;
        }
        let handle = self.heap.pop()?.handle;
        if handle.is_cancelled() {
            self.cancelled = self.cancelled.saturating_sub(1);
        }
        Some(handle)
    }

    /// All handles with their deadlines, the next one first.
    pub fn sorted(&self) -> Vec<(i64, &H)> {
        let mut timers: Vec<&Timer<H>> = self.heap.iter().collect();
        timers.sort_unstable_by(|timer, other| other.cmp(timer));
        timers.into_iter().map(|timer| (timer.deadline_micros, &timer.handle)).collect()
    }

    /// The same, to keep.
    pub fn into_sorted(self) -> Vec<(i64, H)> {
        let mut timers = self.heap.into_sorted_vec();
        timers.reverse();
        timers.into_iter().map(|timer| (timer.deadline_micros, timer.handle)).collect()
    }
}

impl<H> Ord for Timer<H> {
    /// The heap gives its greatest first: the earliest deadline is the greatest.
    fn cmp(&self, other: &Self) -> Ordering {
        (other.deadline_micros, other.sequence).cmp(&(self.deadline_micros, self.sequence))
    }
}

impl<H> PartialOrd for Timer<H> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }

    // What the heap asks; there is no need to tell less from equal.
    #[inline]
    fn le(&self, other: &Self) -> bool {
        self.deadline_micros > other.deadline_micros
            || (self.deadline_micros == other.deadline_micros && self.sequence >= other.sequence)
    }
}

impl<H> PartialEq for Timer<H> {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl<H> Eq for Timer<H> {}
