//! A host of a home and its islands, all in one thread of the system and with a clock that jumps: so that where threads
//! run and when they come home can be forced, and is the same each time.

use std::collections::{BTreeMap, VecDeque};

use loopscope_isolate::{Config, Isolate, LineRead, Outgoing, Program, Status};
use loopscope_trace::{Event, EventKind, Stream, codec};

/// Where threads run.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placement {
    /// How many islands there may be at once.
    pub islands: usize,
    /// All islands are called home when so many messages have gone between heaps.
    pub home_after: Option<usize>,
    /// That is done by breakpoints in all lines, which are taken away again after a while.
    pub by_breakpoints: bool,
}

/// What a program did.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Run {
    pub stdout: String,
    pub stderr: String,
    pub exit_status: Option<i32>,
    /// Where threads were placed, in order: a name and, for one at home, why.
    pub placed: Vec<String>,
    /// How often it stood at a breakpoint.
    pub hits: u32,
    /// How many messages went between heaps.
    pub messages: usize,
    /// Events that are called the same.
    pub twice: usize,
    /// What the home was given, with what its islands were, and its events.
    pub home: (Vec<u8>, Vec<u8>),
    /// The events of all heaps.
    pub batches: Vec<u8>,
}

/// So often a program stands at breakpoints.
const MOST_HITS: u32 = 200;
const BUDGET: u32 = 4_000;
const MOST_ROUNDS: u32 = 400_000;
/// What a round with work in it takes.
const ROUND_MICROS: u64 = 200;

struct Seat {
    isolate: Isolate,
    status: Status,
    /// What waits to be taken in.
    mail: VecDeque<(u16, Vec<u8>)>,
}

/// Runs a program to its end.
pub(crate) fn run(filename: &str, source: &str, placement: Placement) -> Run {
    let config = Config::new(0);
    let program = Program { filename: filename.into(), source: source.into() };
    let home = Isolate::for_program(config.clone(), program.clone());
    let mut home = Seat { isolate: home, status: Status::Ready, mail: VecDeque::new() };
    let mut islands: BTreeMap<u16, Seat> = BTreeMap::new();
    let (mut run, mut now, mut seen) = (Run::default(), 0, std::collections::BTreeSet::new());
    let lines: Vec<u32> = (1..=source.lines().count() as u32).collect();
    let mut are_called = false;
    for round in 0.. {
        assert!(round < MOST_ROUNDS, "the program hangs; it wrote {}{}", run.stdout, run.stderr);
        if placement.home_after.is_some_and(|most| run.messages >= most) {
            if !placement.by_breakpoints {
                home.isolate.call_islands_home();
            } else if !std::mem::replace(&mut are_called, true) {
                home.isolate.set_breakpoints(&lines);
            }
        }
        home.isolate.set_free_islands(placement.islands.saturating_sub(islands.len()), "");
        for (from, message) in std::mem::take(&mut home.mail) {
            home.isolate.receive(from, &message);
            home.status = Status::Ready;
        }
        if is_due(home.status, now) {
            home.status = home.isolate.turn(now, BUDGET);
        }
        let batches = home.isolate.take_events();
        run.home.1.extend(batches.iter().flatten());
        run.take_in(batches, &mut seen);
        for outgoing in home.isolate.take_outbox() {
            match outgoing {
                Outgoing::StartIsland(island) => {
                    let mut isolate = Isolate::prepare_island(config.clone());
                    isolate.begin_island(program.clone(), &island, now).expect("it can begin");
                    islands.insert(
                        island.thread,
                        Seat { isolate, status: Status::Ready, mail: VecDeque::new() },
                    );
                }
                Outgoing::ToIsland { thread, message } => {
                    run.messages += 1;
                    if let Some(island) = islands.get_mut(&thread) {
                        island.mail.push_back((0, message));
                    }
                }
                Outgoing::ReadLine(wanted) => {
                    home.isolate.line_read(LineRead { id: wanted.id, line: None, is_typed: false });
                    home.status = Status::Ready;
                }
                other => panic!("{other:?} has no answer here"),
            }
        }
        if let Status::Ended { exit_status } = home.status {
            run.exit_status = Some(exit_status);
            run.home.0 = home.isolate.take_inputs();
            return run;
        }
        for (thread, seat) in &mut islands {
            for (from, message) in std::mem::take(&mut seat.mail) {
                seat.isolate.receive(from, &message);
                seat.status = Status::Ready;
            }
            if is_due(seat.status, now) {
                seat.status = seat.isolate.turn(now, BUDGET);
            }
            let batches = seat.isolate.take_events();
            if batches.is_some() || matches!(seat.status, Status::Ended { .. }) {
                home.isolate.keep_island(*thread, seat.isolate.take_inputs());
            }
            run.take_in(batches, &mut seen);
            for outgoing in seat.isolate.take_outbox() {
                match outgoing {
                    Outgoing::ToHome(message) => {
                        run.messages += 1;
                        home.mail.push_back((*thread, message));
                    }
                    other => panic!("{other:?} has no answer here"),
                }
            }
        }
        islands.retain(|_, seat| !matches!(seat.status, Status::Ended { .. }));
        if home.status == Status::AtBreakpoint {
            run.hits += 1;
            if run.hits == MOST_HITS {
                home.isolate.set_breakpoints(&[]);
            }
            // Paused time is not the program's.
            continue;
        }
        let waits = |seat: &Seat| seat.mail.is_empty() && !is_due(seat.status, now);
        now = if waits(&home) && islands.values().all(waits) {
            let seats = std::iter::once(&home).chain(islands.values());
            match seats.filter_map(|seat| seat.status.deadline_micros()).min() {
                Some(deadline) => deadline,
                None => {
                    home.isolate.stop_deadlock();
                    home.status = Status::Ready;
                    now
                }
            }
        } else {
            now + ROUND_MICROS
        };
    }
    unreachable!("it returns when the program ends")
}

fn is_due(status: Status, now: u64) -> bool {
    match status {
        Status::Ready | Status::AtBreakpoint | Status::Needs(_) => true,
        Status::Blocked { until_micros } => until_micros.is_some_and(|until| until <= now),
        Status::Ended { .. } => false,
    }
}

impl Run {
    fn take_in(&mut self, batches: Option<Vec<u8>>, seen: &mut std::collections::BTreeSet<(u16, u32)>) {
        let Some(batches) = batches else { return };
        self.batches.extend(&batches);
        for event in codec::decode(&batches).expect("it was just written") {
            let is_new = seen.insert((event.id.thread, event.id.seq));
            self.twice += usize::from(!is_new);
            self.take(&event);
        }
    }

    fn take(&mut self, event: &Event<'_>) {
        match event.kind {
            EventKind::Output { stream: Stream::Stdout, text } => self.stdout += text,
            EventKind::Output { stream: Stream::Stderr, text } => self.stderr += text,
            EventKind::ThreadPlaced { away: true, .. } => self.placed.push("away".to_owned()),
            EventKind::ThreadPlaced { away: false, why } => self.placed.push(why.to_owned()),
            _ => {}
        }
    }
}
