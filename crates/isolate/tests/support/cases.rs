//! The recorded programs and the lessons.

use std::fs;
use std::path::{Path, PathBuf};

/// Those whose text is as `wanted`, in the order of their names, each with its text.
pub(crate) fn cases(wanted: impl Fn(&str) -> bool) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let folders = ["tests/cases", "lessons"].map(|folder| fs::read_dir(root.join(folder)));
    let mut cases = Vec::new();
    for folder in folders.into_iter().flat_map(|folder| folder.expect("it is there")) {
        let folder = folder.expect("it can be read").path();
        if !folder.is_dir() {
            continue;
        }
        for file in fs::read_dir(folder).expect("it can be read") {
            let path = file.expect("it can be read").path();
            if path.extension().is_some_and(|extension| extension == "py") {
                let source = fs::read_to_string(&path).expect("it can be read");
                if wanted(&source) {
                    cases.push((path, source));
                }
            }
        }
    }
    cases.sort();
    cases
}
