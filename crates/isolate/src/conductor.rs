//! Virtual time for several Python threads: who runs next, and at what time.
//!
//! One thread runs at a time. It keeps its turn until it blocks or its budget is used up; then the next
//! one after it runs that can. When none can, time jumps to the earliest deadline. The same messages in
//! the same order give the same program, so a program without real network has one order everywhere.
//!
//! ```text
//!            ┌───────────── Yielded ─────────────┐
//!            ▼                                   │
//!  started ─► ready ── next() ──► running ───────┤
//!            ▲                                   │ Blocked
//!            └── deadline reached, message ── blocked
//! ```

use std::mem;

use loopscope_python::SortedMap;
use loopscope_trace::ThreadId;

use crate::Status;

/// How many instructions a thread may run in one turn under virtual time.
pub const TURN_BUDGET: u32 = 100_000;
/// What a turn that used up its budget costs: roughly what CPython needs for as many instructions. A loop that
/// polls the clock would never end if computing took no time.
pub const TURN_COST_MICROS: u64 = 1_000;

/// Decides which thread runs. `M` is what travels between threads; the conductor does not look into it.
#[derive(Debug)]
pub struct Conductor<M> {
    threads: SortedMap<ThreadId, Seat<M>>,
    /// The threads in the order of their turns.
    ring: Vec<ThreadId>,
    /// Where in `ring` the thread is that ran last.
    baton: usize,
    now_micros: u64,
    next_thread: ThreadId,
    fetches: u32,
}

/// What the host has to do next.
#[derive(Debug, PartialEq, Eq)]
pub enum Next<M> {
    /// Deliver the messages to this thread, then give it a turn.
    Turn {
        /// The thread.
        thread: ThreadId,
        /// Program time of the turn.
        now_micros: u64,
        /// What arrived for the thread since its last turn, in order.
        messages: Vec<M>,
    },
    /// All threads are blocked until a web request ends: [`Conductor::fetch_ended`].
    Fetch,
    /// All threads are blocked for ever, as CPython would hang: only Stop helps.
    Deadlock,
    /// The main thread ended, and with it the program.
    Ended {
        /// Its exit status.
        exit_status: i32,
    },
}

#[derive(Debug)]
struct Seat<M> {
    status: Status,
    mailbox: Vec<M>,
    /// To be given a turn even if blocked.
    nudged: bool,
}

impl<M: Clone> Conductor<M> {
    /// A program with only its main thread, ready to run at time 0.
    pub fn new() -> Self {
        let main = Seat { status: Status::Ready, mailbox: Vec::new(), nudged: false };
        Conductor {
            threads: SortedMap::from_iter([(0, main)]),
            ring: vec![0],
            baton: 0,
            now_micros: 0,
            next_thread: 1,
            fetches: 0,
        }
    }

    /// Program time in microseconds.
    pub fn now_micros(&self) -> u64 {
        self.now_micros
    }

