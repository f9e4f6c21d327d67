//! What natives hand over to Python by name is there.

use std::collections::BTreeSet;
use std::path::Path;
use std::{fs, io};

/// What natives and modules say before the name of a function of `own_ways.py`.
const HAND_OVER: [&str; 4] =
    ["hand_over(vm, \"", "hand_over_method(vm, \"", "of_foreign_loop(vm, &args, \"", "_in_own_way(\""];

fn texts(directory: &Path, texts: &mut String) -> io::Result<()> {
    for entry in fs::read_dir(directory)? {
        let path = entry?.path();
        if path.is_dir() {
            self::texts(&path, texts)?;
        } else {
            texts.push_str(&fs::read_to_string(path)?);
        }
    }
    Ok(())
}

fn sources() -> String {
    let mut sources = String::new();
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut sources).expect("the sources are there");
    sources
}

/// The names that follow `before`, up to what is not of a name.
fn names<'t>(text: &'t str, before: &'t str) -> impl Iterator<Item = &'t str> {
    let name = |rest: &'t str| rest.split(|it: char| !it.is_alphanumeric() && it != '_').next();
    text.split(before).skip(1).filter_map(name)
}

#[test]
fn what_is_handed_over_is_in_own_ways() {
    let sources = sources();
    let module = include_str!("../src/python/asyncio/own_ways.py");
    let known: BTreeSet<&str> = names(module, "\ndef ").collect();
    let asked: BTreeSet<&str> = HAND_OVER.iter().flat_map(|before| names(&sources, before)).collect();
    assert!(asked.contains("get_stack") && asked.contains("current_task"), "found only {asked:?}");
    let missing: Vec<_> = asked.difference(&known).collect();
    assert!(missing.is_empty(), "not in own_ways.py: {missing:?}");
}

#[test]
fn helpers_are_registered() {
    let sources = sources();
    let known: BTreeSet<&str> = names(&sources, "register_helper(\"").collect();
    let asked: BTreeSet<&str> = names(&sources, "native::helper(vm, \"").collect();
    assert!(asked.contains("bad_yield"), "found only {asked:?}");
    let missing: Vec<_> = asked.difference(&known).collect();
    assert!(missing.is_empty(), "not registered: {missing:?}");
}
