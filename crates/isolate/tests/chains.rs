//! Why tasks go on, step by step back to a line of the program: for each kind of wait in the programs of `recordings/` and
//! in the lessons, as text in `chains/`. `UPDATE=1 cargo test -p loopscope-isolate --test chains` writes it again; read
//! what differs before you keep it.

#[path = "support/golden.rs"]
mod golden;
mod support;

use std::collections::HashSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use loopscope_story::explain::{MOST_STEPS, explain};
use loopscope_story::words::time_words;
use loopscope_trace::{EventId, EventKind, Recording};

/// There are at least so many chains.
const CHAINS: usize = 60;

#[test]
fn chains_lead_back_to_lines() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let (mut differing, mut count) = (Vec::new(), 0);
    for (name, recording, lanes) in golden::recordings() {
        let mut actual = String::new();
        for event in wake_ups(&recording) {
            count += 1;
            let steps = explain(&recording, &lanes, event);
            assert!(steps.len() <= MOST_STEPS, "{name}");
            let has_line = |text: &str| text.contains(" at line ") || text.ends_with(" begins");
            assert!(steps.iter().skip(1).any(|step| has_line(&step.text)), "{name}: {steps:?}");
            let later = |pair: &[loopscope_story::explain::Step]| pair[0].moment > pair[1].moment;
            assert!(steps.windows(2).all(later), "{name}: causes come before");
            for (index, step) in steps.iter().enumerate() {
                let because = if index == 0 { "" } else { "  because " };
                writeln!(
                    actual,
                    "{because}#{} at {}: {}",
                    step.moment.0,
                    time_words(step.at_micros),
                    step.text
                )
                .expect("it is text");
            }
            actual.push('\n');
        }
        if actual.is_empty() {
            continue;
        }
        let record = tests.join("chains").join(&name).with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&record, &actual).expect("the record can be written");
        }
        if fs::read_to_string(&record).unwrap_or_default() != actual {
            differing.push(name);
        }
    }
    assert!(differing.is_empty(), "these are explained differently:\n{}", differing.join("\n"));
    assert!(count >= CHAINS, "{count}");
}

/// Of each kind of wait, the first step of a task after one.
fn wake_ups(recording: &Recording) -> Vec<EventId> {
    let (mut kinds, mut waiting, mut found) = (HashSet::new(), Vec::new(), Vec::new());
    for event in recording.events() {
        match event.kind {
            EventKind::TaskSuspended { task, wait, .. } if !event.by_asyncio => {
                waiting.push((task, wait.kind.name()))
            }
            EventKind::TaskStep { task } => {
                if let Some(at) = waiting.iter().position(|(other, _)| *other == task)
                    && kinds.insert(waiting.swap_remove(at).1)
                {
                    found.push(event.id);
                }
            }
            _ => {}
        }
    }
    found
}
