//! What is to be seen of a program that stands at an event of its run: it is what the program itself would see there.

#[path = "support/cases.rs"]
mod cases;
mod support;

use loopscope_isolate::{Again, Config, Owner, Stack};
use loopscope_trace::{Event, EventId, EventKind, Stream};
use support::{Run, program, run};

/// Stands at an event of a run.
fn stand(source: &str, run: &Run, event: EventId) -> Again {
    let mut again = Again::new(Config::new(0), program(source), run.inputs.clone());
    assert!(again.stand_at(event).expect("they are inputs"), "there is no {event:?}");
    again
}

/// The stack of whoever did what an event tells of.
fn stack_of(stacks: Vec<Stack>, event: &Event<'_>) -> Option<Stack> {
    let is_its = |stack: &Stack| match (&stack.owner, event.task) {
        (Owner::Task { task, .. }, Some(its)) => *task == its,
        (Owner::Thread { thread, .. }, None) => *thread == event.id.thread,
        _ => false,
    };
    stacks.into_iter().find(is_its)
}

fn prints(run: &Run) -> impl Iterator<Item = (&Event<'static>, &'static str)> {
    run.events.iter().filter_map(|event| match event.kind {
        EventKind::Output { stream: Stream::Stdout, text } if event.line > 0 && text.len() > 1 => {
            Some((event, text))
        }
        _ => None,
    })
}

const SHOWS_ITS_LOCALS: &str = "
import asyncio
import threading


def show(variables):
    for name, value in variables.items():
        print(f'{name} = {value!r}')


def plain(a, b=2, *rest, key=None, **more):
    total = a + b
    for n in range(3):
        total += n
        print(' '.join(f'{name} = {value!r};' for name, value in locals().items() if name != 'n'))
    del a
    print(' '.join(f'{name} = {value!r};' for name, value in locals().items()))


def numbers():
    for x in (1, 'two', 3.5, None, True, b'four', (5,), [6, [7]], {'eight': 9}, {10}, range(11), 2 ** 80):
        yield x


def outer():
    count = 0

    def inner():
        nonlocal count
        count += 1
        print(' '.join(f'{name} = {value!r};' for name, value in locals().items()))

    for _ in range(3):
        inner()


async def waits(n):
    before = 'x' * n
    await asyncio.sleep(0.01 * n)
    after = [before] * 2
    print(' '.join(f'{name} = {value!r};' for name, value in locals().items()))
    return after


async def main():
    results = await asyncio.gather(*(waits(n) for n in range(4)))
    print(' '.join(f'{name} = {value!r};' for name, value in locals().items()))


for x in numbers():
    print(f'x = {x!r};')
