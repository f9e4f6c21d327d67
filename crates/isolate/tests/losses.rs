//! Islands that can't begin, or are no more: nothing that the program waits for is lost with them.

use loopscope_isolate::{Config, Isolate, Outgoing, Program, Status};
use loopscope_trace::{EventKind, codec};

const LOOP: &str = "
import asyncio
import threading


async def answer():
    print('asked')
    return 42


loop = asyncio.new_event_loop()
thread = threading.Thread(target=loop.run_forever, name='Loop')
thread.start()
future = asyncio.run_coroutine_threadsafe(answer(), loop)
try:
    print(future.result(5))
except RuntimeError as error:
    print(error)
if thread.is_alive():
    loop.call_soon_threadsafe(loop.stop)
thread.join()
print('end')
";

/// A home whose thread wants to begin in an island.
fn home(config: Config) -> Isolate {
    let program = Program { filename: "program.py".into(), source: LOOP.into() };
    let mut home = Isolate::for_program(config, program);
    home.set_free_islands(1, "");
    home.turn(0, 10_000);
    let starts =
        |outgoing: &Outgoing| matches!(outgoing, Outgoing::StartIsland(island) if island.thread == 1);
    assert!(home.take_outbox().iter().any(starts));
    home
}

/// Runs it to its end: what it wrote, where its threads were, and its exit status.
fn finish(mut home: Isolate) -> (String, Vec<String>, i32) {
    let (mut text, mut placed) = (String::new(), Vec::new());
    for now in (0..).step_by(1_000) {
        assert!(now < 10_000_000, "it hangs; it wrote {text}");
        // Short ones: limits are looked at after each.
        let status = home.turn(now, 20);
        let events = home.take_events().unwrap_or_default();
        for event in codec::decode(&events).expect("it was just written") {
            match event.kind {
                EventKind::Output { text: written, .. } => text += written,
                EventKind::ThreadPlaced { why, .. } => placed.push(why.to_owned()),
                _ => {}
            }
        }
        if let Status::Ended { exit_status } = status {
            return (text, placed, exit_status);
        }
    }
    unreachable!("it ends")
}

#[test]
fn a_thread_whose_island_can_not_begin_begins_at_home() {
    let mut home = home(Config::new(0));
    home.island_refused(1, "no worker was ready");
    let (text, placed, status) = finish(home);
    assert_eq!((&*text, status), ("asked\n42\nend\n", 0));
    assert_eq!(placed, ["", "no worker was ready"]);
}

#[test]
fn who_waits_for_an_island_that_failed_gets_to_know() {
    let mut home = home(Config::new(0));
    // The first turn is over, so that the coroutine is on its way.
    home.turn(300_000, 10_000);
    home.island_failed(1, "it broke");
    let (text, _, status) = finish(home);
    assert!(text.contains("RuntimeError: the thread's worker failed: it broke\n"), "{text}");
    assert!(text.ends_with("\nthe thread's worker failed: it broke\nend\n"), "{text}");
    assert_eq!(status, 0);
}

#[test]
fn what_islands_write_counts() {
    let mut home = home(Config { output_limit_bytes: 100, ..Config::new(0) });
    home.island_refused(1, "no worker was ready");
    home.set_others(99, 0);
    let (text, _, status) = finish(home);
    assert!(text.ends_with("\nLoopscope ended the program: it wrote too much.\n"), "{text}");
    assert_eq!((text.contains("end\n"), status), (false, 1));
}
