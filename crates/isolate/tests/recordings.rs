//! What happens in small programs and in the lessons, in which order, why, and what is waited for: as text beside each
//! program in `recordings/`. `UPDATE=1 cargo test -p loopscope-isolate --test recordings` writes it again; read what
//! differs before you keep it.

#[path = "support/story.rs"]
mod story;
mod support;

use std::fs;
use std::path::{Path, PathBuf};

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
    let actual = story::tell(&run.events);
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
