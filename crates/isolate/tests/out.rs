//! Steps out of calls: of coroutines, generators and plain functions, on and back.

#[path = "support/cases.rs"]
mod cases;
mod support;

use loopscope_isolate::{Again, Config, Out, Step};
use loopscope_story::steps::{Way, around};
use loopscope_trace::{EventKind, Moment, Recording};
use support::{Run, program, run};

/// A run of a program that prints where it is.
struct Told {
    source: &'static str,
    run: Run,
    recording: Recording,
}

fn tell(source: &'static str) -> Told {
    let run = run(source);
    assert_eq!(run.stderr, "");
    let mut recording = Recording::default();
    recording.add(&run.batches, &mut |_| {}).expect("it was just written");
    Told { source, run, recording }
}

impl Told {
    /// Where it prints a text.
    fn prints(&self, text: &str) -> Moment {
        let is_it = |kind| matches!(kind, EventKind::Output { text: printed, .. } if printed.trim() == text);
        let event = self.run.events.iter().find(|event| is_it(event.kind)).expect("it is printed");
        self.recording.moment_of(event.id).expect("it is recorded")
    }

    /// Where the step out of the call that prints a text leads: what is printed there, or else what happens.
    fn out(&self, text: &str, way: Way) -> String {
        let from = self.prints(text);
        let event = self.recording.at(from).expect("it is recorded");
        let events = around(&self.recording, from, way, 1_000);
        let mut again = Again::new(Config::new(0), program(self.source), self.run.inputs.clone());
        let out = Out::new(event.id.thread, event.task, events.clone(), way == Way::Back);
        let Some(found) = again.step_out(out).expect("they are inputs") else { return "nowhere".to_owned() };
        let found =
            self.run.events.iter().find(|event| event.id == events[found]).expect("it is one of these");
        match found.kind {
            EventKind::Output { text, .. } => text.trim().to_owned(),
            kind => format!("{kind:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
        }
    }

    fn on(&self, text: &str) -> String {
        self.out(text, Way::Forward)
    }

    fn back(&self, text: &str) -> String {
        self.out(text, Way::Back)
    }
}

#[test]
fn out_of_one_of_many_nested_coroutines_leads_to_the_one_that_awaits_it() {
    let told = tell(
        "
import asyncio

async def nested(depth):
    print(f'before {depth}')
    if depth < 10:
        await nested(depth + 1)
    else:
        await asyncio.sleep(0.1)
        print('innermost')
    print(f'after {depth}')

async def other():
    for _ in range(20):
        await asyncio.sleep(0.01)
        print('other')

async def main():
    print('main')
    task = asyncio.create_task(other())
    await nested(1)
    print('main again')
    await task

asyncio.run(main())
",
    );
    assert_eq!(told.on("innermost"), "after 9");
    assert_eq!(told.on("before 10"), "after 9");
    assert_eq!(told.back("innermost"), "before 9");
    assert_eq!(told.back("after 10"), "before 9");
    for depth in 2..=10 {
        assert_eq!(told.on(&format!("before {depth}")), format!("after {}", depth - 1));
        assert_eq!(told.back(&format!("after {depth}")), format!("before {}", depth - 1));
    }
    assert_eq!(
        (told.on("before 1"), told.back("after 1")),
        ("main again".to_owned(), "TaskCreated".to_owned())
    );
    assert_eq!(told.on("main"), "TaskDone");
}

#[test]
fn out_of_very_deep_calls_leads_to_the_one_outside() {
    let told = tell(
        "
import asyncio

async def nested(depth):
    print(f'before {depth}')
    if depth < 150:
        await nested(depth + 1)
    else:
        await asyncio.sleep(0.1)
        print('innermost')
    print(f'after {depth}')

def plain(depth):
    print(f'in {depth}')
    if depth < 150:
        plain(depth + 1)
    print(f'out {depth}')

async def main():
    await nested(1)
    plain(1)

asyncio.run(main())
",
    );
    for depth in [2, 40, 101, 149, 150] {
        assert_eq!(told.on(&format!("before {depth}")), format!("after {}", depth - 1));
        assert_eq!(told.back(&format!("after {depth}")), format!("before {}", depth - 1));
        assert_eq!(told.on(&format!("in {depth}")), format!("out {}", depth - 1));
        assert_eq!(told.back(&format!("out {depth}")), format!("in {}", depth - 1));
    }
    assert_eq!(told.on("innermost"), "after 149");
}

#[test]
fn a_call_is_told_from_the_next_one_of_the_same_function() {
    let told = tell(
        "
import asyncio

async def work(name):
    print(f'{name} begins')
    await asyncio.sleep(0)
    print(f'{name} ends')

def plain(name):
    print(f'{name} in')
    print(f'{name} out')

async def main():
    await work('first')
    await work('second')
    plain('third')
    plain('fourth')
    for name in ('fifth', 'sixth'): plain(name)
    print('end')

asyncio.run(main())
",
    );
    assert_eq!(told.on("first begins"), "second begins");
    assert_eq!(told.back("second ends"), "first ends");
    assert_eq!(told.on("second ends"), "third in");
    assert_eq!(told.on("third in"), "fourth in");
    assert_eq!(told.back("fourth out"), "third out");
    assert_eq!(told.back("sixth out"), "fifth out");
    assert_eq!(told.on("sixth in"), "end");
}

#[test]
fn an_exception_leaves_several_calls_at_once() {
    let told = tell(
        "
import asyncio

async def c():
    await asyncio.sleep(0.01)
    print('in c')
    raise ValueError

async def b():
    await c()
    print('never')

async def a():
    await b()

async def main():
    print('main')
    try:
        await a()
    except ValueError:
        print('caught')

asyncio.run(main())
",
    );
    assert_eq!((told.on("in c"), told.back("in c")), ("caught".to_owned(), "main".to_owned()));
}

#[test]
fn out_of_a_generator_leads_to_where_it_yields() {
    let told = tell(
        "
import asyncio

def numbers():
    print('one')
    yield 1
    print('two')
    yield 2

async def letters():
    print('a')
    await asyncio.sleep(0)
    yield 'a'
    print('b')
    yield 'b'

async def main():
    for n in numbers():
        print(f'got {n}')
    async for letter in letters():
        print(f'got {letter}')
    print('end')

asyncio.run(main())
",
    );
    assert_eq!((told.on("one"), told.on("two")), ("got 1".to_owned(), "got 2".to_owned()));
    assert_eq!((told.on("a"), told.on("b")), ("got a".to_owned(), "got b".to_owned()));
    assert_eq!((told.back("two"), told.back("b")), ("got 1".to_owned(), "got a".to_owned()));
}

#[test]
fn out_of_plain_calls_in_threads_and_of_the_last_one() {
    let told = tell(
        "
import threading

def fact(n):
    print(f'fact {n}')
    result = n * fact(n - 1) if n else 1
    print(f'{n}! = {result}')
    return result

def work():
    print('work')
    fact(3)
    print('worked')

print('begin')
thread = threading.Thread(target=work)
thread.start()
thread.join()
fact(0)
print('end')
",
    );
    assert_eq!((told.on("fact 3"), told.back("3! = 6")), ("worked".to_owned(), "work".to_owned()));
    assert_eq!((told.on("fact 1"), told.back("1! = 1")), ("2! = 2".to_owned(), "fact 2".to_owned()));
    assert_eq!(told.on("work"), "ThreadEnded");
    assert_eq!((told.on("end"), told.back("end")), ("ThreadEnded".to_owned(), "nowhere".to_owned()));
}

/// Who stands goes on as if it had not stood.
#[test]
fn a_run_that_stands_now_and_then_is_the_same() {
    let wanted = |source: &str| !source.contains("interrupt-after") && !source.contains("127.0.0.1");
    let mut stood = 0;
    for (number, (path, source)) in cases::cases(wanted).into_iter().enumerate() {
        // Of what natives do for long, a turn does less if it stands on the way.
        let is_long = path.components().any(|part| part.as_os_str() == "fairness");
        if number % 3 > 0 || is_long || path.ends_with("10_stopping/program.py") {
            continue;
        }
        let run = run(&source);
        let mut again = Again::new(Config::new(0), program(&source), run.inputs.clone());
        let (mut batches, mut events) = (Vec::new(), run.events.iter().skip(number % 7).step_by(7));
        let mut aimed = events.next();
        if let Some(event) = aimed {
            again.aim(event.id);
        }
        loop {
            while let Some(event) = aimed.filter(|_| again.stands()) {
                stood += 1;
                again.isolate().stacks(event.task);
                assert!(
                    Out::new(event.id.thread, event.task, vec![event.id], true).stands(&mut again).is_some()
                );
                aimed = events.next();
                if let Some(event) = aimed {
                    again.aim(event.id);
                }
            }
            match again.step().unwrap_or_else(|why| panic!("{}: {why:?}", path.display())) {
                Step::Done => {}
                Step::Events(events) => batches.extend(events),
                Step::End => break,
            }
        }
        assert!(aimed.is_none(), "{} has all its events", path.display());
        assert!(batches == run.batches, "{} goes on differently", path.display());
        again.dismantle();
    }
    assert!(stood > 800, "{stood}");
}
