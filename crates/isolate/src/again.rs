//! A run that is run again from its inputs: its recording is the same, byte for byte. Nothing is sent: what the program wants
//! from its host was answered then.

use loopscope_trace::EventId;
use loopscope_trace::codec::varint::Cursor;

use crate::inputs::Input;
use crate::{Config, Isolate, Program};

/// A run that is run again.
pub struct Again {
    isolate: Isolate,
    inputs: Vec<u8>,
    at: usize,
    now_micros: u64,
    budget: u32,
    /// What it is to stand at had happened before it was told.
    has_happened: bool,
}

/// Why a run can't be run again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unreadable;

/// What the last input came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing to hand over.
    Done,
    /// A batch of events, as the host got it then.
    Events(Vec<u8>),
    /// There is no other input.
    End,
}

impl Again {
    /// The run of `program` that was given `inputs` (all that [`Isolate::take_inputs`] gave).
    pub fn new(config: Config, program: Program, inputs: Vec<u8>) -> Again {
        let isolate = Isolate::for_program(config, program);
        Again { isolate, inputs, at: 0, now_micros: 0, budget: 0, has_happened: false }
    }

    /// The heap, as it is after the inputs until now.
    pub fn isolate(&mut self) -> &mut Isolate {
        &mut self.isolate
    }

    /// Lets go of all objects: the process goes on after it.
    pub fn dismantle(self) {
        self.isolate.dismantle();
    }

    /// More of its inputs.
    pub fn add(&mut self, inputs: &[u8]) {
        self.inputs.extend_from_slice(inputs);
    }

    /// The event at which the program is to stand still, right after what recorded it: at once if it has happened.
    pub fn aim(&mut self, event: EventId) {
        let reached = self.isolate.reached();
        self.has_happened =
            reached.iter().any(|(thread, next_seq)| *thread == event.thread && event.seq < *next_seq);
        self.isolate.stand_at(event);
    }

    /// Whether it stands there.
    pub fn stands(&self) -> bool {
        self.has_happened || self.isolate.stands()
    }

    /// Runs on until it stands at an event; whether there is such an event.
    ///
    /// # Errors
    /// If the bytes are not inputs.
    pub fn stand_at(&mut self, event: EventId) -> Result<bool, Unreadable> {
        self.aim(event);
        while !self.stands() {
            if let Step::End = self.step()? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Gives it the next input, or goes on with the turn in which it stood, as if it had not.
    ///
    /// # Errors
    /// If the bytes are not inputs.
    pub fn step(&mut self) -> Result<Step, Unreadable> {
        if self.isolate.go_on() {
            self.isolate.take_outbox();
            return Ok(Step::Done);
        }
        let mut cursor = Cursor::new(&self.inputs, self.at);
        if cursor.is_at_end() {
            return Ok(Step::End);
        }
        let input = Input::read(&mut cursor).ok_or(Unreadable)?;
        self.at = cursor.at();
        let isolate = &mut self.isolate;
        match input {
            Input::Budget(budget) => self.budget = budget,
            Input::Turn { later_micros } => {
                self.now_micros = self.now_micros.saturating_add(later_micros);
                isolate.turn(self.now_micros, self.budget);
                // It has been sent.
                isolate.take_outbox();
            }
            Input::TakeEvents => {
                return Ok(isolate.take_events().map_or(Step::Done, Step::Events));
            }
            Input::SetNow { later_micros } => {
                self.now_micros = self.now_micros.saturating_add(later_micros);
                isolate.set_now(self.now_micros);
            }
            Input::FetchDone(done) => isolate.fetch_done(*done),
            Input::Interrupt => isolate.interrupt(),
            Input::GiveWay => isolate.give_way(),
            Input::StopDeadlock => isolate.stop_deadlock(),
            Input::Receive { from, message } => isolate.receive(from, &message),
            Input::IslandFailed { thread, reason } => isolate.island_failed(thread, &reason),
            Input::IslandRefused { thread, reason } => isolate.island_refused(thread, &reason),
            Input::Breakpoints(lines) => isolate.set_breakpoints(&lines),
            Input::CallIslandsHome => isolate.call_islands_home(),
            Input::SetFreeIslands { count, why_none } => isolate.set_free_islands(count as usize, &why_none),
            Input::SetOthers { written_bytes, events } => {
                isolate.set_others(written_bytes as usize, events);
            }
            Input::Full => return Ok(Step::End),
        }
        Ok(Step::Done)
    }
}
