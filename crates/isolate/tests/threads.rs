//! Programs of several threads, whose isolates share nothing but bytes.

mod support;

use loopscope_isolate::Outgoing;
use support::run;

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
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    // Both threads may print their first line first.
    lines[..2].sort_unstable();
    assert_eq!(lines, ["block 2 worker", "main goes on", "unblock 2", "waited 3", "waited 5", "8"]);
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
fn a_value_that_can_not_be_shared_says_so() {
    let source = "
import threading

names = ['a']


def use():
    try:
        names.append('b')
    except RuntimeError as error:
        print(error)


thread = threading.Thread(target=use)
thread.start()
thread.join()
print(names)
";
    let run = run(source);
    assert_eq!(
        run.stdout, "'names' is a list, which lives in another thread and can't be shared yet\n['a']\n",
        "{}",
        run.stderr
    );
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
fn a_deadlock_is_one() {
    let run = run("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()\n");
    assert_eq!(run.exit_status, None);
}

#[test]
fn a_thread_that_can_not_be_set_up_fails_in_its_starter() {
    let source = "
import threading

thread = threading.Thread(target=print, args=('never',))
try:
    thread.start()
except ImportError as error:
    print(type(error).__name__, thread.is_alive())
thread.join()
print('joined')
";
    let break_start = |outgoing: &mut Outgoing| {
        if let Outgoing::Start(start) = outgoing {
            start.thread.modules.push("no_such_module".into());
        }
    };
    let run = support::run_altered(source, break_start);
    assert_eq!((run.stdout.as_str(), run.exit_status), ("ModuleNotFoundError False\njoined\n", Some(0)));
}
