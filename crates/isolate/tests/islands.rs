//! Threads that share nothing run in heaps of their own, and nobody can tell.

#[path = "support/cases.rs"]
mod cases;
#[path = "support/islands.rs"]
mod islands;

use std::fs;
use std::path::{Path, PathBuf};

use islands::{Placement, run};
use loopscope_isolate::{Config, Island, Isolate, Outgoing, Program};

const HOME: Placement = Placement { islands: 0, home_after: None, by_breakpoints: false };
const AWAY: Placement = Placement { islands: 16, home_after: None, by_breakpoints: false };

/// Where the threads of the programs in `tests/cases/islands` run, each place and reason once.
#[rustfmt::skip]
const PLACES: &[(&str, &[&str])] = &[
    ("attribute_set_on_function", &["shares `wrapper`", "`marked` may be set again"]),
    ("bound_method", &["shares `a`"]),
    ("callback_looks_at_its_loop", &["away", "came home: a callback of its future"]),
    ("callbacks_run_in_its_name", &["away", "came home: a callback of its future"]),
    ("cancelled_from_outside", &["away"]),
    ("class_attribute_set_by_alias", &["`debug` may be set again"]),
    ("class_counter", &["`total` may be set again"]),
    ("closure_counter", &["shares `n`"]),
    ("closure_over_list", &["shares `l`"]),
    ("compute", &["away"]),
    ("computes_before_it_shares", &["away", "came home: it computes, and others have its loop"]),
    ("computes_while_called", &["away", "came home: shares `shared`"]),
    ("containers_of_the_library", &["has an object of type `deque`"]),
    ("context_variable", &["shares `v`"]),
    ("dataclass_argument", &["has an object of type `builtin_function_or_method`"]),
    ("default_argument", &["shares `work`"]),
    ("ends_of_threads", &["uses `sys.exit`"]),
    ("enumeration", &["uses `enum.Enum`"]),
    ("exceptions_of_the_program", &["away"]),
    ("function_attribute", &["`count` may be set again"]),
    ("function_defined_later", &["`helper` isn't set yet"]),
    ("generator_argument", &["has an object of type `range_iterator`", "away"]),
    ("global_set_later", &["`limit` may be set again"]),
    ("linked_nodes", &["`next` may be set again", "shares `keep`"]),
    ("memoised_function", &["has an object of type `function`"]),
    ("metaclass_counts", &["has an object of type `Meta`"]),
    ("own_loop", &["away"]),
    ("print_replaced", &["`print` may be set again", "away"]),
    ("registry_of_subclasses", &["shares `registry`"]),
    ("results_move", &["away", "came home: shares `kept`"]),
    ("service_with_loop", &["away", "came home: uses `threading.Thread`"]),
    ("shared_iterator", &["shares `ids`"]),
    ("tree_of_its_own", &["`v` may be set again"]),
    ("tuple_around_list", &["shares `an argument`", "away"]),
];

/// The recorded programs with threads, and the lessons.
fn programs() -> Vec<(PathBuf, String)> {
    let left_out = ["interrupt-after", "localhost", "127.0.0.1", "virtual-only"];
    cases::cases(|source| source.contains("Thread(") && !left_out.iter().any(|word| source.contains(word)))
}

/// Addresses are different in each run.
fn without_addresses(text: &str) -> String {
    let mut parts = text.split("0x");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain += "0x";
        plain += part.trim_start_matches(|c: char| c.is_ascii_hexdigit());
    }
    plain
}

