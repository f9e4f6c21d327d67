//! Breakpoints: where a program stands is where CPython begins a statement, and that it stands changes nothing.

#[path = "support/cases.rs"]
mod cases;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use loopscope_isolate::virtual_time::{TURN_BUDGET, TURN_COST_MICROS};
use loopscope_isolate::{Again, Config, Isolate, Next, Outgoing, Program, Status, Step, VirtualTime};
use loopscope_trace::{Event, EventId, EventKind, ThreadId, codec};

const MOST_TURNS: u32 = 10_000;

/// What a program did.
#[derive(Default)]
struct Run {
    output: String,
    exit_status: Option<i32>,
    micros: u64,
    /// Where it stood: in which thread, and the line.
    hits: Vec<(ThreadId, u32)>,
    threads: Vec<(ThreadId, String)>,
    inputs: Vec<u8>,
    batches: Vec<u8>,
}

/// Runs a program in virtual time, with breakpoints in these lines until it has stood so often.
fn run(program: Program, lines: &[u32], most_hits: usize) -> Run {
    run_changing(program, lines, &mut |isolate, hits| {
        if hits.len() == most_hits {
            isolate.set_breakpoints(&[]);
        }
    })
}

/// The same; `stands` is told each time that the program stands.
fn run_changing(
    program: Program,
    lines: &[u32],
    stands: &mut dyn FnMut(&mut Isolate, &[(ThreadId, u32)]),
) -> Run {
    let mut isolate = Isolate::for_program(Config::new(0), program);
    if !lines.is_empty() {
        isolate.set_breakpoints(lines);
    }
    let mut time = VirtualTime::default();
    let mut run = Run::default();
    for _ in 0..MOST_TURNS {
        match time.next() {
            Next::Turn { now_micros } => {
                let status = isolate.turn(now_micros, TURN_BUDGET);
                let before = run.hits.len();
                run.take_in(isolate.take_events());
                assert_eq!(run.hits.len() - before, usize::from(status == Status::AtBreakpoint));
                if status == Status::AtBreakpoint {
                    stands(&mut isolate, &run.hits);
                }
                let asks = isolate.take_outbox().into_iter().any(|it| matches!(it, Outgoing::Fetch(_)));
                time.turn_ended(status);
                if asks {
                    break;
                }
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
    run.inputs = isolate.take_inputs();
    run
}

impl Run {
    fn take_in(&mut self, batches: Option<Vec<u8>>) {
        let Some(batches) = batches else { return };
        for event in codec::decode(&batches).expect("it was just written") {
            let Event { id, line, kind, .. } = event;
            match kind {
                EventKind::Output { text, .. } => self.output += text,
                EventKind::BreakpointHit => self.hits.push((id.thread, line)),
                EventKind::ThreadStarted { name } => self.threads.push((id.thread, name.to_owned())),
                EventKind::ThreadNamed { thread, name } => {
                    self.threads.retain(|(id, _)| *id != thread);
                    self.threads.push((thread, name.to_owned()));
                }
                _ => {}
            }
        }
        self.batches.extend(batches);
    }

    /// The lines of each thread, as `tests/oracle/lines.py` writes them.
    fn lines(&self) -> String {
        let mut text = String::new();
        let mut threads: Vec<ThreadId> = Vec::new();
        for (thread, _) in &self.hits {
            if !threads.contains(thread) {
                threads.push(*thread);
            }
        }
        for thread in threads {
            let name = self.threads.iter().find(|(id, _)| *id == thread).map_or("?", |(_, name)| name);
            let hits = self.hits.iter().filter(|(id, _)| *id == thread);
            let lines: Vec<String> = hits.map(|(_, line)| line.to_string()).collect();
            text += &format!("{name}: {}\n", lines.join(" "));
        }
        text
    }
}

fn program(path: &Path, source: &str) -> Program {
    let filename = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Program { filename, source: source.to_owned() }
}

fn all_lines(source: &str) -> Vec<u32> {
    (1..=source.lines().count() as u32).collect()
}

#[test]
fn a_program_stands_where_cpython_begins_a_statement() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/breakpoints");
    let files = fs::read_dir(&folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = files.map(|file| file.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    assert!(paths.len() >= 12);
    let mut wrong = String::new();
    for path in paths {
        let source = fs::read_to_string(&path).expect("it can be read");
        let recorded = fs::read_to_string(path.with_extension("lines")).expect("it was recorded");
        let lines = run(program(&path, &source), &all_lines(&source), usize::MAX).lines();
        if lines != recorded {
            wrong += &format!("{}\nCPython   {recorded}Loopscope {lines}", path.display());
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// Breakpoints anywhere change neither what a program prints nor how it ends, nor its time.
#[test]
fn standing_changes_nothing() {
    /// Programs that begin more statements go on without.
    const MOST_HITS: usize = 500;
    let cases = cases::cases(|source| !source.contains("interrupt-after"));
    assert!(cases.len() > 500);
    let mut random = 1;
    let (mut hits, mut different) = (0, Vec::new());
    for (path, source) in &cases {
        let program = program(path, source);
        let plain = run(program.clone(), &[], 0);
        if plain.exit_status.is_none() {
            // It runs until Stop.
            continue;
        }
        let some = all_lines(source).into_iter().filter(|_| one_in(&mut random, 4)).collect();
        for lines in [all_lines(source), some] {
            let stood = run(program.clone(), &lines, MOST_HITS);
            hits += stood.hits.len();
            // What natives cost is looked at where it stands, so that a turn may end earlier.
            let is_later = plain.micros.abs_diff(stood.micros) > 2 * TURN_COST_MICROS;
            let is_same = without_addresses(&stood.output) == without_addresses(&plain.output);
            if is_later || !is_same || stood.exit_status != plain.exit_status {
                different.push(path.display().to_string());
            }
        }
    }
    assert!(different.is_empty(), "{different:#?}");
    assert!(hits > 50_000, "{hits} hits only");
}

/// An object that ended leaves its address to the next one, or to what is kept where the program stands.
fn without_addresses(output: &str) -> String {
    let mut pieces = output.split("0x7f");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces
        .fold(first, |text, piece| text + "0x…" + piece.trim_start_matches(|it: char| it.is_ascii_hexdigit()))
}

/// Where breakpoints are is an input: also when they change on the way.
#[test]
fn a_run_with_breakpoints_runs_again_to_the_same_bytes() {
    let mut random = 2;
    let mut hits = 0;
    for (path, source) in &cases::cases(|source| source.contains("asyncio") || source.contains("Thread(")) {
        let some: Vec<u32> = all_lines(source).into_iter().filter(|_| one_in(&mut random, 3)).collect();
        let first = run_changing(program(path, source), &some, &mut |isolate, hits| match hits.len() {
            200 => isolate.set_breakpoints(&[]),
            count if count % 7 == 0 => {
                let lines: Vec<u32> = some.iter().map(|line| line + 1).collect();
                isolate.set_breakpoints(&lines);
            }
            count if count % 5 == 0 => isolate.set_breakpoints(&some),
            _ => {}
        });
        hits += first.hits.len();
        let mut again = Again::new(Config::new(0), program(path, source), first.inputs.clone());
        let mut batches = Vec::new();
        loop {
            match again.step().expect("they are inputs") {
                Step::Done => {}
                Step::Events(events) => batches.extend(events),
                Step::End => break,
            }
        }
        let same = batches == first.batches && again.isolate().take_inputs() == first.inputs;
        assert!(same, "{} runs again differently", path.display());
    }
    assert!(hits > 5_000, "{hits} hits only");
}

/// Runs a program that stands in these lines, with what is to be done each time that it does; where it stood, and what it wrote.
fn stand(
    source: &str,
    lines: &[u32],
    stands: &mut dyn FnMut(&mut Isolate, &[(ThreadId, u32)]),
) -> (Vec<u32>, String) {
    let program = Program { filename: "program.py".to_owned(), source: source.to_owned() };
    let run = run_changing(program, lines, stands);
    (run.hits.iter().map(|(_, line)| *line).collect(), run.output)
}

#[test]
fn a_line_without_a_statement_stands_for_the_next_one() {
    let source =
        "# A comment.\n\nprint(\n    1,\n)\n\n\ndef f():\n    # Another.\n    pass\n\n\nf()\n# The end.\n";
    let stands = |line: u32| stand(source, &[line], &mut |_, _| {}).0;
    let lines: Vec<Vec<u32>> = (1..=15).map(stands).collect();
    let expected = [3, 3, 3, 3, 3, 8, 8, 8, 10, 10, 13, 13, 13];
    assert!(expected.iter().zip(&lines).all(|(line, stood)| *stood == [*line]), "{lines:?}");
    assert_eq!(lines[13..], [[]; 2]);
}

/// What one statement costs does not grow with how many there are.
#[test]
#[allow(clippy::disallowed_methods)]
fn a_long_program_stands_at_its_end_as_soon_as_at_its_beginning() {
    const COUNT: usize = 40_000;
    let source = "x = 1\n".repeat(COUNT);
    let timed = |line: u32| {
        let begin = Instant::now();
        assert_eq!(stand(&source, &[line], &mut |_, _| {}).0, [line]);
        begin.elapsed()
    };
    let first = timed(1);
    let last = timed(COUNT as u32);
    let bare = {
        let begin = Instant::now();
        assert_eq!(stand(&source, &[], &mut |_, _| {}).0, []);
        begin.elapsed()
    };
    assert!(first.max(last) < 4 * bare, "{first:?} {last:?} {bare:?}");
}

/// Who set a breakpoint is told of it also when nothing else is recorded any more.
#[test]
fn a_program_stands_when_the_recording_is_full() {
    let source = "import asyncio\n\nasync def main():\n    for n in range(20):\n        await asyncio.sleep(0)\n    print(1)\n\nasyncio.run(main())\n";
    let program = Program { filename: "program.py".to_owned(), source: source.to_owned() };
    let config = Config { record_limit: 30, ..Config::new(0) };
    let mut isolate = Isolate::for_program(config, program);
    isolate.set_breakpoints(&[6]);
    let mut run = Run::default();
    let mut now = 0;
    while isolate.turn(now, TURN_BUDGET) != Status::AtBreakpoint {
        now += 1_000;
    }
    run.take_in(isolate.take_events());
    assert_eq!(run.hits, [(0, 6)]);
    let events = codec::decode(&run.batches).expect("it was just written");
    assert!(events.iter().any(|event| event.kind == EventKind::RecordingFull));
}

#[test]
fn a_line_in_which_a_statement_goes_on_stands_for_that() {
    let source = "x = [
    1,
    2,
]
if (x and
        x):
    # A comment.
    print(
        x,
    )
def f(
        a,
        b=2):
    '''Doc
    string.'''
    return a
f(
    1,
)
try:
    raise KeyError
except (ValueError,
        KeyError):
    pass
for y in (1,
        ):
    # Another.
    pass
";
    let stands = |line: u32| stand(source, &[line], &mut |_, _| {}).0.first().copied();
    let lines: Vec<Option<u32>> = (1..=28).map(stands).collect();
    let expected = [
        1, 1, 1, 1, 5, 5, 8, 8, 8, 8, 11, 11, 11, 16, 16, 16, 17, 17, 17, 20, 21, 22, 22, 24, 25, 25, 28, 28,
    ];
    assert_eq!(lines, expected.map(Some));
}

#[test]
fn stop_is_raised_where_the_program_stands() {
    let source =
        "try:\n    print(1)\n    print(2)\nexcept KeyboardInterrupt:\n    print('stopped')\nprint(3)\n";
    let stood = stand(source, &[3, 6], &mut |isolate, hits| {
        if hits.len() == 1 {
            isolate.interrupt();
        }
    });
    assert_eq!(stood, (vec![3, 6], "1\nstopped\n3\n".to_owned()));
}

#[test]
fn a_signal_handler_may_stand_where_the_program_stands() {
    let source = "import signal\n\n\ndef handle(*_):\n    print('handled')\n\n\nsignal.signal(signal.SIGINT, handle)\nfor turn in range(2):\n    print(turn)\n";
    let stood = stand(source, &[5, 10], &mut |isolate, hits| {
        if hits.len() == 1 {
            isolate.interrupt();
        }
    });
    assert_eq!(stood, (vec![10, 5, 10], "handled\n0\n1\n".to_owned()));
}

#[test]
fn breakpoints_change_while_the_program_stands() {
    let source = "for turn in range(4):\n    print(turn)\n    turn += 1\n";
    // Taken away and set again in the line in which it stands: it does not stand there twice.
    let stood = stand(source, &[2], &mut |isolate, hits| match hits.len() {
        1 => {
            isolate.set_breakpoints(&[]);
            isolate.set_breakpoints(&[2]);
        }
        2 => isolate.set_breakpoints(&[3]),
        3 => isolate.set_breakpoints(&[]),
        _ => {}
    });
    assert_eq!(stood, (vec![2, 2, 3], "0\n1\n2\n3\n".to_owned()));
}

#[test]
fn nothing_else_runs_while_a_thread_stands() {
    let source = "import threading\nimport time\n\n\ndef work(name):\n    time.sleep(0.01)\n    print(name)\n\n\nfor name in 'ab':\n    threading.Thread(target=work, args=name).start()\n";
    let program = Program { filename: "program.py".to_owned(), source: source.to_owned() };
    let mut isolate = Isolate::for_program(Config::new(0), program);
    isolate.set_breakpoints(&[7]);
    let mut now = 0;
    while isolate.turn(now, 4_000) != Status::AtBreakpoint {
        now += 1_000;
    }
    isolate.take_events();
    let (line, calls) = {
        let stacks = isolate.stacks(None);
        let call = stacks.iter().filter_map(|stack| stack.calls.last()).find(|call| call.function == "work");
        call.map(|call| (call.line, call.variables.len())).expect("a thread calls it")
    };
    assert_eq!((line, calls), (7, 1));
    // However late it is, the other one stands there before anything is printed.
    assert_eq!(isolate.turn(now + 1_000_000, 4_000), Status::AtBreakpoint);
    let events = isolate.take_events().expect("one stood and the other printed");
    let events = codec::decode(&events).expect("it was just written");
    let printed = events.iter().filter(|event| matches!(event.kind, EventKind::Output { .. }));
    assert_eq!(printed.count(), 1);
}

/// Who looks at the run again sees at each of these events what the program was doing there, and the run goes on as it did.
#[test]
fn a_run_is_the_same_for_who_looks_where_it_stood() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/breakpoints/contexts.py");
    let source = fs::read_to_string(&path).expect("it can be read");
    let first = run(program(&path, &source), &all_lines(&source), usize::MAX);
    let events = codec::decode(&first.batches).expect("it was just written");
    let hits = events.iter().filter(|event| event.kind == EventKind::BreakpointHit);
    let mut again = Again::new(Config::new(0), program(&path, &source), first.inputs.clone());
    let mut batches = Vec::new();
    let mut go_on = |again: &mut Again| {
        while !again.stands() {
            match again.step().expect("they are inputs") {
                Step::Done => {}
                Step::Events(events) => batches.extend(events),
                Step::End => return,
            }
        }
    };
    let mut count = 0;
    for hit in hits {
        again.aim(hit.id);
        go_on(&mut again);
        let stacks = again.isolate().stacks(None);
        let call = stacks[0].calls.last().expect("the program calls something");
        assert_eq!(call.line, hit.line);
        count += 1;
    }
    // There is no such event.
    again.aim(EventId { thread: 0, seq: u32::MAX });
    go_on(&mut again);
    assert!(count > 50 && batches == first.batches);
    assert_eq!(again.isolate().take_inputs(), first.inputs);
}

fn one_in(random: &mut u64, count: u64) -> bool {
    *random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*random >> 33).is_multiple_of(count)
}
