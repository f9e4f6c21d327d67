//! Programs of several files.

mod support;

use loopscope_isolate::{Config, Isolate, Next, Outgoing, Program, VirtualTime};
use loopscope_trace::codec::{self, Batch};
use loopscope_trace::{Event, EventKind, HandleKind};
use support::Run;

const MAIN: &str = "\
import asyncio
import shop

async def main():
    await asyncio.gather(shop.price(1), shop.price(2))
    await shop.sold_out()

asyncio.run(main())
";

const SHOP: &str = "\
import asyncio

async def price(seconds):
    await asyncio.sleep(seconds)
    print(seconds)
    return seconds

async def sold_out():
    raise ValueError
";

/// The lines of `MAIN`, and the one that begins `SHOP`.
const BEFORE_SHOP: u32 = 9;

fn program(main: &str, files: &[(&str, &str)]) -> Program {
    let mut program = support::program(main);
    for (name, text) in files {
        loopscope_files::add(&mut program.source, name, text).expect("it can be there");
    }
    program
}

fn run(main: &str, files: &[(&str, &str)]) -> Run {
    let mut isolate = Isolate::for_program(Config::new(0), program(main, files));
    let mut run = support::drive(&mut isolate, &[]);
    run.inputs = isolate.take_inputs();
    isolate.dismantle();
    run
}

#[test]
fn lines_are_numbered_on_from_file_to_file() {
    let run = run(MAIN, &[("empty.txt", ""), ("shop.py", SHOP)]);
    // The line that begins `empty.txt` counts, too.
    let before = BEFORE_SHOP + 1;
    assert_eq!(run.stdout, "1\n2\n");
    let lines = |wanted: &dyn Fn(&EventKind<'_>) -> bool| {
        let events = run.events.iter().filter(|event| wanted(&event.kind));
        events.map(|event| event.line).collect::<Vec<_>>()
    };
    let timers =
        lines(&|kind| matches!(kind, EventKind::HandleScheduled { kind: HandleKind::At { .. }, .. }));
    assert_eq!(timers, [before + 4, before + 4]);
    assert_eq!(lines(&|kind| matches!(kind, EventKind::UncaughtException { .. })), [before + 9]);
    let suspended = lines(&|kind| matches!(kind, EventKind::TaskSuspended { .. }));
    assert_eq!(suspended, [5, before + 4, before + 4]);
    let printed = run.events.iter().filter(|event| matches!(event.kind, EventKind::Output { .. }));
    assert!(printed.take(2).all(|event| event.line == before + 5));
}

#[test]
fn a_file_that_is_not_there_is_no_module() {
    let run = support::run("import shop\n");
    assert!(run.stderr.ends_with("\nModuleNotFoundError: No module named 'shop'\n"), "{}", run.stderr);
}

#[test]
fn a_syntax_error_is_marked_in_its_file() {
    let run = run("import broken\n", &[("broken.py", "x = 1\ndef f(:\n")]);
    let error = run.events.iter().find(|event| matches!(event.kind, EventKind::UncaughtException { .. }));
    assert_eq!(error.map(|event| event.line), Some(2 + 2));
    assert!(run.stderr.contains("File \"/home/user/broken.py\", line 2\n    def f(:\n"), "{}", run.stderr);
}

#[test]
fn what_python_has_built_in_comes_before_files_and_the_library_after_them() {
    let own = |text| [("random.py", text), ("time.py", "1 / 0"), ("tools/json.py", "NAME = __name__")];
    let main = "import random, time\nfrom tools import json\nprint(random.NAME, time.time(), json.NAME)\n";
    assert_eq!(run(main, &own("NAME = 'mine'")).stdout, "mine 0.0 tools.json\n");
}

#[test]
fn files_are_read_and_written_where_the_program_is() {
    let main = "\
import os
from pathlib import Path
print(os.getcwd(), sorted(os.listdir()), os.listdir('data'))
print((Path(__file__).parent / 'data' / 'a.csv').read_text(), open(__file__).readline())
with open('data/a.csv', 'a') as file:
    file.write('3')
print(open('data/a.csv', 'rb').read())
";
    let found = run(main, &[("data/a.csv", "1;é\n"), ("b.py", "")]);
    let expected =
        "/home/user ['b.py', 'data', 'program.py'] ['a.csv']\n1;é\n import os\n\nb'1;\\xc3\\xa9\\n3'\n";
    assert_eq!((found.stdout.as_str(), found.stderr.as_str()), (expected, ""));
}

#[test]
fn a_breakpoint_stands_in_a_module_that_is_imported_later() {
    let mut isolate = Isolate::for_program(Config::new(0), program(MAIN, &[("shop.py", SHOP)]));
    isolate.set_breakpoints(&[BEFORE_SHOP + 5]);
    let (mut time, mut hits) = (VirtualTime::default(), Vec::new());
    while let Next::Turn { now_micros } = time.next() {
        let status = isolate.turn(now_micros, 10_000);
        time.turn_ended(status);
        let events = isolate.take_events().unwrap_or_default();
        for batch in codec::batches(&events) {
            let batch = Batch::new(batch.expect("it was written just now")).expect("so was this");
            let events = batch.events().map(|event| event.expect("and this"));
            let hit = |event: &Event<'_>| matches!(event.kind, EventKind::BreakpointHit);
            hits.extend(events.filter(hit).map(|event| event.line));
        }
    }
    assert_eq!(hits, [BEFORE_SHOP + 5; 2]);
}

/// What code of other files may do to what a thread shares nobody knows beforehand.
#[test]
fn threads_of_a_program_with_modules_stay_at_home() {
    let main = "\
import threading
def work():
    return sum(range(1000))
thread = threading.Thread(target=work)
thread.start()
thread.join()
print('done')
";
    let starts = |files: &[(&str, &str)]| {
        let mut isolate = Isolate::for_program(Config::new(0), program(main, files));
        isolate.set_free_islands(1, "");
        isolate.turn(0, 10_000);
        isolate.take_outbox().iter().any(|it| matches!(it, Outgoing::StartIsland(_)))
    };
    assert!(starts(&[("notes.txt", "")]));
    assert!(!starts(&[("tools.py", "")]));
}
