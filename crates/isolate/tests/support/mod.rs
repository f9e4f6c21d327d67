//! A host in virtual time, as small as can be: no hosts but the demo host, no interrupts but scripted ones, no input.

use loopscope_isolate::virtual_time::TURN_BUDGET;
use loopscope_isolate::{
    Config, FetchDone, FetchError, Isolate, LineRead, Next, Outgoing, Program, VirtualTime,
};
use loopscope_trace::{Event, EventKind, Stream, codec};

/// A program that takes more turns hangs.
const MOST_TURNS: u32 = 10_000;

/// What a program did.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Run {
    pub stdout: String,
    pub stderr: String,
    /// How it ended.
    pub exit_status: Option<i32>,
    pub events: Vec<Event<'static>>,
    /// The events as they came.
    pub batches: Vec<u8>,
    /// What the heap was given.
    pub inputs: Vec<u8>,
    /// Program time at the end.
    pub micros: u64,
}

/// A program under a name.
pub(crate) fn program(source: &str) -> Program {
    Program { filename: "program.py".into(), source: source.into() }
}

/// Runs a program to its end.
pub(crate) fn run(source: &str) -> Run {
    run_with(source, |_| {}, &[])
}

/// Runs a program whose configuration `configure` changes, with an interrupt before each of these turns.
pub(crate) fn run_with(source: &str, configure: impl Fn(&mut Config), interrupts: &[u32]) -> Run {
    let mut config = Config::new(0);
    configure(&mut config);
    let mut isolate = Isolate::for_program(config, program(source));
    let mut run = drive(&mut isolate, interrupts);
    run.inputs = isolate.take_inputs();
    isolate.dismantle();
    run
}

/// Lets a program run to its end, or to where it stands, with an interrupt before each of these turns.
pub(crate) fn drive(isolate: &mut Isolate, interrupts: &[u32]) -> Run {
    let mut time = VirtualTime::default();
    let mut run = Run::default();
    for turn in 0.. {
        assert!(turn < MOST_TURNS, "the program hangs");
        if interrupts.contains(&turn) {
            isolate.interrupt();
            time.nudge();
        }
        match time.next() {
            Next::Turn { now_micros } => {
                let status = isolate.turn(now_micros, TURN_BUDGET);
                run.take_in(isolate.take_events());
                if isolate.stands() {
                    break;
                }
                for outgoing in isolate.take_outbox() {
                    if let Outgoing::Fetch(fetch) = outgoing {
                        let (host, message) = ("no-such-host".into(), "Name or service not known".into());
                        let result = Err(FetchError::Dns { host, port: 80, message });
                        isolate.fetch_done(FetchDone { id: fetch.id, result });
                        time.nudge();
                    } else if let Outgoing::ReadLine(wanted) = outgoing {
                        isolate.line_read(LineRead { id: wanted.id, line: None, is_typed: false });
                        time.nudge();
                    }
                }
                time.turn_ended(status);
            }
            Next::Ended { exit_status } => {
                run.exit_status = Some(exit_status);
                break;
            }
            Next::Deadlock => {
                isolate.stop_deadlock();
                time.nudge();
            }
            Next::Fetch => unreachable!("nothing is fetched"),
        }
    }
    run.micros = time.now_micros();
    run
}

impl Run {
    /// Adds what happened.
    pub(crate) fn take_in(&mut self, batches: Option<Vec<u8>>) {
        let Some(batches) = batches else { return };
        self.batches.extend(&batches);
        let events = codec::decode(batches.leak()).expect("it was just written");
        for event in &events {
            match event.kind {
                EventKind::Output { stream: Stream::Stdout, text } => self.stdout += text,
                EventKind::Output { stream: Stream::Stderr, text } => self.stderr += text,
                _ => {}
            }
        }
        self.events.extend(events);
    }
}
