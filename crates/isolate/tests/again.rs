//! A run is its inputs: given them again, a heap records the same, byte for byte.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/islands.rs"]
mod islands;

use islands::Placement;
use loopscope_isolate::{Again, Config, FetchDone, FetchResponse, Isolate, Outgoing, Program, Status, Step};

const MOST_TURNS: u32 = 20_000;

/// A run: what the heap was given, and its events.
struct Run {
    inputs: Vec<u8>,
    batches: Vec<u8>,
}

/// A host with a clock that runs unevenly, that sets breakpoints and takes them away, answers after a while, takes events seldom and presses Stop if nothing
/// happens any more. It does not wait for the end of the longest programs.
fn run_unevenly(program: Program, seed: u64) -> Run {
    let mut random = seed;
    let mut next = |below: u64| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % below
    };
    let lines = program.source.lines().count() as u64;
    let mut isolate = Isolate::for_program(config(), program);
    let (mut batches, mut fetches, mut now) = (Vec::new(), Vec::new(), 0);
    let mut status = Status::Ready;
    for turn in 0..MOST_TURNS {
        match status {
            Status::Ready | Status::AtBreakpoint => now += next(400),
            Status::Blocked { until_micros: Some(until) } => now = now.max(until) + next(900),
            Status::Blocked { until_micros: None } => match fetches.pop() {
                Some(id) => {
                    let headers = vec![("Content-Type".to_owned(), "text/plain".to_owned())];
                    let (url, body) = ("http://host.test/".to_owned(), b"answer".to_vec());
                    let response = FetchResponse { status: 200, reason: "OK".to_owned(), url, headers, body };
                    isolate.set_now(now);
                    isolate.fetch_done(FetchDone { id, result: Ok(response) });
                }
                None if turn % 2 == 0 => isolate.stop_deadlock(),
                None => isolate.interrupt(),
            },
            Status::Ended { .. } => break,
        }
        status = isolate.turn(now, 1 + next(3_000) as u32);
        for outgoing in isolate.take_outbox() {
            if let Outgoing::Fetch(fetch) = outgoing {
                fetches.push(fetch.id);
            }
        }
        if next(5) == 0 {
            isolate.give_way();
        }
        match next(200) {
            0 => isolate.set_breakpoints(&[]),
            1..5 => isolate.set_breakpoints(&[next(lines + 1) as u32, next(lines + 1) as u32]),
            _ => {}
        }
        if next(3) == 0 || matches!(status, Status::Ended { .. }) {
            batches.extend(isolate.take_events().into_iter().flatten());
        }
    }
    Run { inputs: isolate.take_inputs(), batches }
}

fn config() -> Config {
    Config { seed: 7, ..Config::new(1_700_000_000_000_000) }
}

/// Runs it again; whether it is the same.
fn is_the_same(config: Config, program: Program, run: &Run) -> bool {
    let mut again = Again::new(config, program, run.inputs.clone());
    let mut batches = Vec::new();
    loop {
        match again.step().expect("they are inputs") {
            Step::Done => {}
            Step::Events(events) => batches.extend(events),
            Step::End => break,
        }
    }
    // It keeps what it is given as the first one did.
    batches == run.batches && again.isolate().take_inputs() == run.inputs
}

fn program((path, source): &(std::path::PathBuf, String)) -> Program {
    let filename = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Program { filename, source: source.clone() }
}

#[test]
fn every_recorded_program_runs_again_to_the_same_bytes() {
    let cases = cases::cases(|_| true);
    assert!(cases.len() > 500);
    let mut events = 0;
    for (number, case) in cases.iter().enumerate() {
        let run = run_unevenly(program(case), number as u64);
        events += run.batches.len();
        assert!(is_the_same(config(), program(case), &run), "{} runs again differently", case.0.display());
    }
    assert!(events > 1_000_000, "{events} bytes of events only");
}

#[test]
fn a_home_runs_again_without_its_islands() {
    let wanted = |source: &str| source.contains("Thread(") && !source.contains("localhost");
    let mut messages = 0;
    for case in &cases::cases(wanted) {
        if case.1.contains("interrupt-after")
            || case.1.contains("127.0.0.1")
            || case.1.contains("virtual-only")
        {
            continue;
        }
        let Program { filename, source } = program(case);
        for home_after in [None, Some(2)] {
            let run = islands::run(
                &filename,
                &source,
                Placement { islands: 16, home_after, by_breakpoints: false },
            );
            messages += run.messages;
            let (inputs, batches) = run.home;
            let same = is_the_same(Config::new(0), program(case), &Run { inputs, batches });
            assert!(same, "the home of {} runs again differently", case.0.display());
        }
    }
    assert!(messages > 500, "{messages} messages only");
}

#[test]
fn another_input_makes_another_run() {
    let source = "import time\nprint(time.time())\n".to_owned();
    let program = Program { filename: "program.py".to_owned(), source };
    let run = run_unevenly(program.clone(), 1);
    let other = run_unevenly(program.clone(), 2);
    assert!(is_the_same(config(), program.clone(), &run));
    assert!(run.inputs != other.inputs && run.batches != other.batches);
    let mixed = Run { inputs: other.inputs, batches: run.batches };
    assert!(!is_the_same(config(), program, &mixed));
}

#[test]
fn damaged_inputs_are_refused_or_end() {
    let source = "import asyncio\nasyncio.run(asyncio.sleep(1))\n".to_owned();
    let program = Program { filename: "program.py".to_owned(), source };
    let run = run_unevenly(program.clone(), 3);
    for at in 0..run.inputs.len() {
        let mut inputs = run.inputs.clone();
        inputs[at] ^= 0x15;
        let mut again = Again::new(config(), program.clone(), inputs);
        for _ in 0..1_000 {
            if !matches!(again.step(), Ok(Step::Done | Step::Events(_))) {
                break;
            }
        }
    }
}
