//! Programs of one thread: how they end, what limits them, where their time comes from.

mod support;

use loopscope_trace::EventKind;
use support::{run, run_with};

#[test]
fn a_program_prints_and_ends() {
    let hello = run("print('hello')\n");
    assert_eq!((hello.stdout.as_str(), hello.stderr.as_str()), ("hello\n", ""));
    assert_eq!(hello.exit_status, Some(0));
    let last = hello.events.last().map(|event| &event.kind);
    assert_eq!(last, Some(&EventKind::ProgramEnded { exit_status: 0 }));
}

#[test]
fn exit_statuses_are_those_of_cpython() {
    for (source, exit_status, stderr) in [
        ("raise SystemExit", 0, ""),
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit(-1)", 255, ""),
        ("raise SystemExit(True)", 1, ""),
        ("raise SystemExit(2 ** 70)", 255, ""),
        ("raise SystemExit('bye')", 1, "bye\n"),
        ("raise SystemExit(1, 2)", 1, "(1, 2)\n"),
        ("import sys; sys.exit(1.5)", 1, "1.5\n"),
    ] {
        let run = run(source);
        assert_eq!((run.exit_status, run.stderr.as_str()), (Some(exit_status), stderr), "{source}");
    }
}

#[test]
fn an_uncaught_exception_is_shown_and_marks_its_line() {
    let run = run("def f():\n    return 1 / 0\nf()\n");
    assert_eq!(run.exit_status, Some(1));
    assert!(run.stderr.starts_with("Traceback (most recent call last):\n"), "{}", run.stderr);
    assert!(run.stderr.ends_with("ZeroDivisionError: division by zero\n"), "{}", run.stderr);
    let is_mark = |kind: &EventKind| matches!(kind, EventKind::UncaughtException { .. });
    let mark = run.events.iter().find(|event| is_mark(&event.kind)).expect("the line is marked");
    assert_eq!(mark.line, 2);
}

#[test]
fn a_syntax_error_marks_its_line() {
    let run = run("x = 1\nif x\n");
    assert_eq!(run.exit_status, Some(1));
    assert!(run.stderr.contains("SyntaxError: expected ':'"), "{}", run.stderr);
    assert!(run.events.iter().any(|event| event.line == 2));
}

#[test]
fn an_endless_loop_can_be_interrupted() {
    let run = run_with("while True:\n    pass\n", |_| {}, &[5]);
    assert_eq!(run.exit_status, Some(130));
    assert!(run.stderr.ends_with("KeyboardInterrupt\n"), "{}", run.stderr);
}

#[test]
fn an_interrupt_can_be_caught() {
    let source = "
import time
try:
    time.sleep(1000)
except KeyboardInterrupt:
    print('caught')
";
    let run = run_with(source, |_| {}, &[1]);
    assert_eq!((run.stdout.as_str(), run.exit_status), ("caught\n", Some(0)));
}

#[test]
fn time_jumps_over_sleeps() {
    let run = run("import time\nstart = time.time()\ntime.sleep(3600)\nprint(time.time() - start)\n");
    assert_eq!(run.stdout, "3600.0\n");
    assert_eq!(run.micros, 3_600_000_000);
}

#[test]
fn a_loop_that_polls_the_clock_ends() {
    let run =
        run("import time\nend = time.monotonic() + 0.5\nwhile time.monotonic() < end: pass\nprint('over')\n");
    assert_eq!((run.stdout.as_str(), run.exit_status), ("over\n", Some(0)));
}

#[test]
fn a_program_that_writes_too_much_is_ended() {
    let limit = |config: &mut loopscope_isolate::Config| config.output_limit_bytes = 1000;
    let run = run_with("while True: print('again and again')", limit, &[]);
    assert_eq!(run.exit_status, Some(1));
    assert!(run.stderr.contains("it wrote too much"), "{}", run.stderr);
}

#[test]
fn the_demo_host_answers_in_program_time() {
    let source = "
import asyncio, aiohttp

async def get(session, path):
    async with session.get('http://demo.test' + path) as response:
        print(path, response.status, await response.text())

async def main():
    async with aiohttp.ClientSession() as session:
        await asyncio.gather(get(session, '/delay/2'), get(session, '/text?delay=1'))

asyncio.run(main())
";
    let run = run(source);
    assert_eq!(
        run.stdout, "/text?delay=1 200 one\ntwo\nthree\n\n/delay/2 200 {\"delay\": 2}\n",
        "{}",
        run.stderr
    );
    assert_eq!(run.micros, 2_000_000);
}

#[test]
fn what_can_not_be_changed_says_so() {
    for (assignment, name) in
        [("A().__class__ = B", "__class__"), ("A.f.__code__ = B.f.__code__", "__code__")]
    {
        let source = format!(
            "class A:\n    def f(self): pass\nclass B:\n    def f(self): pass\ntry:\n    {assignment}\n\
             except NotImplementedError as error:\n    print(error)\n"
        );
        assert_eq!(run(&source).stdout, format!("Loopscope lacks assigning {name}\n"));
    }
}

#[test]
fn the_cancelling_of_gathers_in_gathers_comes_to_an_end() {
    let source = "
import asyncio

async def main(depth):
    g = asyncio.ensure_future(asyncio.sleep(1))
    for _ in range(depth):
        g = asyncio.gather(g, g)
    try:
        g.cancel()
    except RecursionError as error:
        print(error)
    try:
        await g
    except asyncio.CancelledError:
        print('cancelled')

asyncio.run(main(10))
asyncio.run(main(40))
";
    let run = run(source);
    assert_eq!(
        run.stdout,
        "cancelled\ntoo many futures to cancel: gather() of the same gather() again and again\ncancelled\n"
    );
    assert_eq!(run.stderr, "");
}
