//! Programs of several threads.

mod support;

use loopscope_trace::{BlockedOn, Event, EventKind};
use support::{run, run_with};

const LOOP_IN_A_THREAD: &str = "
import asyncio
import threading
import time


def block(seconds):
    print('block', seconds, threading.current_thread().name)
    time.sleep(seconds)
    print('unblock', seconds)


async def wait(seconds):
    await asyncio.sleep(seconds)
    print('waited', seconds)
    return seconds


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name='worker')
thread.start()
loop.call_soon_threadsafe(block, 2)
slow = asyncio.run_coroutine_threadsafe(wait(5), loop)
quick = asyncio.run_coroutine_threadsafe(wait(3), loop)
print('main goes on')
print(slow.result() + quick.result())
loop.call_soon_threadsafe(loop.stop)
thread.join()
";

#[test]
fn a_loop_runs_in_a_thread() {
    let run = run(LOOP_IN_A_THREAD);
    let lines: Vec<&str> = run.stdout.lines().collect();
    assert_eq!(lines, ["main goes on", "block 2 worker", "unblock 2", "waited 3", "waited 5", "8"]);
    assert_eq!((run.stderr.as_str(), run.exit_status), ("", Some(0)));
    assert_eq!(run.micros, 7_000_000);
}

#[test]
fn the_same_program_is_the_same_recording() {
    assert_eq!(run(LOOP_IN_A_THREAD), run(LOOP_IN_A_THREAD));
}

#[test]
fn threads_see_what_others_assign() {
    let source = "
import threading

counter = 0
lock = threading.Lock()


def count():
    global counter
    for _ in range(3):
        with lock:
            counter += 1


threads = [threading.Thread(target=count) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(counter)
";
    let run = run(source);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("9\n", ""));
}

#[test]
fn no_update_of_a_global_is_lost() {
    let source = "
import threading

n = 0


def count():
    global n
    for _ in range(300_000):
        n += 1


threads = [threading.Thread(target=count) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(n)
";
    let first = run(source);
    assert_eq!((first.stdout.as_str(), first.stderr.as_str()), ("600000\n", ""));
    // The threads did take turns.
    let position = |thread, wanted: fn(&EventKind) -> bool| {
        let is_it = |event: &Event| event.id.thread == thread && wanted(&event.kind);
        first.events.iter().position(is_it).expect("it was recorded")
    };
    let started = position(2, |kind| matches!(kind, EventKind::ThreadStarted { .. }));
    let ended = position(1, |kind| matches!(kind, EventKind::ThreadEnded));
    assert!(started < ended, "the second thread began when the first had ended");
}

#[test]
fn the_program_waits_for_its_threads_but_not_for_daemons() {
    let source = "
import threading
import time


def late(seconds, text):
    time.sleep(seconds)
    print(text)


threading.Thread(target=late, args=(2, 'thread')).start()
threading.Thread(target=late, args=(3, 'daemon'), daemon=True).start()
print('main')
";
    let run = run(source);
    assert_eq!((run.stdout.as_str(), run.exit_status), ("main\nthread\n", Some(0)));
    assert_eq!(run.micros, 2_000_000);
}

#[test]
fn a_deadlock_says_who_waits_for_whom() {
    let source = "
import threading

a, b = threading.Lock(), threading.Lock()
first = threading.Event()


def cross():
    with b:
        first.set()
        with a:
            pass


with a:
    threading.Thread(target=cross, name='crossing').start()
    first.wait()
    with b:
        pass
";
    let run = run(source);
    let told: Vec<&str> = run.stderr.lines().take(3).collect();
    let expected = [
        "Loopscope stopped the program: nothing can ever happen in it again.",
        "  MainThread waits in Lock.acquire at line 18, held by crossing",
        "  crossing waits in Lock.acquire at line 11, held by MainThread",
    ];
    assert_eq!(told, expected, "{}", run.stderr);
    assert!(run.stderr.contains("KeyboardInterrupt"), "{}", run.stderr);
    assert_eq!(run.exit_status, Some(130));
}

#[test]
fn a_hundred_runs_are_one_recording() {
    let source = "
import queue
import threading

work, results = queue.Queue(), []


def worker():
    while (item := work.get()) is not None:
        results.append(sum(range(item)))
        work.task_done()


threads = [threading.Thread(target=worker) for _ in range(4)]
for thread in threads:
    thread.start()
for item in range(40):
    work.put(item * 500)
work.join()
for _ in threads:
    work.put(None)
print(len(results), sum(results))
";
    let first = run(source);
    assert_eq!(first.stderr, "");
    for _ in 1..100 {
        assert_eq!(run(source), first);
    }
}

#[test]
fn an_interrupt_reaches_the_main_thread_whatever_the_others_do() {
    let source = "
import threading
import time


def spin():
    while True:
        pass


for _ in range(3):
    threading.Thread(target=spin, daemon=True).start()
for wait in (lambda: time.sleep(1_000), threading.Event().wait, lambda: threading.Lock().acquire() or time.sleep(0)):
    try:
        wait()
        while True:
            pass
    except KeyboardInterrupt:
        print('stopped')
";
    let run = run_with(source, |_| {}, &[40, 80, 120]);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("stopped\nstopped\nstopped\n", ""));
    let interrupted = run.events.iter().filter(|event| event.kind == EventKind::Interrupted);
    assert!(interrupted.clone().all(|event| event.id.thread == 0));
    assert_eq!(interrupted.count(), 3);
}

#[test]
fn a_wait_for_a_lock_is_ended_by_whoever_releases_it_and_a_sleep_by_itself() {
    let source = "
import threading
import time

lock = threading.Lock()


def hold():
    with lock:
        time.sleep(1)


def want():
    time.sleep(0.2)
    lock.acquire()
    lock.release()


threading.Thread(target=hold).start()
threading.Thread(target=want).start()
";
    let run = run(source);
    let causes: Vec<_> = run
        .events
        .iter()
        .filter(|event| event.id.thread == 2 && event.kind == EventKind::Unblocked)
        .map(|event| {
            let cause =
                run.events.iter().find(|cause| Some(cause.id) == event.cause).expect("it has a cause");
            (cause.id.thread, cause.line, cause.kind)
        })
        .collect();
    let slept = BlockedOn::Sleep { until_micros: 200_000 };
    let expected =
        [(2, 14, EventKind::Blocked { on: slept }), (1, 9, EventKind::ThreadWoken { thread: 2, by: "" })];
    assert_eq!(causes, expected);
}