    /// Whose turn it is, or what to wait for. After a [`Next::Turn`], the host calls
    /// [`Conductor::turn_ended`] before it asks again.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Next<M> {
        if let Some(Seat { status: Status::Ended { exit_status }, .. }) = self.threads.get(&0) {
            return Next::Ended { exit_status: *exit_status };
        }
        if let Some(turn) = self.next_runnable() {
            return turn;
        }
        if self.fetches > 0 {
            return Next::Fetch;
        }
        let Some(deadline) = self.threads.values().filter_map(|seat| seat.status.deadline_micros()).min()
        else {
            return Next::Deadlock;
        };
        self.now_micros = self.now_micros.max(deadline);
        self.next_runnable().unwrap_or(Next::Deadlock)
    }

    /// The thread's turn is over, with this status.
    pub fn turn_ended(&mut self, thread: ThreadId, status: Status) {
        if status == Status::Ready {
            self.now_micros += TURN_COST_MICROS;
            self.baton = (self.baton + 1) % self.ring.len();
        }
        if let Some(seat) = self.threads.get_mut(&thread) {
            seat.status = status;
        }
    }

    /// A new thread's number; `None` if there are too many.
    pub fn new_thread(&mut self) -> Option<ThreadId> {
        let thread = self.next_thread;
        self.next_thread = thread.checked_add(1)?;
        Some(thread)
    }

    /// The thread whose turn it is started `thread`, which runs first when that one blocks.
    pub fn thread_started(&mut self, thread: ThreadId) {
        let seat = Seat { status: Status::Ready, mailbox: Vec::new(), nudged: false };
        self.threads.insert(thread, seat);
        self.ring.insert(self.baton + 1, thread);
    }

    /// A thread that ended is not needed any more: it gets no more messages and no more turns.
    pub fn thread_gone(&mut self, thread: ThreadId) {
        self.threads.remove(&thread);
        let Some(index) = self.ring.iter().position(|other| *other == thread) else { return };
        self.ring.remove(index);
        if index < self.baton {
            self.baton -= 1;
        }
        self.baton %= self.ring.len().max(1);
    }

    /// Puts a message into the mailbox of a thread.
    pub fn send(&mut self, to: ThreadId, message: M) {
        if let Some(seat) = self.threads.get_mut(&to) {
            seat.mailbox.push(message);
        }
    }

    /// Puts a message into the mailboxes of all threads but one.
    pub fn send_to_others(&mut self, from: ThreadId, message: M) {
        for (_, seat) in self.threads.iter_mut().filter(|(thread, _)| **thread != from) {
            seat.mailbox.push(message.clone());
        }
    }

    /// Gives a thread a turn even if it is blocked: its host has something for it, such as an interrupt.
    pub fn nudge(&mut self, thread: ThreadId) {
        if let Some(seat) = self.threads.get_mut(&thread) {
            seat.nudged = true;
        }
    }

    /// A web request went out. Time does not jump before it ends.
    pub fn fetch_started(&mut self) {
        self.fetches += 1;
    }

    /// A web request of a thread ended, whose host has the answer.
    pub fn fetch_ended(&mut self, thread: ThreadId) {
        self.fetches = self.fetches.saturating_sub(1);
        self.nudge(thread);
    }

    /// The turn of the first thread that can run, from the last one on.
    fn next_runnable(&mut self) -> Option<Next<M>> {
        for step in 0..self.ring.len() {
            let index = (self.baton + step) % self.ring.len();
            let thread = self.ring[index];
            let now_micros = self.now_micros;
            if let Some(seat) = self.threads.get_mut(&thread).filter(|seat| seat.can_run(now_micros)) {
                seat.nudged = false;
                self.baton = index;
                return Some(Next::Turn { thread, now_micros, messages: mem::take(&mut seat.mailbox) });
            }
        }
        None
    }
}

impl<M: Clone> Default for Conductor<M> {
    fn default() -> Self {
        Conductor::new()
    }
}

impl<M> Seat<M> {
    fn can_run(&self, now_micros: u64) -> bool {
        self.nudged
            || !self.mailbox.is_empty()
            || self.status == Status::Ready
            || self.status.deadline_micros().is_some_and(|deadline| deadline <= now_micros)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOR_EVER: Status = Status::Blocked { until_micros: None };

    fn until(micros: u64) -> Status {
        Status::Blocked { until_micros: Some(micros) }
    }

    fn turn(thread: ThreadId, now_micros: u64) -> Next<&'static str> {
        Next::Turn { thread, now_micros, messages: Vec::new() }
    }

