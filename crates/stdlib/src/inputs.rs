//! What a thread takes in from outside of it, so that it can be run again.
//!
//! A thread that runs alone in its heap, an island, does the same again if it is given the same: the readings of the
//! clock, which of its waits have ended, and what arrived for its loops. An island keeps a [`Log`] of these; when it has
//! to come home, its thread begins again there with a [`Replay`] of the log, without writing anything, and goes on from where
//! the log ends.

use loopscope_python::Value;
use loopscope_trace::codec::varint::{Cursor, put};

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

/// What a thread has taken in so far, as numbers one behind the other.
#[derive(Default)]
pub struct Log {
    /// What the clock said, each time later than before by so many microseconds, and how often one after the other.
    clock: Vec<u8>,
    last_micros: u64,
    /// How often the clock has said what it said last.
    readings: u64,
    waits: u64,
    polls: u64,
    /// At which poll something arrived, each time later than before by so many, and its number.
    arrivals: Vec<u8>,
    last_poll: u64,
    /// For each time that the home was told something, where the thread's numbers were when that had been seen.
    calls: Vec<u8>,
}

/// How far the numbers of a thread are: of its next event, and of the last task that has one for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reached {
    /// The number of its next event.
    pub next_seq: u32,
    /// How many tasks have got a number for a name.
    pub task_name: u64,
}

/// What is left of a log.
pub struct Replay {
    clock: Numbers,
    micros: u64,
    readings: u64,
    waits: u64,
    polls: u64,
    polled: u64,
    /// The poll at which something arrives next, and its number.
    next_arrival: Option<(u64, u32)>,
    arrivals: Numbers,
    calls: Numbers,
}

impl Log {
    /// The clock was read.
    pub fn read_clock(&mut self, micros: u64) {
        if self.readings > 0 && micros == self.last_micros {
            self.readings += 1;
            return;
        }
        self.finish_reading();
        put(&mut self.clock, micros.saturating_sub(self.last_micros));
        (self.last_micros, self.readings) = (micros, 1);
    }

    fn finish_reading(&mut self) {
        if self.readings > 0 {
            put(&mut self.clock, self.readings);
            self.readings = 0;
        }
    }

    /// A wait has ended.
    pub fn wait_ended(&mut self) {
        self.waits += 1;
    }

    /// A loop looked what has arrived for it, and this had.
    pub fn polled(&mut self, arrivals: impl IntoIterator<Item = u32>) {
        self.polls += 1;
        for number in arrivals {
            put(&mut self.arrivals, self.polls - self.last_poll);
            put(&mut self.arrivals, u64::from(number));
            self.last_poll = self.polls;
        }
    }

    /// Something was told to the home, which has done what follows from it.
    pub fn called_home(&mut self, reached: Reached) {
        put(&mut self.calls, u64::from(reached.next_seq));
        put(&mut self.calls, reached.task_name);
    }

    /// How many bytes it has.
    pub fn size(&self) -> usize {
        self.clock.len() + self.arrivals.len() + self.calls.len()
    }

    /// The log as a value, for a parcel.
    pub fn into_value(mut self) -> Value {
        self.finish_reading();
        let number = |number: u64| Value::Int(number as i64);
        Value::tuple(vec![
            Value::bytes(self.clock),
            number(self.waits),
            number(self.polls),
            Value::bytes(self.arrivals),
            Value::bytes(self.calls),
        ])
    }
}

impl Replay {
    /// Of a thread that had not begun.
    pub fn of_nothing() -> Replay {
        Replay::new([Vec::new(), Vec::new(), Vec::new()], 0, 0)
    }

    fn new([clock, arrivals, calls]: [Vec<u8>; 3], waits: u64, polls: u64) -> Replay {
        let mut replay = Replay {
            clock: Numbers::new(clock),
            micros: 0,
            readings: 0,
            waits,
            polls,
            polled: 0,
            next_arrival: None,
            arrivals: Numbers::new(arrivals),
            calls: Numbers::new(calls),
        };
        replay.find_arrival(0);
        replay
    }

    /// What [`Log::into_value`] made; `None` if it is something else.
    pub fn of_value(log: &Value) -> Option<Replay> {
        let Value::Tuple(parts) = log else { return None };
        let [
            Value::Bytes(clock),
            Value::Int(waits),
            Value::Int(polls),
            Value::Bytes(arrivals),
            Value::Bytes(calls),
        ] = &parts[..]
        else {
            return None;
        };
        let bytes = [clock, arrivals, calls].map(|bytes| bytes.as_slice().to_vec());
        Some(Replay::new(bytes, u64::try_from(*waits).ok()?, u64::try_from(*polls).ok()?))
    }

    /// What the clock said; `None` if the log is over.
    pub fn read_clock(&mut self) -> Option<u64> {
        if self.readings == 0 {
            let (later, count) = (self.clock.next()?, self.clock.next()?);
            (self.micros, self.readings) = (self.micros.saturating_add(later), count);
        }
        self.readings = self.readings.saturating_sub(1);
        Some(self.micros)
    }

