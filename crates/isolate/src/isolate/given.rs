//! What the host gives a heap. Each is an input, and kept: whatever changes a heap from outside has to be here.

use loopscope_stdlib::fetch::request::{FetchDone, LineRead};
use loopscope_stdlib::islands::away::Loss;
use loopscope_stdlib::islands::{self};
use loopscope_stdlib::threads::MAIN;
use loopscope_stdlib::turn;
use loopscope_stdlib::{State, threads};
use loopscope_trace::{EventKind, Stream, ThreadId};

use super::{Isolate, Phase, STOPPED, Status};
use crate::inputs::{Input, check};

/// So often a program is stopped that can't go on, before it is ended.
const MOST_STOPS: u32 = 3;

impl Isolate {
    /// Lets the program run at program time `now_micros` until all its threads are blocked, or they have made about
    /// `budget` calls and turns of loops, or one stands at a breakpoint: from there the next turn goes on with what is left of
    /// this one's budget, as if it were the same.
    pub fn turn(&mut self, now_micros: u64, budget: u32) -> Status {
        self.inputs.turn(now_micros, budget);
        turn::set_now(&mut self.vm, now_micros);
        let now_micros = State::peek(&self.vm).recorder.now_micros;
        while let Some(done) = self.demo.take_due(now_micros) {
            turn::fetch_done(&mut self.vm, done);
        }
        // Where it stands it does nothing more.
        self.left = self.broken_off.take().map_or(i64::MAX, |(left, _)| left).min(i64::from(budget));
        let status = self.run();
        self.rest();
        match (status, self.demo.deadline_micros()) {
            (Status::Blocked { until_micros: Some(until) }, Some(due)) => {
                Status::Blocked { until_micros: Some(until.min(due)) }
            }
            (Status::Blocked { until_micros: None }, due) => Status::Blocked { until_micros: due },
            (status, _) => status,
        }
    }

    /// What happened since the last call, in order, as batches for [`loopscope_trace::codec`]; `None` if
    /// nothing did.
    pub fn take_events(&mut self) -> Option<Vec<u8>> {
        let recorder = &mut State::of(&mut self.vm).recorder;
        let events = recorder.take();
        let is_too_much = recorder.written_bytes().saturating_add(self.others.0) > self.output_limit_bytes;
        if events.is_some() || is_too_much {
            let check = check(events.as_deref().unwrap_or_default());
            self.inputs.push(&Input::TakeEvents { check });
        }
        if is_too_much {
            self.stop_writing();
        }
        events
    }

    /// What is taken in from now on happens at program time `now_micros`.
    pub fn set_now(&mut self, now_micros: u64) {
        self.inputs.set_now(now_micros);
        turn::set_now(&mut self.vm, now_micros);
    }

    /// Answers [`Outgoing::Fetch`](crate::Outgoing::Fetch).
    pub fn fetch_done(&mut self, done: FetchDone) {
        let done = Box::new(done);
        self.inputs.push(&Input::FetchDone(done.clone()));
        turn::fetch_done(&mut self.vm, *done);
    }

    /// Answers [`Outgoing::ReadLine`](crate::Outgoing::ReadLine).
    pub fn line_read(&mut self, done: LineRead) {
        self.inputs.push(&Input::LineRead(done.clone()));
        turn::line_read(&mut self.vm, done);
    }

    /// Stop, or Ctrl+C: `KeyboardInterrupt` in the main thread, or what the program made of `SIGINT`.
    pub fn interrupt(&mut self) {
        self.inputs.push(&Input::Interrupt);
        turn::interrupt(&mut self.vm);
    }

    /// Lets another thread run next, if one is ready: in real time the one that runs has been held up for long.
    pub fn give_way(&mut self) {
        self.inputs.push(&Input::GiveWay);
        State::of(&mut self.vm).scheduler.interval_left = 0;
    }

    /// Stops a program in which nothing can ever happen again, with a word about who waits for what.
    pub fn stop_deadlock(&mut self) {
        self.inputs.push(&Input::StopDeadlock);
        if self.stops == 0 {
            let text = format!(
                "Loopscope stopped the program: nothing can ever happen in it again.\n{}",
                threads::describe_deadlock(&self.vm)
            );
            // Not the words of the thread that waits here by chance.
            let output = EventKind::Output { stream: Stream::Stderr, text: &text };
            State::of(&mut self.vm).record_for(MAIN, 0, output, None);
        }
        self.stops += 1;
        if self.stops > MOST_STOPS {
            self.record(EventKind::ProgramEnded { exit_status: STOPPED });
            self.phase = Phase::Ended { exit_status: STOPPED };
        } else {
            turn::interrupt(&mut self.vm);
        }
    }

    /// A message from the home, in an island, or from the island of a thread.
    pub fn receive(&mut self, from: ThreadId, message: &[u8]) {
        self.inputs.push(&Input::Receive { from, message: message.to_vec() });
        match self.phase {
            Phase::Island => islands::guest::receive(&mut self.vm, message),
            _ => islands::away::receive(&mut self.vm, from, message),
        }
    }

    /// The island of a thread is no more, for this reason.
    pub fn island_failed(&mut self, thread: ThreadId, reason: &str) {
        self.inputs.push(&Input::IslandFailed { thread, reason: reason.to_owned() });
        islands::away::lost(&mut self.vm, thread, Loss::Failed(reason.to_owned()));
    }

    /// The island of a thread could not begin, for this reason: the thread begins beside the others.
    pub fn island_refused(&mut self, thread: ThreadId, reason: &str) {
        self.inputs.push(&Input::IslandRefused { thread, reason: reason.to_owned() });
        islands::away::lost(&mut self.vm, thread, Loss::Refused(reason.to_owned()));
    }

    /// These lines have breakpoints from now on, and no others: the program stands still before the statement at any of them.
    pub fn set_breakpoints(&mut self, lines: &[u32]) {
        self.inputs.push(&Input::Breakpoints(lines.to_vec()));
        islands::set_breakpoints(&mut self.vm, lines);
    }

    /// Asks all islands to come home.
    pub fn call_islands_home(&mut self) {
        self.inputs.push(&Input::CallIslandsHome);
        islands::call_home(&mut self.vm);
    }

    /// How many more threads may begin in islands from now on, and why none may if it is none; the recording says so.
    pub fn set_free_islands(&mut self, count: usize, why_none: &str) {
        let islands = &mut State::of(&mut self.vm).islands;
        if islands.free == count && *islands.why_none == *why_none {
            return;
        }
        islands.free = count;
        islands.why_none = why_none.into();
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        self.inputs.push(&Input::SetFreeIslands { count, why_none: why_none.to_owned() });
    }

    /// Other heaps of the program have recorded so much, which counts against the limits of this one.
    pub fn set_others(&mut self, written_bytes: usize, events: u32) {
        if self.others == (written_bytes, events) {
            return;
        }
        self.others = (written_bytes, events);
        self.inputs.push(&Input::SetOthers { written_bytes: written_bytes as u64, events });
        State::of(&mut self.vm).recorder.set_others(events);
    }

    /// The island of a thread was given this meanwhile ([`Isolate::take_inputs`] of that heap), and its events have come in. It
    /// changes nothing here: it is kept, so that the island can be run again with its home.
    pub fn keep_island(&mut self, thread: ThreadId, inputs: Vec<u8>) {
        self.inputs.push(&Input::OfIsland { thread, inputs });
    }

    /// What it was given since the last call, as bytes for [`Again`](crate::Again).
    pub fn take_inputs(&mut self) -> Vec<u8> {
        self.inputs.take()
    }
}
