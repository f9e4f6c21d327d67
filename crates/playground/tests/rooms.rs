//! The page's rooms know only what they should: what is known, and how it changes, needs no browser.

use std::fs;
use std::path::{Path, PathBuf};

const BROWSER: [&str; 6] =
    ["web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures", "gloo_timers", "yew"];

/// A room, whether it may know the browser, and the rooms that it must not name.
const ROOMS: [(&str, bool, &[&str]); 5] = [
    ("model", false, &["message", "update", "effects", "panes", "app"]),
    ("message", false, &["update", "effects", "panes", "app"]),
    ("update", false, &["effects", "panes", "app"]),
    ("effects", true, &["panes", "app"]),
    ("panes", true, &["update", "app"]),
];

/// The files of a room: that with its name, and those in its folder.
fn files(room: &str) -> Vec<PathBuf> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = vec![sources.join(format!("{room}.rs"))];
    let mut folders = vec![sources.join(room)];
    while let Some(folder) = folders.pop() {
        // A room of one file has none.
        for entry in fs::read_dir(folder).into_iter().flatten() {
            let path = entry.expect("the folder is there").path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files
}

/// Whether a line of code has a path through a crate or a room.
fn names(line: &str, other: &str) -> bool {
    let code = line.split("//").next().unwrap_or_default();
    let is_whole =
        |(at, _): (usize, &str)| !code[..at].ends_with(|it: char| it.is_alphanumeric() || it == '_');
    code.match_indices(&format!("{other}::")).any(is_whole)
}

#[test]
fn rooms_know_only_what_they_should() {
    for (room, knows_browser, others) in ROOMS {
        let banned = others.iter().chain(BROWSER.iter().filter(|_| !knows_browser));
        let banned: Vec<&str> = banned.copied().collect();
        for file in files(room) {
            let source =
                fs::read_to_string(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
            for line in source.lines() {
                let found = banned.iter().find(|other| names(line, other));
                assert_eq!(found, None, "{}: {}", file.display(), line.trim());
            }
        }
    }
}

#[test]
fn paths_are_told_from_longer_names_and_comments() {
    assert!(names("use yew::prelude::*;", "yew") && names("fn f(it: &crate::panes::Pane)", "panes"));
    assert!(!names("use renew::prelude::*;", "yew") && !names("//! As yew::html does", "yew"));
}
