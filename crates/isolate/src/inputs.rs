//! What a heap is given by its host, in order. A run is its inputs: a heap that is given the same does the same, event by
//! event and byte by byte (`docs/recording.md`).

use std::mem;

use loopscope_stdlib::fetch::request::FetchDone;
use loopscope_trace::ThreadId;
use serde::{Deserialize, Serialize};

/// A log that is longer than this ends there.
const MOST_BYTES: usize = 32 << 20;

/// Something that a heap was given after its program.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) enum Input {
    /// `Isolate::turn`, with the budget of the turn before, at program time so many microseconds after the input before.
    Turn { later_micros: u64 },
    /// The turns from now on have this budget.
    Budget(u32),
    /// `Isolate::take_events`, which ends a batch.
    TakeEvents,
    /// `Isolate::set_now`, so many microseconds after the input before.
    SetNow { later_micros: u64 },
    /// `Isolate::fetch_done`
    FetchDone(Box<FetchDone>),
    /// `Isolate::interrupt`
    Interrupt,
    /// `Isolate::give_way`
    GiveWay,
    /// `Isolate::stop_deadlock`
    StopDeadlock,
    /// `Isolate::receive`
    Receive { from: ThreadId, message: Vec<u8> },
    /// `Isolate::island_failed`
    IslandFailed { thread: ThreadId, reason: String },
    /// `Isolate::island_refused`
    IslandRefused { thread: ThreadId, reason: String },
    /// `Isolate::call_islands_home`
    CallIslandsHome,
    /// `Isolate::set_free_islands`
    SetFreeIslands { count: u32, why_none: String },
    /// `Isolate::set_others`
    SetOthers { written_bytes: u64, events: u32 },
    /// The log is full: what came after this is not known.
    Full,
}

/// Keeps what a heap is given.
#[derive(Debug, Default)]
pub(crate) struct Log {
    bytes: Vec<u8>,
    /// How many bytes were taken.
    taken: usize,
    now_micros: u64,
    budget: u32,
    is_full: bool,
}

impl Log {
    /// One that keeps something only if `keeps`.
    pub(crate) fn new(keeps: bool) -> Log {
        Log { is_full: !keeps, ..Log::default() }
    }

    pub(crate) fn turn(&mut self, now_micros: u64, budget: u32) {
        if mem::replace(&mut self.budget, budget) != budget {
            self.push(&Input::Budget(budget));
        }
        let later_micros = self.later(now_micros);
        self.push(&Input::Turn { later_micros });
    }

    pub(crate) fn set_now(&mut self, now_micros: u64) {
        let later_micros = self.later(now_micros);
        self.push(&Input::SetNow { later_micros });
    }

    /// Keeps any other input.
    pub(crate) fn push(&mut self, input: &Input) {
        if self.is_full {
            return;
        }
        let before = self.bytes.len();
        // What is written into memory has room there.
        let bytes = mem::take(&mut self.bytes);
        self.bytes = postcard::to_extend(input, bytes).unwrap_or_default();
        if self.taken + self.bytes.len() > MOST_BYTES {
            self.bytes.truncate(before);
            self.bytes = postcard::to_extend(&Input::Full, mem::take(&mut self.bytes)).unwrap_or_default();
            self.is_full = true;
        }
    }

    /// What was kept since the last call.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.taken += self.bytes.len();
        mem::take(&mut self.bytes)
    }

    /// Program time never goes backwards.
    fn later(&mut self, now_micros: u64) -> u64 {
        let later = now_micros.saturating_sub(self.now_micros);
        self.now_micros += later;
        later
    }
}
