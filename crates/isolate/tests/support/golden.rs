//! The recordings of the programs in `recordings/` and of the lessons.

use std::fs;
use std::path::{Path, PathBuf};

use loopscope_story::Lanes;
use loopscope_trace::Recording;

use crate::support::{run, run_with};

/// Each with its name.
pub(crate) fn recordings() -> impl Iterator<Item = (String, Recording, Lanes)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    programs(&tests).into_iter().map(|(name, program)| {
        let source = fs::read_to_string(&program).expect("the program can be read");
        let run = match name.as_str() {
            // It runs until Stop.
            "10_stopping" => run_with(&source, |_| {}, &[5]),
            _ => run(&source),
        };
        let (mut recording, mut lanes) = (Recording::default(), Lanes::default());
        recording.add(&run.batches, &mut |event| lanes.push(event)).expect("it was just written");
        (name, recording, lanes)
    })
}

/// The programs with their names.
fn programs(tests: &Path) -> Vec<(String, PathBuf)> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder can be read");
        entries.map(|entry| entry.expect("it can be read").path()).collect()
    };
    let mut paths = list(&tests.join("recordings"));
    paths.retain(|path| path.extension().is_some_and(|it| it == "py"));
    let lessons = list(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../lessons"));
    paths.extend(lessons.into_iter().map(|lesson| lesson.join("program.py")).filter(|path| path.is_file()));
    let name = |path: &PathBuf| match path.ends_with("program.py") {
        true => path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned()),
        false => path.file_stem().map(|name| name.to_string_lossy().into_owned()),
    };
    let mut named: Vec<_> = paths.into_iter().filter_map(|path| Some((name(&path)?, path))).collect();
    named.sort();
    named
}
