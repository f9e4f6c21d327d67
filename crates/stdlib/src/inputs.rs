//! What a thread takes in from outside of it, so that it can be run again.
//!
//! A thread that runs alone in its heap, an island, does the same again if it is given the same: the readings of the
//! clock, which of its waits have ended, and what arrived for its loops. An island keeps a [`Log`] of these; when it has
//! to come home, its thread begins again there with a [`Replay`] of the log, without writing anything, and goes on from where
//! the log ends.

use std::collections::VecDeque;

use loopscope_python::Value;

/// Whether what a thread takes in is kept, or was kept and is given again.
#[derive(Default)]
pub enum Inputs {
    /// It comes from outside.
    #[default]
    Live,
    /// It comes from outside, and is kept.
    Logged(Box<Log>),
    /// It comes from a log.
    Replayed(Box<Replay>),
}

/// What a thread has taken in so far.
#[derive(Default)]
pub struct Log {
    /// What the clock said, in microseconds, and how often one after the other.
    clock: Vec<(u64, u64)>,
    waits: u64,
    polls: u64,
    /// At which poll something arrived, and what.
    arrivals: Vec<(u64, Value)>,
    /// For each time that the home was told something, the number of the next event when it had seen that.
    calls: Vec<u32>,
}

/// What is left of a log.
pub struct Replay {
    clock: VecDeque<(u64, u64)>,
    last_micros: u64,
    waits: u64,
    polls: u64,
    polled: u64,
    arrivals: VecDeque<(u64, Value)>,
    calls: VecDeque<u32>,
}

impl Log {
    /// The clock was read.
    pub fn read_clock(&mut self, micros: u64) {
        match self.clock.last_mut() {
            Some((last, count)) if *last == micros => *count += 1,
            _ => self.clock.push((micros, 1)),
        }
    }

    /// A wait has ended.
    pub fn wait_ended(&mut self) {
        self.waits += 1;
    }

    /// A loop looked what has arrived for it, and this had.
    pub fn polled(&mut self, arrivals: impl IntoIterator<Item = Value>) {
        self.polls += 1;
        let polls = self.polls;
        self.arrivals.extend(arrivals.into_iter().map(|arrival| (polls, arrival)));
    }

    /// Something was told to the home, which has done what follows from it; the thread's next event has this number.
    pub fn called_home(&mut self, next_seq: u32) {
        self.calls.push(next_seq);
    }

    /// How many entries it has.
    pub fn entries(&self) -> usize {
        self.clock.len() + self.arrivals.len()
    }

    /// The log as a value of numbers and tuples, whose arrivals are as they were given.
    pub fn to_value(&self) -> Value {
        let number = |number: u64| Value::Int(number as i64);
        let clock = self.clock.iter().flat_map(|(micros, count)| [number(*micros), number(*count)]);
        let arrivals = self.arrivals.iter().flat_map(|(poll, arrival)| [number(*poll), arrival.clone()]);
        Value::tuple(vec![
            Value::tuple(clock.collect()),
            number(self.waits),
            number(self.polls),
            Value::tuple(arrivals.collect()),
            Value::tuple(self.calls.iter().map(|seq| number(u64::from(*seq))).collect()),
        ])
    }
}

impl Replay {
    /// What [`Log::to_value`] made; `None` if it is something else.
    pub fn of_value(log: &Value) -> Option<Replay> {
        let Value::Tuple(parts) = log else { return None };
        let [
            Value::Tuple(clock),
            Value::Int(waits),
            Value::Int(polls),
            Value::Tuple(arrivals),
            Value::Tuple(calls),
        ] = &parts[..]
        else {
            return None;
        };
        let clock = clock.chunks_exact(2).map(|pair| match pair {
            [Value::Int(micros), Value::Int(count)] => Some((*micros as u64, *count as u64)),
            _ => None,
        });
        let arrivals = arrivals.chunks_exact(2).map(|pair| match pair {
            [Value::Int(poll), arrival] => Some((*poll as u64, arrival.clone())),
            _ => None,
        });
        Some(Replay {
            clock: clock.collect::<Option<_>>()?,
            last_micros: 0,
            waits: *waits as u64,
            polls: *polls as u64,
            polled: 0,
            arrivals: arrivals.collect::<Option<_>>()?,
            calls: calls.iter().map(seq_of).collect::<Option<_>>()?,
        })
    }

    /// What the clock said.
    pub fn read_clock(&mut self) -> u64 {
        if let Some((micros, count)) = self.clock.front_mut() {
            self.last_micros = *micros;
            *count -= 1;
            if *count == 0 {
                self.clock.pop_front();
            }
        }
        self.last_micros
    }

    /// Whether the wait that begins now has ended; if not, the log is over.
    pub fn wait(&mut self) -> bool {
        take_one(&mut self.waits)
    }

    /// What had arrived when a loop looked; `None` if the log is over.
    pub fn poll(&mut self) -> Option<Vec<Value>> {
        if !take_one(&mut self.polls) {
            return None;
        }
        self.polled += 1;
        let mut arrived = Vec::new();
        while self.arrivals.front().is_some_and(|(poll, _)| *poll <= self.polled) {
            arrived.extend(self.arrivals.pop_front().map(|(_, arrival)| arrival));
        }
        Some(arrived)
    }

    /// How many arrivals are left that are numbers.
    pub fn numbers_left(&self) -> usize {
        self.arrivals.iter().filter(|(_, arrival)| matches!(arrival, Value::Int(_))).count()
    }

    /// The home has been told what it is told now, and the next event has this number; if not, the log is over.
    pub fn call_home(&mut self) -> Option<u32> {
        self.calls.pop_front()
    }
}

fn seq_of(value: &Value) -> Option<u32> {
    match value {
        Value::Int(seq) => u32::try_from(*seq).ok(),
        _ => None,
    }
}

fn take_one(left: &mut u64) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}
