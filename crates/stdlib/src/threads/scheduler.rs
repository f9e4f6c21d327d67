//! Whose turn it is among the Python threads of a heap, as under CPython's lock.
//!
//! One thread runs until it blocks, or until its switch interval is over and another one is ready; then the one runs
//! that has been ready for longest.
//!
//! ```text
//!                 ┌──── interval over, another is ready ────┐
//!                 ▼                                         │
//!  started ──► ready ───────── turn::next_thread ────────► running
//!                 ▲                                         │ Block
//!                 └── completed, deadline, interrupt ── blocked
//! ```

use std::collections::VecDeque;

use loopscope_python::{Fiber, SortedMap};
use loopscope_trace::ThreadId;
use loopscope_trace::recorder::Place;

use super::Waiter;
use crate::state::ThreadState;

/// How much a thread does before another one that is ready runs, in calls and back edges: about the 5 ms that CPython's
/// `sys.getswitchinterval()` gives, without a clock.
pub const SWITCH_INTERVAL: i64 = 100_000;

/// A thread that does not run.
pub struct Parked {
    /// Its stack and frames.
    pub fiber: Fiber,
    /// What else belongs to it.
    pub state: ThreadState,
    /// Where it is in the recording.
    pub place: Place,
    /// Whether it has run before.
    pub begun: bool,
}

/// Which threads there are, and which of them want to run.
#[derive(Default)]
pub struct Scheduler {
    parked: SortedMap<ThreadId, Box<Parked>>,
    /// In the order in which they became ready.
    ready: VecDeque<ThreadId>,
    /// Whether a thread is in `ready`, by its number.
    is_ready: Vec<bool>,
    /// Deadlines of waits, the earliest last, with the wait's number.
    sleepers: Vec<(u64, u64, ThreadId)>,
    /// What is left of the interval of the thread that runs.
    pub interval_left: i64,
    /// Whether the thread that runs has been given its turn, though its wait may not have ended yet.
    pub has_turn: bool,
    last_id: ThreadId,
    /// Only the main thread runs any more: the program ends.
    pub finalizing: bool,
}

impl Scheduler {
    /// A number for a new thread; `None` when all are used up.
    pub fn new_id(&mut self) -> Option<ThreadId> {
        self.last_id = self.last_id.checked_add(1)?;
        Some(self.last_id)
    }

    /// How many threads there are besides the one that runs.
    pub fn others(&self) -> usize {
        self.parked.len()
    }

    /// A thread that does not run.
    pub fn parked(&mut self, thread: ThreadId) -> Option<&mut Parked> {
        self.parked.get_mut(&thread).map(|parked| &mut **parked)
    }

    /// All threads that do not run, by number.
    pub fn all_parked(&self) -> impl Iterator<Item = &Parked> {
        self.parked.values().map(|parked| &**parked)
    }

    /// The same, to change them.
    pub fn all_parked_mut(&mut self) -> impl Iterator<Item = &mut Parked> {
        self.parked.values_mut().map(|parked| &mut **parked)
    }

    /// Keeps a thread that does not run.
    pub fn park(&mut self, parked: Box<Parked>) {
        self.parked.insert(parked.state.id, parked);
    }

    /// Takes a thread out, to run it.
    pub fn unpark(&mut self, thread: ThreadId) -> Option<Box<Parked>> {
        self.parked.remove(&thread)
    }

    /// A thread wants to run, after those that do already.
    pub fn ready(&mut self, thread: ThreadId) {
        let number = usize::from(thread);
        if number >= self.is_ready.len() {
            self.is_ready.resize(number + 1, false);
        }
        if !std::mem::replace(&mut self.is_ready[number], true) {
            self.ready.push_back(thread);
        }
    }

    /// A thread that wants to run goes on before the others that do.
    pub fn goes_first(&mut self, thread: ThreadId) {
        if let Some(at) = self.ready.iter().position(|other| *other == thread) {
            self.ready.make_contiguous()[..=at].rotate_right(1);
        }
    }

    /// Whether a thread other than the one that runs wants to run.
    pub fn another_is_ready(&self, running: ThreadId) -> bool {
        !self.finalizing && self.ready.iter().any(|thread| *thread != running)
    }

    /// The thread that has wanted to run for longest, taken out.
    pub fn next_ready(&mut self) -> Option<ThreadId> {
        let next = if self.finalizing {
            let main = self.ready.iter().position(|thread| *thread == 0)?;
            self.ready.remove(main)?
        } else {
            self.ready.pop_front()?
        };
        self.is_ready[usize::from(next)] = false;
        Some(next)
    }

    /// A wait ends at `until_micros` of program time.
    pub fn sleep(&mut self, until_micros: u64, waiter: Waiter) {
        let entry = (until_micros, waiter.ticket, waiter.thread);
        let at = self.sleepers.partition_point(|other| *other > entry);
        self.sleepers.insert(at, entry);
    }

    /// A wait that would have ended at `until_micros` is over.
    pub fn wake_up_early(&mut self, until_micros: u64, ticket: u64) {
        let at = self.sleepers.partition_point(|(until, other, _)| (*until, *other) > (until_micros, ticket));
        if self.sleepers.get(at).is_some_and(|(until, other, _)| (*until, *other) == (until_micros, ticket)) {
            self.sleepers.remove(at);
        }
    }

    /// Threads whose deadlines have come want to run.
    pub fn wake_due(&mut self, now_micros: u64) {
        while let Some((_, _, thread)) = self.sleepers.pop_if(|(until, ..)| *until <= now_micros) {
            self.ready(thread);
        }
    }

    /// The earliest deadline, in microseconds of program time.
    pub fn deadline_micros(&self) -> Option<u64> {
        self.sleepers.last().map(|(until, ..)| *until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn waiter(thread: ThreadId, ticket: u64) -> Waiter {
        Waiter { thread, ticket }
    }

    #[test]
    fn threads_run_in_the_order_in_which_they_became_ready() {
        let mut scheduler = Scheduler::default();
        for thread in [3, 1, 3, 2] {
            scheduler.ready(thread);
        }
        assert!(scheduler.another_is_ready(3));
        let order: Vec<_> = std::iter::from_fn(|| scheduler.next_ready()).collect();
        assert_eq!(order, [3, 1, 2]);
        assert!(!scheduler.another_is_ready(0));
    }

    #[test]
    fn deadlines_come_in_their_order_and_equal_ones_as_the_waits_began() {
        let mut scheduler = Scheduler::default();
        for (until, waiter) in
            [(50, waiter(1, 1)), (20, waiter(2, 2)), (20, waiter(3, 3)), (70, waiter(4, 4))]
        {
            scheduler.sleep(until, waiter);
        }
        scheduler.wake_up_early(50, 1);
        assert_eq!(scheduler.deadline_micros(), Some(20));
        scheduler.wake_due(60);
        let order: Vec<_> = std::iter::from_fn(|| scheduler.next_ready()).collect();
        assert_eq!(order, [2, 3]);
        assert_eq!(scheduler.deadline_micros(), Some(70));
    }

    #[test]
    fn only_the_main_thread_runs_at_the_end() {
        let mut scheduler = Scheduler { finalizing: true, ..Scheduler::default() };
        scheduler.ready(2);
        scheduler.ready(0);
        assert!(!scheduler.another_is_ready(0));
        assert_eq!((scheduler.next_ready(), scheduler.next_ready()), (Some(0), None));
    }
}