    /// A conductor whose main thread has started `count` threads and is blocked; all are ready.
    fn with_threads(count: u16) -> Conductor<&'static str> {
        let mut conductor = Conductor::new();
        assert_eq!(conductor.next(), turn(0, 0));
        for _ in 0..count {
            let thread = conductor.new_thread().expect("there are few");
            conductor.thread_started(thread);
        }
        conductor.turn_ended(0, FOR_EVER);
        conductor
    }

    #[test]
    fn time_jumps_to_the_earliest_deadline() {
        let mut conductor = with_threads(1);
        conductor.turn_ended(0, until(5_000));
        assert_eq!(conductor.next(), turn(1, 0));
        conductor.turn_ended(1, until(2_000));
        assert_eq!(conductor.next(), turn(1, 2_000));
        conductor.turn_ended(1, FOR_EVER);
        assert_eq!(conductor.next(), turn(0, 5_000));
    }

    #[test]
    fn a_new_thread_runs_when_its_starter_blocks() {
        let mut conductor = with_threads(2);
        assert_eq!(conductor.next(), turn(2, 0));
        conductor.send(0, "started");
        conductor.turn_ended(2, FOR_EVER);
        assert_eq!(conductor.next(), turn(1, 0));
    }

    #[test]
    fn a_thread_keeps_its_turn_until_it_blocks() {
        let mut conductor = with_threads(1);
        assert_eq!(conductor.next(), turn(1, 0));
        conductor.send(0, "started");
        conductor.turn_ended(1, FOR_EVER);
        assert_eq!(conductor.next(), Next::Turn { thread: 0, now_micros: 0, messages: vec!["started"] });
        conductor.turn_ended(0, FOR_EVER);
        assert_eq!(conductor.next(), Next::Deadlock);
    }

    #[test]
    fn busy_threads_take_turns_and_time_passes() {
        let mut conductor = with_threads(1);
        conductor.nudge(0);
        let mut order = Vec::new();
        for _ in 0..4 {
            let Next::Turn { thread, now_micros, .. } = conductor.next() else { panic!("both can run") };
            order.push((thread, now_micros / TURN_COST_MICROS));
            conductor.turn_ended(thread, Status::Ready);
        }
        assert_eq!(order, [(0, 0), (1, 1), (0, 2), (1, 3)]);
    }

    #[test]
    fn messages_arrive_in_order_and_wake() {
        let mut conductor = with_threads(2);
        for _ in 0..2 {
            let Next::Turn { thread, .. } = conductor.next() else { panic!("the new threads can run") };
            conductor.turn_ended(thread, FOR_EVER);
        }
        conductor.send_to_others(0, "a");
        conductor.send(2, "b");
        assert_eq!(conductor.next(), Next::Turn { thread: 1, now_micros: 0, messages: vec!["a"] });
        conductor.turn_ended(1, FOR_EVER);
        assert_eq!(conductor.next(), Next::Turn { thread: 2, now_micros: 0, messages: vec!["a", "b"] });
    }

    #[test]
    fn a_thread_that_is_gone_gets_no_turns() {
        let mut conductor = with_threads(2);
        assert_eq!(conductor.next(), turn(2, 0));
        conductor.turn_ended(2, Status::Ended { exit_status: 0 });
        conductor.thread_gone(2);
        conductor.send_to_others(0, "a");
        assert_eq!(conductor.next(), Next::Turn { thread: 1, now_micros: 0, messages: vec!["a"] });
        conductor.turn_ended(1, FOR_EVER);
        assert_eq!(conductor.next(), Next::Deadlock);
    }

    #[test]
    fn time_waits_for_the_network() {
        let mut conductor = with_threads(0);
        conductor.turn_ended(0, until(1_000));
        conductor.fetch_started();
        assert_eq!(conductor.next(), Next::Fetch);
        conductor.fetch_ended(0);
        assert_eq!(conductor.next(), turn(0, 0));
    }

    #[test]
    fn the_program_ends_with_the_main_thread() {
        let mut conductor = with_threads(1);
        conductor.turn_ended(0, Status::Ended { exit_status: 3 });
        assert_eq!(conductor.next(), Next::Ended { exit_status: 3 });
    }
}
