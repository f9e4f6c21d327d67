//! What happens in small programs and in the lessons, in which order, why, and what is waited for: as text beside each
//! program in `recordings/`. `UPDATE=1 cargo test -p loopscope-isolate --test recordings` writes it again; read what
//! differs before you keep it.

#[path = "support/story.rs"]
mod story;
mod support;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use loopscope_trace::{Awaiting, Event, EventKind, WaitKind};
use support::{run, run_with};

#[test]
fn recordings_tell_what_happened() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/recordings");
    let differing: Vec<String> = programs(&folder, "py")
        .map(|program| (program.with_extension("txt"), program))
        .chain(lessons(&folder))
        .filter(|(record, program)| differs(record, program))
        .map(|(record, _)| record.display().to_string())
        .collect();
    assert!(differing.is_empty(), "these are told differently:\n{}", differing.join("\n"));
}

/// Whether the recording of a program is not what was kept.
fn differs(record: &Path, program: &Path) -> bool {
    let source = fs::read_to_string(program).expect("the program can be read");
    let run = match record.ends_with("10_stopping.txt") {
        // It runs until Stop.
        true => run_with(&source, |_| {}, &[5]),
        false => run(&source),
    };
    let actual = format!("{}\n{}", story::tell(&run.events), story::sentences(&run.batches));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(record, &actual).expect("the record can be written");
    }
    fs::read_to_string(record).unwrap_or_default() != actual
}

fn programs(folder: &Path, extension: &'static str) -> impl Iterator<Item = PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|it| it == extension));
    paths.sort();
    paths.into_iter()
}

fn lessons(folder: &Path) -> impl Iterator<Item = (PathBuf, PathBuf)> {
    let lessons = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons");
    let entries = fs::read_dir(lessons).expect("the lessons can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("it can be read").path()).collect();
    paths.retain(|path| path.join("program.py").is_file());
    paths.sort();
    let records = folder.join("lessons");
    paths.into_iter().map(move |lesson| {
        let name = lesson.file_name().expect("a lesson has a name");
        (records.join(name).with_extension("txt"), lesson.join("program.py"))
    })
}

/// What is said of every event of every recorded program.
#[test]
fn every_event_has_a_cause_that_came_before_it() {
    let mut wrong = Vec::new();
    for_each_case(&mut |name, events| wrong.extend(told_badly(events).map(|what| format!("{name}: {what}"))));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whoever goes on after an await does so because what it awaited is done, because it was cancelled, or because it had
/// only given way.
#[test]
fn every_step_comes_of_what_was_awaited() {
    let mut wrong = Vec::new();
    for_each_case(&mut |name, events| {
        let by_id: HashMap<_, _> = events.iter().map(|event| (event.id, event)).collect();
        let mut awaited = HashMap::new();
        for event in events {
            match event.kind {
                EventKind::TaskSuspended { task, awaiting, .. } => {
                    awaited.insert(task, (event.id, awaiting));
                }
                EventKind::TaskStep { task } => {
                    let Some((suspended, awaiting)) = awaited.remove(&task) else { continue };
                    let mut causes =
                        std::iter::successors(Some(event), |event| by_id.get(&event.cause?).copied());
                    let comes_of_it = causes.any(|cause| match (cause.kind, awaiting) {
                        (EventKind::TaskDone { task, .. }, Awaiting::Task(awaited)) => task == awaited,
                        (EventKind::FutureDone { future, .. }, Awaiting::Future(awaited)) => {
                            future == awaited
                        }
                        (_, Awaiting::Nothing) => cause.id == suspended,
                        _ => false,
                    });
                    // What had been done before is not awaited for long: the next step follows at once.
                    let was_done = event.cause.is_some_and(|cause| {
                        by_id.get(&cause).is_some_and(|scheduled| scheduled.task == Some(task))
                    });
                    if !comes_of_it && !was_done {
                        wrong.push(format!("{name}: step at line {} after {awaiting:?}", event.line));
                    }
                }
                _ => {}
            }
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Runs the recorded programs; those that wait for Stop are stopped again and again.
fn for_each_case(visit: &mut dyn FnMut(&str, &[Event<'_>])) {
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/cases");
    let folders = fs::read_dir(cases).expect("the folder can be read");
    for folder in folders.map(|entry| entry.expect("it can be read").path()).filter(|path| path.is_dir()) {
        for program in programs(&folder, "py") {
            let source = fs::read_to_string(&program).expect("the program can be read");
            let is_stopped = source.lines().next().is_some_and(|line| line.contains("interrupt-after"));
            let stops: Vec<u32> =
                if is_stopped { (0..1_000).step_by(7).skip(1).collect() } else { Vec::new() };
            visit(&program.display().to_string(), &run_with(&source, |_| {}, &stops).events);
        }
    }
}

/// The events that lack something.
fn told_badly(events: &[Event<'_>]) -> impl Iterator<Item = String> {
    let mut seen = HashSet::new();
    events.iter().enumerate().filter_map(move |(number, event)| {
        let cause = event.cause;
        let known = cause.is_some_and(|cause| seen.contains(&cause));
        seen.insert(event.id);
        let lacks = match event.kind {
            _ if cause.is_none() && number > 0 => "has no cause",
            _ if !known && number > 0 => "has a cause that comes later",
            EventKind::TaskSuspended { awaiting: Awaiting::Future(_), wait, .. }
                if wait.kind == WaitKind::Plain && wait.name.is_empty() =>
            {
                "waits for a future without a name"
            }
            EventKind::HandleScheduled { callback, .. } if event.by_asyncio && is_inside(callback) => {
                "tells asyncio's insides"
            }
            EventKind::FutureDone { by, .. }
            | EventKind::ThreadWoken { by, .. }
            | EventKind::TaskCancelRequested { by, .. }
                if !by.is_empty() && is_inside(by) =>
            {
                "tells asyncio's insides"
            }
            EventKind::TaskStep { .. } | EventKind::HandleRun { .. }
                if event.line == 0 && !event.by_asyncio =>
            {
                "has no line"
            }
            _ => return None,
        };
        Some(format!("{number} at line {} {lacks}: {:?}", event.line, event.kind))
    })
}

fn is_inside(name: &str) -> bool {
    name.is_empty() || name.split('.').any(|part| part.starts_with(['_', '<']))
}
