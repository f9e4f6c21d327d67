//! A host in virtual time, as small as can be: no network, no interrupts but scripted ones.

use std::collections::BTreeMap;

use loopscope_isolate::conductor::TURN_BUDGET;
use loopscope_isolate::{Conductor, Config, Isolate, Message, Next, Outgoing, Program, wire};
use loopscope_trace::{Event, EventKind, Stream, ThreadId, codec};

/// A program that takes more turns hangs.
const MOST_TURNS: u32 = 10_000;

/// What a program did.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Run {
    pub stdout: String,
    pub stderr: String,
    /// `None` if all its threads waited for ever.
    pub exit_status: Option<i32>,
    pub events: Vec<Event<'static>>,
    /// Program time at the end.
    pub micros: u64,
}

/// Runs a program to its end.
pub(crate) fn run(source: &str) -> Run {
    run_with(source, |_| {}, &[])
}

/// Runs a program whose configuration `configure` changes, with an interrupt before each of these turns.
pub(crate) fn run_with(source: &str, configure: impl Fn(&mut Config), interrupts: &[u32]) -> Run {
    run_in(source, configure, interrupts, |_| {})
}

/// Runs a program with a host that alters what isolates want from it.
#[allow(dead_code, reason = "each test file uses its own part of this module")]
pub(crate) fn run_altered(source: &str, alter: impl Fn(&mut Outgoing)) -> Run {
    run_in(source, |_| {}, &[], alter)
}

fn run_in(
    source: &str,
    configure: impl Fn(&mut Config),
    interrupts: &[u32],
    alter: impl Fn(&mut Outgoing),
) -> Run {
    let new_config = |thread| {
        let mut config = Config::new(thread, 0);
        configure(&mut config);
        config
    };
    let program = Program { filename: "program.py".into(), source: source.into() };
    let mut isolates = BTreeMap::from([(0, Isolate::for_program(new_config(0), program))]);
    let mut conductor: Conductor<Message> = Conductor::new();
    let mut run = Run::default();
    for turn in 0..MOST_TURNS {
        if interrupts.contains(&turn) {
            isolates.get_mut(&0).expect("the main thread lives").interrupt();
            conductor.nudge(0);
        }
        match conductor.next() {
            Next::Turn { thread, now_micros, messages } => {
                let isolate = isolates.get_mut(&thread).expect("it was started");
                messages.into_iter().for_each(|message| isolate.deliver(message));
                let status = isolate.turn(now_micros, TURN_BUDGET);
                run.take_in(isolate.take_events());
                let outbox = isolate.take_outbox();
                for mut outgoing in outbox {
                    alter(&mut outgoing);
                    carry(thread, outgoing, &mut isolates, &mut conductor, &new_config);
                }
                conductor.turn_ended(thread, status);
            }
            Next::Ended { exit_status } => {
                run.exit_status = Some(exit_status);
                break;
            }
            Next::Deadlock => break,
            Next::Fetch => unreachable!("nothing is fetched"),
        }
    }
    run.micros = conductor.now_micros();
    run
}

fn carry(
    from: ThreadId,
    outgoing: Outgoing,
    isolates: &mut BTreeMap<ThreadId, Isolate>,
    conductor: &mut Conductor<Message>,
    new_config: &impl Fn(ThreadId) -> Config,
) {
    match outgoing {
        Outgoing::Send { to, message } => conductor.send(to, through_bytes(&message)),
        Outgoing::SendToOthers(message) => conductor.send_to_others(from, through_bytes(&message)),
        Outgoing::WantThreadId => {
            let number = conductor.new_thread();
            isolates.get_mut(&from).expect("it lives").thread_id_given(number);
            conductor.nudge(from);
        }
        Outgoing::Start(start) => {
            let start: wire::Start = wire::decode(&wire::encode(&*start)).expect("it was just encoded");
            conductor.thread_started(start.id());
            isolates.insert(start.id(), Isolate::for_thread(new_config(start.id()), start));
        }
        Outgoing::Fetch(fetch) => panic!("{} is not the demo host", fetch.url),
        Outgoing::CancelFetch(_) => {}
    }
}

/// The way that messages take between the workers of a page.
fn through_bytes(message: &Message) -> Message {
    wire::decode(&wire::encode(message)).expect("it was just encoded")
}

impl Run {
    fn take_in(&mut self, batch: Option<Vec<u8>>) {
        let Some(batch) = batch else { return };
        let events = codec::decode(batch.leak()).expect("it was just written");
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