plain(1, 2, 3, key=4, five=5)
outer()
threads = [threading.Thread(target=plain, args=(n, n)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
del threads, thread
asyncio.run(main())
";

#[test]
fn variables_are_what_the_program_prints_of_them() {
    let run = run(SHOWS_ITS_LOCALS);
    assert_eq!(run.stderr, "");
    let mut shown = 0;
    for (event, text) in prints(&run) {
        let mut again = stand(SHOWS_ITS_LOCALS, &run, event.id);
        let stacks = again.isolate().stacks(event.task);
        let stack = stack_of(stacks, event).expect("somebody printed");
        // Where the words are joined by a generator expression, that has ended.
        let call = stack.calls.last().expect("it is in a call");
        let text = text.trim_end();
        let variables: Vec<String> = match text.starts_with("x = ") {
            true => call
                .variables
                .iter()
                .filter(|it| it.name == "x")
                .map(|it| format!("{} = {};", it.name, it.text))
                .collect(),
            false => {
                // `n` of a `for` is left out above: `print` stands in that loop.
                let leaves_out = |name: &str| name == "n" && !text.contains("n = ");
                call.variables
                    .iter()
                    .filter(|it| !leaves_out(&it.name))
                    .map(|it| format!("{} = {};", it.name, it.text))
                    .collect()
            }
        };
        assert_eq!(variables.join(" "), text, "{call:?}");
        shown += 1;
    }
    assert_eq!(shown, 12 + 3 * 4 + 3 + 5);
}

/// Of each program that ends one event, which one differs from program to program, of those that `wanted` wants: the innermost call of
/// whose it is is in its line.
fn is_in_its_line(wanted: impl Fn(&Event<'_>, &str) -> bool) -> usize {
    let ends = |source: &str| !source.contains("interrupt-after") && !source.contains("127.0.0.1");
    let mut checked = 0;
    for (number, (path, source)) in cases::cases(ends).into_iter().enumerate() {
        if path.ends_with("10_stopping/program.py") {
            continue;
        }
        let run = run(&source);
        let lines: Vec<&str> = source.lines().collect();
        let line =
            |event: &Event<'_>| lines.get((event.line as usize).wrapping_sub(1)).copied().unwrap_or_default();
        let events: Vec<_> = run.events.iter().filter(|event| wanted(event, line(event))).collect();
        let Some(event) = events.get(number * 7 % events.len().max(1)) else { continue };
        let mut again = stand(&source, &run, event.id);
        let stacks = again.isolate().stacks(event.task);
        let Some(stack) = stack_of(stacks, event) else { panic!("{}: nobody did {event:?}", path.display()) };
        let called: Vec<u32> = stack.calls.iter().map(|call| call.line).collect();
        // A task of a coroutine of the library is in no call of the program.
        let Some(innermost) = called.last() else { continue };
        assert!(*innermost == event.line, "{}: {called:?} for {event:?}", path.display());
        checked += 1;
    }
    checked
}

#[test]
fn who_printed_is_in_the_line_of_the_event() {
    // Where the loop itself calls `print`, the event has the line of who asked for that.
    let checked = is_in_its_line(|event, line| {
        let is_print =
            matches!(event.kind, EventKind::Output { stream: Stream::Stdout, .. }) && !event.by_asyncio;
        is_print && line.contains("print(")
    });
    assert!(checked > 300, "{checked}");
}

#[test]
fn who_awaits_is_in_the_line_of_the_event() {
    let checked = is_in_its_line(|event, _| {
        matches!(event.kind, EventKind::TaskSuspended { .. }) && event.line > 0 && !event.by_asyncio
    });
    assert!(checked > 150, "{checked}");
}

#[test]
fn one_can_stand_at_every_event_of_a_run() {
    let source = "import asyncio\n\nasync def main():\n    await asyncio.sleep(0.1)\n\nasyncio.run(main())\n";
    let run = run(source);
    for event in &run.events {
        stand(source, &run, event.id);
    }
    let nowhere = EventId { thread: 0, seq: run.events.len() as u32 };
    let mut again = Again::new(Config::new(0), program(source), run.inputs.clone());
    assert_eq!(again.stand_at(nowhere), Ok(false));
}

/// The calls of the thread or task of the only event that `wanted` wants.
fn calls_at(source: &str, wanted: impl Fn(&EventKind<'_>) -> bool) -> Vec<(String, u32, String)> {
    let run = run(source);
    let event = run.events.iter().rfind(|event| wanted(&event.kind)).expect("it happened");
    let mut again = stand(source, &run, event.id);
    let stacks = again.isolate().stacks(event.task);
    let calls = stacks.into_iter().flat_map(|stack| stack.calls);
    calls
        .map(|call| {
            let variables = call.variables.iter().map(|it| format!("{} = {}", it.name, it.text));
            (call.function, call.line, variables.collect::<Vec<_>>().join(", "))
        })
        .collect()
}

#[test]
fn nothing_more_happens_where_a_thread_begins_or_ends_or_an_answer_comes() {
    let counts = "
import threading

def count():
    n = 0
    while n < 3_000_000:
        n += 1

thread = threading.Thread(target=count)
thread.start()
m = 0
while m < 3_000_000:
    m += 1
thread.join()
";
    let begins = calls_at(
        counts,
        |kind| matches!(kind, EventKind::ThreadStarted { name } if name.starts_with("Thread-1")),
    );
    assert_eq!(begins, [("<module>".to_owned(), 10, "thread = <Thread object>".to_owned())]);
    let answered = "
import aiohttp, asyncio

async def main():
    async with aiohttp.ClientSession() as session:
        async with session.get('http://demo.test/delay/1') as response:
            n = 0
            while n < 3_000_000:
                n += 1

asyncio.run(main())
";
    let calls = calls_at(answered, |kind| matches!(kind, EventKind::FetchDone { .. }));
    assert_eq!(calls.last().map(|(function, line, _)| (function.as_str(), *line)), Some(("main", 6)));
    assert!(!calls.iter().any(|(.., variables)| variables.contains(", n = ")), "{calls:?}");
}

#[test]
fn who_has_not_begun_is_where_it_is_defined() {
    let source = "
import asyncio

async def later(n):
    print(n)

async def main():
    task = asyncio.create_task(later(5))
    print('made')
    await task

asyncio.run(main())
";
    let made =
        |kind: &EventKind<'_>| matches!(kind, EventKind::Output { text, .. } if text.starts_with("made"));
    let calls = calls_at(source, made);
    assert!(calls.contains(&("later".to_owned(), 4, "n = 5".to_owned())), "{calls:?}");
}

/// The stacks where a program prints for the first time.
fn stacks_at_the_print(source: &str) -> Vec<Stack> {
    let run = run(source);
    let (event, _) = prints(&run).next().expect("it printed");
    stand(source, &run, event.id).isolate().stacks(event.task)
}

/// The run again where a program prints for the first time, and the calls of who prints.
fn stand_at_the_print(source: &str) -> (Again, Stack) {
    let run = run(source);
    let (event, _) = prints(&run).next().expect("it printed");
    let mut again = stand(source, &run, event.id);
    let stack = stack_of(again.isolate().stacks(event.task), event).expect("somebody printed");
    (again, stack)
}

fn named<'s>(stacks: &'s [Stack], wanted: &str) -> &'s Stack {
    let is_it = |stack: &&Stack| match &stack.owner {
        Owner::Thread { name, .. } | Owner::Task { name, .. } => name == wanted,
    };
    stacks.iter().find(is_it).expect("there is one of that name")
}

#[test]
fn of_deep_calls_the_innermost_are_given_and_the_others_counted() {
    let source = "
import asyncio

async def inner():
    await asyncio.sleep(5)

async def nested(n):
    await (nested(n - 1) if n else inner())

def plain(n):
    if n:
        plain(n - 1)
    else:
        print('now')

async def main():
    task = asyncio.create_task(nested(150), name='suspended')
    await asyncio.sleep(1)
    asyncio.current_task().set_name('running')
    plain(300)

asyncio.run(main())
";
    let stacks = stacks_at_the_print(source);
    for (name, innermost, count) in [("suspended", "inner", 152), ("running", "plain", 302)] {
        let stack = named(&stacks, name);
        assert_eq!((stack.calls.len(), stack.left_out), (100, count - 100), "{name}");
        assert_eq!(stack.calls.last().map(|call| &*call.function), Some(innermost));
        assert_eq!(stack.calls[0].function, if name == "suspended" { "nested" } else { "plain" });
    }
    let main = named(&stacks, "MainThread");
    assert_eq!((main.calls.len(), main.left_out), (1, 0), "what the loop runs is not its");
}

#[test]
fn what_is_given_is_not_more_than_can_be_shown() {
    let variables: String = (0..400).map(|n| format!("    v{n} = {n}\n")).collect();
    let source = format!(
        "
import asyncio

async def wide(n):
{variables}    if n:
        await wide(n - 1)
    else:
        await asyncio.sleep(5)

async def here():
{variables}    class C: pass
    C.__qualname__ = C.__name__ = 'C' * 10_000
    c = C()
    print('now')

async def main():
    tasks = [asyncio.create_task(wide(4), name='n' * 10_000) for _ in range(30)]
    await asyncio.sleep(1)
    await asyncio.create_task(here(), name='here')

asyncio.run(main())
"
    );
    let stacks = stacks_at_the_print(&source);
    let count = |stack: &Stack| stack.calls.iter().map(|call| call.variables.len()).sum::<usize>();
    assert_eq!(count(named(&stacks, "here")), 300);
    assert_eq!(stacks.iter().map(count).sum::<usize>(), 20_300);
    assert_eq!(stacks.iter().map(|stack| stack.calls.len()).sum::<usize>(), 1 + 1 + 30 * 5 + 1);
    let is_short = |text: &str| text.chars().count() <= 301;
    for stack in &stacks {
        let (Owner::Thread { name, .. } | Owner::Task { name, .. }) = &stack.owner;
        assert!(is_short(name));
        let variables = stack.calls.iter().flat_map(|call| &call.variables);
        assert!(variables.into_iter().all(|it| is_short(&it.name) && is_short(&it.text)));
    }
}

#[test]
fn names_and_texts_are_cut() {
    let source = "
import asyncio

async def main():
    C = type('C' * 10_000, (), {})
    function = lambda: 0
    function.__qualname__ = 'f' * 10_000
    c = C()
    setattr(c, 'a' * 10_000, 1)
    task = asyncio.create_task(asyncio.sleep(1), name='n' * 10_000)
    print('now')

asyncio.run(main())
";
    let (mut again, stack) = stand_at_the_print(source);
    let variables = &stack.calls[0].variables;
    let cut: Vec<usize> = variables.iter().map(|it| it.text.chars().count()).collect();
    assert_eq!(cut, [301; 4]);
    let parts = again.isolate().parts_of(variables[2].number.expect("it has an attribute"));
    assert_eq!((parts.len(), parts[0].name.chars().count()), (1, 301));
}

#[test]
fn of_a_class_body_the_names_that_the_program_gave_are_given() {
    let stacks = stacks_at_the_print("class C:\n    a = 1\n    def f(self): pass\n    print('now')\n");
    let names: Vec<&str> = stacks[0].calls[1].variables.iter().map(|it| &*it.name).collect();
    assert_eq!(names, ["a", "f"]);
}

#[test]
fn a_condition_whose_lock_is_itself_is_shown_without_state() {
    let source = "import asyncio\nchanged = asyncio.Condition()\nchanged._lock = changed\nprint('now')\n";
    let (_, stack) = stand_at_the_print(source);
    assert_eq!(stack.calls[0].variables[0].text, "<Condition object>");
}

#[test]
fn what_is_waited_for_is_shown_with_its_state() {
    let source = "
import asyncio, queue, threading

async def main():
    lock, event = asyncio.Lock(), asyncio.Event()
    gate, barrier = asyncio.Semaphore(3), asyncio.Barrier(2)
    jobs, all_jobs, heap = asyncio.Queue(5), asyncio.LifoQueue(), asyncio.PriorityQueue()
    changed, flag, doors = asyncio.Condition(), threading.Event(), threading.BoundedSemaphore(2)
    to_thread = queue.Queue()
    mutex, again = threading.Lock(), threading.RLock()
    ready = threading.Condition()
    again.acquire()
    ready.acquire()
    await lock.acquire()
    await gate.acquire()
    await changed.acquire()
    jobs.put_nowait(1)
    heap.put_nowait(1)
    heap.put_nowait(2)
    flag.set()
    to_thread.put('a')
    print('now')

asyncio.run(main())
";
    let (_, stack) = stand_at_the_print(source);
    let shown: Vec<String> = stack.calls[0].variables.iter().map(|it| it.text.clone()).collect();
    assert_eq!(
        shown,
        [
            "<Lock [locked]>",
            "<Event [unset]>",
            "<Semaphore [value: 2]>",
            "<Barrier [0 of 2 wait]>",
            "<Queue [1 item of 5]>",
            "<LifoQueue [0 items]>",
            "<PriorityQueue [2 items]>",
            "<Condition [locked]>",
            "<Event [set]>",
            "<BoundedSemaphore [value: 2]>",
            "<Queue [1 item]>",
            "<lock [unlocked]>",
            "<RLock [locked]>",
            "<Condition [locked]>",
        ]
    );
}

#[test]
fn the_items_of_a_queue_are_given() {
    let source = "
import asyncio, collections, queue

async def main():
    jobs, heap, to_thread, rest = asyncio.Queue(), asyncio.PriorityQueue(), queue.Queue(), collections.deque()
    empty = asyncio.Queue()
    jobs.put_nowait('a')
    jobs.put_nowait('b')
    heap.put_nowait(2)
    heap.put_nowait(1)
    to_thread.put({'k': 1})
    rest.extend(range(1000))
    print('now')

asyncio.run(main())
";
    let (mut again, stack) = stand_at_the_print(source);
    let numbers: Vec<_> = stack.calls[0].variables.iter().map(|it| it.number).collect();
    assert_eq!(numbers.last(), Some(&None));
    let mut parts = |number: Option<u32>| {
        let parts = again.isolate().parts_of(number.expect("it has items"));
        parts.into_iter().map(|it| format!("{}: {}", it.name, it.text)).collect::<Vec<_>>()
    };
    assert_eq!(parts(numbers[0]), ["0: 'a'", "1: 'b'"]);
    assert_eq!(parts(numbers[1]), ["0: 1", "1: 2"]);
    assert_eq!(parts(numbers[2]), ["0: {'k': 1}"]);
    assert_eq!(parts(numbers[3]).len(), 200);
}

#[test]
fn long_and_strange_values_are_shown_shortened() {
    let source = "
long = 10 ** 5000
items = [long, b'x' * 1000, 'y' * 1000]
numbers = dict.fromkeys(range(100))
itself = []
itself.append(itself)
print('now')
";
    let run = run(source);
    let (event, _) = prints(&run).next().expect("it printed");
    let mut again = stand(source, &run, event.id);
    let stack = again.isolate().stacks(None).remove(0);
    let shown = |name: &str| {
        let variables = &stack.calls[0].variables;
        variables.iter().find(|it| it.name == name).map(|it| it.text.clone()).expect("it is bound")
    };
    assert_eq!(shown("long"), "<int object>");
    assert!(
        shown("items").starts_with("[<int object>, b'xxx") && shown("items").len() < 250,
        "{}",
        shown("items")
    );
    assert_eq!(
        shown("numbers"),
        format!("{{{}, … (100 items)}}", (0..8).map(|n| format!("{n}: None")).collect::<Vec<_>>().join(", "))
    );
    assert_eq!(shown("itself"), "[[[[…]]]]");
}

#[test]
fn a_generator_on_top_of_a_suspended_stack_is_not_what_is_awaited() {
    let source = "
import asyncio

class A:
    def __await__(self):
        def steps():
            print(it, (yield))
        it = steps()
        return it

async def main():
    await A()

asyncio.run(main())
";
    let calls = calls_at(source, |kind| matches!(kind, EventKind::TaskSuspended { .. }));
    assert!(calls.len() < 10, "{calls:?}");
}