    /// Whether all of it has been given.
    pub fn is_over(&self) -> bool {
        self.waits == 0
            && self.polls == 0
            && self.readings == 0
            && self.next_arrival.is_none()
            && self.clock.is_over()
            && self.calls.is_over()
    }

    /// Whether the wait that begins now has ended; if not, the log is over.
    pub fn wait(&mut self) -> bool {
        take_one(&mut self.waits)
    }

    /// The numbers of what had arrived when a loop looked; `None` if the log is over.
    pub fn poll(&mut self) -> Option<Vec<u32>> {
        if !take_one(&mut self.polls) {
            return None;
        }
        self.polled += 1;
        let mut arrived = Vec::new();
        while let Some((_, number)) = self.next_arrival.take_if(|(poll, _)| *poll <= self.polled) {
            arrived.push(number);
            self.find_arrival(self.polled);
        }
        Some(arrived)
    }

    fn find_arrival(&mut self, last_poll: u64) {
        if let (Some(later), Some(number)) = (self.arrivals.next(), self.arrivals.next()) {
            self.next_arrival = Some((last_poll.saturating_add(later), number as u32));
        }
    }

    /// How many arrivals are left.
    pub fn arrivals_left(&self) -> usize {
        usize::from(self.next_arrival.is_some()) + self.arrivals.clone().count() / 2
    }

    /// The home has been told what it is told now, and the numbers were here after that; if not, the log is over.
    pub fn call_home(&mut self) -> Option<Reached> {
        let next_seq = u32::try_from(self.calls.next()?).ok()?;
        Some(Reached { next_seq, task_name: self.calls.next()? })
    }
}

impl Reached {
    /// As a tuple of numbers.
    pub fn to_value(self) -> Value {
        Value::tuple(vec![Value::Int(i64::from(self.next_seq)), Value::Int(self.task_name as i64)])
    }

    /// What [`Reached::to_value`] made; `None` if it is something else.
    pub fn of_value(value: &Value) -> Option<Reached> {
        let Value::Tuple(parts) = value else { return None };
        match &parts[..] {
            [Value::Int(seq), Value::Int(name)] => {
                Some(Reached { next_seq: u32::try_from(*seq).ok()?, task_name: u64::try_from(*name).ok()? })
            }
            _ => None,
        }
    }
}

/// Numbers that are taken one after the other.
#[derive(Clone)]
struct Numbers {
    bytes: Vec<u8>,
    at: usize,
}

impl Numbers {
    fn new(bytes: Vec<u8>) -> Self {
        Numbers { bytes, at: 0 }
    }

    fn is_over(&self) -> bool {
        self.at >= self.bytes.len()
    }
}

impl Iterator for Numbers {
    type Item = u64;

    fn next(&mut self) -> Option<u64> {
        let mut cursor = Cursor::new(&self.bytes, self.at);
        let number = cursor.number().ok()?;
        self.at = cursor.at();
        Some(number)
    }
}

fn take_one(left: &mut u64) -> bool {
    let some = *left > 0;
    *left = left.saturating_sub(1);
    some
}

#[cfg(test)]
mod tests {
    use super::{Log, Reached, Replay};

    #[test]
    fn what_was_taken_in_is_given_again() {
        let mut log = Log::default();
        let readings = [7, 7, 7, 1_000, 1_000, 70_000];
        readings.into_iter().for_each(|micros| log.read_clock(micros));
        log.wait_ended();
        let polls: [&[u32]; 4] = [&[], &[0, 1], &[], &[2]];
        polls.into_iter().for_each(|arrived| log.polled(arrived.iter().copied()));
        let calls = [Reached { next_seq: 3, task_name: 1 }, Reached { next_seq: 400, task_name: 2 }];
        calls.into_iter().for_each(|reached| log.called_home(reached));

        let mut replay = Replay::of_value(&log.into_value()).expect("it was just made");
        assert_eq!(replay.arrivals_left(), 3);
        assert_eq!(readings.map(|_| replay.read_clock()), readings.map(Some));
        assert_eq!(replay.read_clock(), None);
        assert!(!replay.is_over());
        assert_eq!([replay.wait(), replay.wait()], [true, false]);
        assert_eq!(polls.map(|_| replay.poll().expect("it is not over")), polls);
        assert_eq!((replay.poll(), replay.arrivals_left()), (None, 0));
        assert_eq!(
            [replay.call_home(), replay.call_home(), replay.call_home()],
            [Some(calls[0]), Some(calls[1]), None]
        );
        assert!(replay.is_over());
    }

    #[test]
    fn a_thread_that_had_not_begun_took_in_nothing() {
        let mut replay = Replay::of_nothing();
        assert!(replay.is_over());
        assert_eq!((replay.wait(), replay.poll(), replay.call_home()), (false, None, None));
    }
}