#[test]
fn where_threads_run_can_not_be_told() {
    let only = std::env::var("ONLY").ok();
    let (mut wrong, mut away, mut count, mut hits) = (Vec::new(), 0, 0, 0);
    for (path, source) in programs() {
        if only.as_ref().is_some_and(|only| !path.to_string_lossy().contains(only)) {
            continue;
        }
        let name = path.file_name().expect("it is a file").to_string_lossy().into_owned();
        let at_home = run(&name, &source, HOME);
        let elsewhere = run(&name, &source, AWAY);
        count += 1;
        if only.is_some() {
            println!("{}: {:?}", path.display(), elsewhere.placed);
        }
        let mut check = |how: &str, other: &islands::Run| {
            let same = without_addresses(&at_home.stdout) == without_addresses(&other.stdout)
                && without_addresses(&at_home.stderr) == without_addresses(&other.stderr)
                && at_home.exit_status == other.exit_status
                && other.twice == 0;
            if !same {
                wrong.push(format!(
                    "{} {how} {:?}\n{}{}---\n{}{}",
                    path.display(),
                    other.placed,
                    at_home.stdout,
                    at_home.stderr,
                    other.stdout,
                    other.stderr
                ));
            }
        };
        check("away", &elsewhere);
        if elsewhere.placed.iter().any(|place| place == "away") {
            away += 1;
            for messages in 1..=elsewhere.messages.min(40) {
                let called = run(&name, &source, Placement { home_after: Some(messages), ..AWAY });
                check(&format!("called home after {messages}"), &called);
            }
            let placement = Placement { home_after: Some(2), by_breakpoints: true, ..AWAY };
            let stood = run(&name, &source, placement);
            check("called home by breakpoints", &stood);
            hits += stood.hits;
        }
    }
    println!("{away} of {count} programs have islands; {hits} times they stood at breakpoints");
    assert!(only.is_some() || hits > 500);
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n==========\n"));
}

#[test]
fn with_breakpoints_threads_stay_at_home() {
    let source =
        "import threading\n\n\ndef work():\n    print(2)\n\n\nthreading.Thread(target=work).start()\n";
    let placement = Placement { home_after: Some(0), by_breakpoints: true, ..AWAY };
    let stood = run("program.py", source, placement);
    assert_eq!(stood.placed, ["the program has breakpoints"]);
    assert_eq!((stood.stdout.as_str(), stood.hits), ("2\n", 4));
}

#[test]
fn threads_run_where_they_may() {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases/islands");
    for (name, expected) in PLACES {
        let file = format!("{name}.py");
        let source = fs::read_to_string(directory.join(&file)).expect("it can be read");
        let mut places = run(&file, &source, AWAY).placed;
        let mut seen = Vec::new();
        places.retain(|place| {
            !seen.contains(place) && {
                seen.push(place.clone());
                true
            }
        });
        assert_eq!(places, *expected, "{name}");
    }
}

#[test]
fn the_loops_of_the_lessons_are_away() {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    for lesson in ["05_loop_in_a_thread", "06_queued_work", "07_coroutines_to_a_thread", "08_notifications"] {
        let source = fs::read_to_string(lessons.join(lesson).join("program.py")).expect("it can be read");
        assert_eq!(run("program.py", &source, AWAY).placed, ["away"], "{lesson}");
    }
}

#[test]
fn a_damaged_parcel_is_refused_or_taken_but_breaks_nothing() {
    let source = "
import asyncio
import threading


class Box:
    size = 3

    def __init__(self, items):
        self.items = items


async def work(box, *rest, key=None):
    await asyncio.sleep(0.01)
    return box.items, rest, key


loop = asyncio.new_event_loop()
args = (work(Box([1, 2.5, 'x', b'y', {1: (2, 3)}, {4, 5}, 10**30, None]), range(3), key=slice(1, 2)),)
thread = threading.Thread(target=asyncio.run, args=args)
del args
thread.start()
";
    let program = Program { filename: "program.py".into(), source: source.into() };
    let mut home = Isolate::for_program(Config::new(0), program.clone());
    home.set_free_islands(1, "");
    home.turn(0, 1_000_000);
    let started = home.take_outbox().into_iter().find_map(|outgoing| match outgoing {
        Outgoing::StartIsland(island) => Some(island),
        _ => None,
    });
    let whole = started.expect("it goes").parcel;
    let begin = |parcel: Vec<u8>| {
        let island = Island { thread: 1, parcel };
        Isolate::prepare_island(Config::new(0)).begin_island(program.clone(), &island, 0)
    };
    assert_eq!(begin(whole.clone()), Ok(()));
    for end in (0..whole.len()).step_by(7) {
        assert!(begin(whole[..end].to_vec()).is_err(), "cut off at {end}");
    }
    let mut number = 1u32;
    for _ in 0..200 {
        number = number.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let mut damaged = whole.clone();
        let at = (number >> 8) as usize % damaged.len();
        damaged[at] ^= 1 << (number >> 29);
        let _ = begin(damaged);
    }
}
