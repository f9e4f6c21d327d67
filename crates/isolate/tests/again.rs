//! A run is its inputs: given them again, a heap records the same, byte for byte.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/islands.rs"]
mod islands;

use islands::Placement;
use loopscope_isolate::recorded::{Clock, Recorded, Unsuitable};
use loopscope_isolate::{
    Again, Config, FetchDone, FetchResponse, Isolate, LineRead, Outgoing, Program, Status, Step, Unreadable,
};

const MOST_TURNS: u32 = 20_000;
/// So many lines a program is given that asks for input, then its end.
const MOST_LINES: usize = 12;

/// A run: what the heap was given, and its events.
struct Run {
    inputs: Vec<u8>,
    batches: Vec<u8>,
}

/// A host with a clock that runs unevenly, that sets breakpoints and takes them away, answers and types after a while, takes events seldom and presses Stop if nothing
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
    let (mut lines_wanted, mut lines_left) = (Vec::new(), MOST_LINES);
    let mut status = Status::Ready;
    for turn in 0..MOST_TURNS {
        match status {
            Status::Ready | Status::AtBreakpoint | Status::Needs(_) => now += next(400),
            Status::Blocked { until_micros: Some(until) } => now = now.max(until) + next(900),
            Status::Blocked { until_micros: None } => match fetches.pop() {
                Some(id) => {
                    let headers = vec![("Content-Type".to_owned(), "text/plain".to_owned())];
                    let (url, body) = ("http://host.test/".to_owned(), b"answer".to_vec());
                    let response = FetchResponse { status: 200, reason: "OK".to_owned(), url, headers, body };
                    isolate.set_now(now);
                    isolate.fetch_done(FetchDone { id, result: Ok(response) });
                }
                None if !lines_wanted.is_empty() => {
                    let line = (lines_left > 0).then(|| format!("{lines_left}\n"));
                    lines_left -= usize::from(line.is_some());
                    isolate.set_now(now);
                    isolate.line_read(LineRead { id: lines_wanted.remove(0), line, is_typed: true });
                }
                None if turn % 2 == 0 => isolate.stop_deadlock(),
                None => isolate.interrupt(),
            },
            Status::Ended { .. } => break,
        }
        status = isolate.turn(now, 1 + next(3_000) as u32);
        for outgoing in isolate.take_outbox() {
            match outgoing {
                Outgoing::Fetch(fetch) => fetches.push(fetch.id),
                Outgoing::ReadLine(wanted) => lines_wanted.push(wanted.id),
                Outgoing::CancelReadLine(id) => lines_wanted.retain(|wanted| *wanted != id),
                _ => {}
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
fn is_the_same(mut again: Again, run: &Run) -> bool {
    let mut batches = Vec::new();
    loop {
        match again.step() {
            Ok(Step::Done) => {}
            Ok(Step::Events(events)) => batches.extend(events),
            Ok(Step::End) => break,
            Err(_) => return false,
        }
    }
    // It keeps what it is given as the first one did.
    batches == run.batches && again.isolate().take_inputs() == run.inputs
}

/// What is written into a file and read from it.
fn saved(config: Config, program: Program, inputs: Vec<u8>) -> Again {
    let recorded = Recorded { clock: Clock::Real, config, program, inputs };
    let file = recorded.to_bytes();
    let read = Recorded::read(&file).expect("it was just written");
    assert_eq!(read.to_bytes(), file);
    read.again()
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
        let again = saved(config(), program(case), run.inputs.clone());
        assert!(is_the_same(again, &run), "{} runs again differently", case.0.display());
    }
    assert!(events > 1_000_000, "{events} bytes of events only");
}

#[test]
fn a_run_with_islands_runs_again_with_and_without_them() {
    let wanted = |source: &str| source.contains("Thread(") && !source.contains("localhost");
    let (mut messages, mut of_islands) = (0, 0);
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
            of_islands += run.batches.len() - run.home.1.len();
            let (inputs, batches) = run.home;
            let again = saved(Config::new(0), program(case), inputs.clone());
            let run = Run { inputs: inputs.clone(), batches: run.batches };
            assert!(is_the_same(again, &run), "{} runs again differently", case.0.display());
            let again = Again::new(Config::new(0), program(case), inputs.clone());
            let same = is_the_same(again, &Run { inputs, batches });
            assert!(same, "the home of {} runs again differently", case.0.display());
        }
    }
    assert!(messages > 500, "{messages} messages only");
    assert!(of_islands > 20_000, "{of_islands} bytes of events of islands only");
}

