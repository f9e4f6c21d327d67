//! Virtual time: computing takes a known time, waiting none.
//!
//! When a program waits, time jumps to the earliest deadline. The same program therefore has one order everywhere,
//! unless it makes real web requests. A line of input takes no time, however long somebody thinks about it.

use crate::Status;

/// How many calls and turns of loops a program may make in one turn under virtual time.
pub const TURN_BUDGET: u32 = 100_000;
/// What a turn that used up its budget costs, in microseconds: roughly what CPython needs for as much. A loop that
/// polls the clock would never end if computing took no time.
pub const TURN_COST_MICROS: u64 = 5_000;

/// The clock of a program in virtual time.
#[derive(Debug)]
pub struct VirtualTime {
    now_micros: u64,
    status: Status,
    fetches: u32,
    nudged: bool,
}

/// What the host has to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// Give the program a turn.
    Turn {
        /// Program time of the turn.
        now_micros: u64,
    },
    /// All threads are blocked until a web request ends or a line of input is there: [`VirtualTime::fetch_ended`].
    Fetch,
    /// All threads are blocked for ever, as CPython would hang: [`crate::Isolate::stop_deadlock`].
    Deadlock,
    /// The program ended.
    Ended {
        /// Its exit status.
        exit_status: i32,
    },
}

impl Default for VirtualTime {
    fn default() -> Self {
        VirtualTime { now_micros: 0, status: Status::Ready, fetches: 0, nudged: false }
    }
}

impl VirtualTime {
    /// Program time in microseconds.
    pub fn now_micros(&self) -> u64 {
        self.now_micros
    }

    /// What to do next. After a [`Next::Turn`] the host calls [`VirtualTime::turn_ended`] before it asks again.
    #[allow(clippy::should_implement_trait)]
    pub fn next(&mut self) -> Next {
        match self.status {
            Status::Ended { exit_status } => return Next::Ended { exit_status },
            Status::Blocked { .. } if self.fetches > 0 && !self.nudged => return Next::Fetch,
            Status::Blocked { until_micros: None } if !self.nudged => return Next::Deadlock,
            Status::Blocked { until_micros: Some(until_micros) } if !self.nudged => {
                self.now_micros = self.now_micros.max(until_micros);
            }
            Status::Blocked { .. } | Status::Ready | Status::AtBreakpoint | Status::Needs(_) => {}
        }
        self.nudged = false;
        Next::Turn { now_micros: self.now_micros }
    }

    /// The turn is over, with this status. At a breakpoint, and where a part of the program is needed, it is not: it goes on with the next one.
    pub fn turn_ended(&mut self, status: Status) {
        if status == Status::Ready {
            self.now_micros += TURN_COST_MICROS;
        }
        self.status = status;
    }

    /// Gives the program a turn even if it is blocked: its host has something for it, such as an interrupt.
    pub fn nudge(&mut self) {
        self.nudged = true;
    }

    /// A web request went out, or a line of input is wanted. Time does not jump before it ends.
    pub fn fetch_started(&mut self) {
        self.fetches += 1;
    }

    /// A web request ended, or a line was read, and the program has the answer; or it wants none any more.
    pub fn fetch_ended(&mut self) {
        self.fetches = self.fetches.saturating_sub(1);
        self.nudge();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOR_EVER: Status = Status::Blocked { until_micros: None };

    fn turn(now_micros: u64) -> Next {
        Next::Turn { now_micros }
    }

    #[test]
    fn time_jumps_to_the_deadline_and_computing_costs_some() {
        let mut time = VirtualTime::default();
        assert_eq!(time.next(), turn(0));
        time.turn_ended(Status::Ready);
        assert_eq!(time.next(), turn(TURN_COST_MICROS));
        time.turn_ended(Status::Blocked { until_micros: Some(70_000) });
        assert_eq!(time.next(), turn(70_000));
        time.turn_ended(Status::Blocked { until_micros: Some(20_000) });
        assert_eq!(time.next(), turn(70_000));
    }

    #[test]
    fn a_request_holds_time_until_it_ends() {
        let mut time = VirtualTime::default();
        time.fetch_started();
        time.turn_ended(Status::Blocked { until_micros: Some(9) });
        assert_eq!(time.next(), Next::Fetch);
        time.fetch_ended();
        assert_eq!(time.next(), turn(0));
        time.turn_ended(Status::Blocked { until_micros: Some(9) });
        assert_eq!(time.next(), turn(9));
    }

    #[test]
    fn what_waits_for_ever_goes_on_when_it_is_nudged() {
        let mut time = VirtualTime::default();
        time.turn_ended(FOR_EVER);
        assert_eq!(time.next(), Next::Deadlock);
        time.nudge();
        assert_eq!(time.next(), turn(0));
        time.turn_ended(Status::Ended { exit_status: 3 });
        assert_eq!(time.next(), Next::Ended { exit_status: 3 });
    }
}
