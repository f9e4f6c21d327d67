//! Threads that share nothing run in heaps of their own, and nobody can tell.

#[path = "support/islands.rs"]
mod islands;

use std::fs;
use std::path::{Path, PathBuf};

use islands::{Placement, run};

const HOME: Placement = Placement { islands: 0, home_after: None };
const AWAY: Placement = Placement { islands: 16, home_after: None };

/// The recorded programs with threads, and the lessons.
fn programs() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut programs = Vec::new();
    for directory in fs::read_dir(root.join("tests/cases"))
        .expect("there are cases")
        .chain(fs::read_dir(root.join("lessons")).expect("there are lessons"))
    {
        let directory = directory.expect("it can be read").path();
        if !directory.is_dir() {
            continue;
        }
        for file in fs::read_dir(directory).expect("it can be read") {
            let path = file.expect("it can be read").path();
            let is_threaded = |path: &Path| {
                fs::read_to_string(path).is_ok_and(|source| {
                    source.contains("Thread(")
                        && !source.contains("interrupt-after")
                        && !source.contains("localhost")
                        && !source.contains("127.0.0.1")
                        && !source.contains("virtual-only")
                })
            };
            if path.extension().is_some_and(|extension| extension == "py") && is_threaded(&path) {
                programs.push(path);
            }
        }
    }
    programs.sort();
    programs
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
    let (mut wrong, mut away, mut count) = (Vec::new(), 0, 0);
    for path in programs() {
        if only.as_ref().is_some_and(|only| !path.to_string_lossy().contains(only)) {
            continue;
        }
        let source = fs::read_to_string(&path).expect("it can be read");
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
        }
    }
    println!("{away} of {count} programs have islands");
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n==========\n"));
}