#[test]
fn another_input_makes_another_run() {
    let source = "import time\nprint(time.time())\n".to_owned();
    let program = Program { filename: "program.py".to_owned(), source };
    let run = run_unevenly(program.clone(), 1);
    let other = run_unevenly(program.clone(), 2);
    let again = |run: &Run| Again::new(config(), program.clone(), run.inputs.clone());
    assert!(is_the_same(again(&run), &run));
    assert!(run.inputs != other.inputs && run.batches != other.batches);
    assert!(!is_the_same(again(&other), &run));
}

#[test]
fn another_run_is_noticed() {
    let of = |source: &str| Program { filename: "program.py".to_owned(), source: source.to_owned() };
    let run = run_unevenly(of("import time\nprint(time.time())\n"), 1);
    let mut again = Again::new(config(), of("import time\nprint(time.time() + 1)\n"), run.inputs);
    let last = loop {
        match again.step() {
            Ok(Step::End) => break Ok(()),
            Ok(_) => {}
            Err(differs) => break Err(differs),
        }
    };
    assert_eq!(last, Err(Unreadable));
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

/// Whatever is given as a file is read, or refused, and nothing else; so is all that a file with a good beginning goes on with.
#[test]
fn damaged_files_are_refused() {
    let program = Program {
        filename: "program.py".to_owned(),
        source: "import asyncio\nasyncio.run(asyncio.sleep(1))\n".to_owned(),
    };
    let run = run_unevenly(program.clone(), 3);
    let recorded = Recorded { clock: Clock::Virtual, config: config(), program, inputs: run.inputs };
    let file = recorded.to_bytes();
    for bytes in [&b""[..], b"print(1)\n", b"Loopscope recording \n", b"Loopscope recording 1", &[0xff; 300]]
    {
        assert_eq!(Recorded::read(bytes).err(), Some(Unsuitable::NoRecording));
    }
    let other = [b"Loopscope recording 999\n", &file[22..]].concat();
    assert_eq!(Recorded::read(&other).err(), Some(Unsuitable::OtherVersion));
    let beginning = file.len() - recorded.inputs.len();
    for end in 22..beginning {
        assert_eq!(Recorded::read(&file[..end]).err(), Some(Unsuitable::Damaged), "cut at {end}");
    }
    for at in 0..file.len() {
        for change in [0x01, 0x15, 0x80, 0xff] {
            let mut file = file.clone();
            file[at] ^= change;
            let Ok(read) = Recorded::read(&file) else { continue };
            let mut again = read.again();
            for _ in 0..1_000 {
                if !matches!(again.step(), Ok(Step::Done | Step::Events(_))) {
                    break;
                }
            }
        }
    }
}

/// Somebody makes inputs up: those of islands, and messages between heaps.
#[test]
fn made_up_inputs_of_islands_are_refused_or_do_something_else() {
    let source = "\
import asyncio, threading

def work(name, loop):
    async def main():
        await asyncio.sleep(0.01)
        return name
    print(asyncio.run(main()))

def start(loop):
    asyncio.set_event_loop(loop)
    loop.run_forever()

loop = asyncio.new_event_loop()
runner = threading.Thread(target=start, args=(loop,))
runner.start()
thread = threading.Thread(target=work, args=('a', None))
thread.start()
thread.join()
loop.call_soon_threadsafe(print, 'called')
loop.call_soon_threadsafe(loop.stop)
runner.join()
";
    let run = islands::run(
        "program.py",
        source,
        Placement { islands: 16, home_after: None, by_breakpoints: false },
    );
    assert!(run.messages > 3 && run.batches.len() > run.home.1.len(), "{run:?}");
    let program = Program { filename: "program.py".to_owned(), source: source.to_owned() };
    let mut refused = 0;
    for at in 0..run.home.0.len() {
        let mut inputs = run.home.0.clone();
        inputs[at] = inputs[at].wrapping_add(1 + (at % 200) as u8);
        let mut again = saved(Config::new(0), program.clone(), inputs);
        let last =
            (0..2_000).map(|_| again.step()).find(|step| !matches!(step, Ok(Step::Done | Step::Events(_))));
        refused += usize::from(last == Some(Err(Unreadable)));
    }
    assert!(refused > 300, "{refused} of {}", run.home.0.len());
}
