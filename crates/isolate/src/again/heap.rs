//! One heap of a run that is run again.

use loopscope_stdlib::fetch::request::Outgoing;
use loopscope_stdlib::islands::Island;
use loopscope_trace::codec::varint::Cursor;
use loopscope_trace::{EventId, ThreadId};

use super::Unreadable;
use crate::inputs::{Input, check};
use crate::virtual_time::TURN_BUDGET;
use crate::{Isolate, Program};

/// No host gives more: a turn does not take long.
const MOST_BUDGET: u32 = TURN_BUDGET;

/// A heap, and what it is given.
pub(super) struct Heap {
    pub(super) isolate: Isolate,
    inputs: Vec<u8>,
    at: usize,
    now_micros: u64,
    budget: u32,
}

/// What the next input of a heap came to.
pub(super) enum Did {
    Nothing,
    /// A batch of events.
    Events(Vec<u8>),
    /// A turn, in which this went out.
    Turn(Vec<Outgoing>),
    /// The island of a thread is no more.
    Lost(ThreadId),
    /// What is not for a heap alone.
    Other(Input),
    /// There is no other input.
    End,
}

impl Heap {
    pub(super) fn new(isolate: Isolate, inputs: Vec<u8>) -> Heap {
        Heap { isolate, inputs, at: 0, now_micros: 0, budget: 0 }
    }

    pub(super) fn add(&mut self, inputs: &[u8]) {
        self.inputs.extend_from_slice(inputs);
    }

    /// Where it is to stand still; whether that has happened.
    pub(super) fn aim(&mut self, event: EventId) -> bool {
        self.isolate.stand_at(event);
        let reached = self.isolate.reached();
        reached.iter().any(|(thread, next_seq)| *thread == event.thread && event.seq < *next_seq)
    }

    pub(super) fn begin_island(
        &mut self,
        program: Program,
        island: &Island,
        later_micros: u64,
    ) -> Result<(), String> {
        self.pass(later_micros);
        self.isolate.begin_island(program, island, self.now_micros)
    }

    /// Gives it the next input, or goes on with the turn in which it stood.
    pub(super) fn step(&mut self) -> Result<Did, Unreadable> {
        if self.isolate.go_on() {
            return Ok(Did::Turn(self.isolate.take_outbox()));
        }
        let mut cursor = Cursor::new(&self.inputs, self.at);
        if cursor.is_at_end() {
            return Ok(Did::End);
        }
        let input = Input::read(&mut cursor).ok_or(Unreadable)?;
        self.at = cursor.at();
        let isolate = &mut self.isolate;
        match input {
            Input::Budget(budget) if budget > MOST_BUDGET => return Err(Unreadable),
            Input::Budget(budget) => self.budget = budget,
            Input::Turn { later_micros } => {
                self.pass(later_micros);
                self.isolate.turn(self.now_micros, self.budget);
                return Ok(Did::Turn(self.isolate.take_outbox()));
            }
            Input::TakeEvents { check: then } => {
                let events = isolate.take_events();
                if check(events.as_deref().unwrap_or_default()) != then {
                    return Err(Unreadable);
                }
                return Ok(events.map_or(Did::Nothing, Did::Events));
            }
            Input::SetNow { later_micros } => {
                self.pass(later_micros);
                self.isolate.set_now(self.now_micros);
            }
            Input::FetchDone(done) => isolate.fetch_done(*done),
            Input::LineRead(done) => isolate.line_read(done),
            Input::Interrupt => isolate.interrupt(),
            Input::GiveWay => isolate.give_way(),
            Input::StopDeadlock => isolate.stop_deadlock(),
            Input::Receive { from, message } => isolate.receive(from, &message),
            Input::IslandFailed { thread, reason } => {
                isolate.island_failed(thread, &reason);
                return Ok(Did::Lost(thread));
            }
            Input::IslandRefused { thread, reason } => {
                isolate.island_refused(thread, &reason);
                return Ok(Did::Lost(thread));
            }
            Input::Breakpoints(lines) => isolate.set_breakpoints(&lines),
            Input::CallIslandsHome => isolate.call_islands_home(),
            Input::SetFreeIslands { count, why_none } => isolate.set_free_islands(count as usize, &why_none),
            Input::SetOthers { written_bytes, events } => {
                isolate.set_others(written_bytes as usize, events);
            }
            other @ (Input::Full | Input::BeginIsland { .. } | Input::OfIsland { .. }) => {
                if let Input::OfIsland { thread, inputs } = &other {
                    isolate.keep_island(*thread, inputs.clone());
                }
                return Ok(Did::Other(other));
            }
        }
        Ok(Did::Nothing)
    }

    fn pass(&mut self, later_micros: u64) {
        self.now_micros = self.now_micros.saturating_add(later_micros);
    }
}
