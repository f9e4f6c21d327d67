//! Every program of the project compiles to code that keeps its stack in order, or is refused where its
//! record says so.

use std::fs;
use std::path::{Path, PathBuf};

use loopscope_python::compile::{Options, compile_module, verify};
use loopscope_python::{Code, Module, Value};

fn python_files(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let path = entry.path();
        let name = entry.file_name();
        if path.is_dir() && name != "target" && name != "node_modules" {
            python_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}

/// Checks a code object and those in it, and notes their numbers.
fn check(code: &Code, numbers: &mut Vec<u32>) {
    if let Err(violation) = verify(code) {
        panic!("{}: {violation}", code.filename);
    }
    numbers.push(code.index);
    for constant in &code.consts {
        if let Value::Code(inner) = constant {
            check(inner, numbers);
        }
    }
}

#[test]
fn every_program_of_the_project_compiles_to_sound_code() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["crates", "lessons", "tests"] {
        python_files(&root.join(folder), &mut files);
    }
    // Those that have what is lacking say so.
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "lacking"));
    files.sort();
    assert!(files.len() > 100, "found {} programs only", files.len());
    for file in files {
        let source = fs::read_to_string(&file).expect("a program is readable");
        let options = Options::of_program(file.to_string_lossy().into());
        let expected = fs::read_to_string(file.with_extension("stderr")).unwrap_or_default();
        match compile_module(&source, &options, &Module::new("__main__", None)) {
            Ok(code) => {
                let mut numbers = Vec::new();
                check(&code, &mut numbers);
                numbers.sort_unstable();
                let all: Vec<u32> = (0..=code.index).collect();
                assert_eq!(numbers, all, "{}: the numbers of its code", file.display());
            }
            Err(error) => assert!(
                expected.trim_end().ends_with(&error.message),
                "{}:{}: {}",
                file.display(),
                error.line,
                error.message
            ),
        }
    }
}
