//! Reading a program, or a recording of one.

use std::env;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use loopscope_isolate::Program;
use loopscope_isolate::recorded::{Recorded, Unsuitable};

use crate::beside;
use crate::recording;

/// What was read.
pub(crate) enum Given {
    /// Something to run.
    Program(Program),
    /// Something that ran.
    Recording(Box<Recorded>),
}

/// Why there is nothing: what to print, and the exit status.
pub(crate) struct Unreadable {
    /// The message, a line.
    pub(crate) message: String,
    /// What to exit with.
    pub(crate) exit_status: u8,
}

/// Reads a program or a recording from a file, or from standard input. A program comes with the modules of its own that it imports,
/// and with the files that are `named`.
///
/// # Errors
///
/// For a program in `python3`'s words and with its exit status.
pub(crate) fn read(file: Option<&Path>, named: &[PathBuf]) -> Result<Given, Unreadable> {
    let (filename, bytes) = match file {
        Some(path) => (absolute(path).to_string_lossy().into_owned(), read_file(path)?),
        None => {
            let mut bytes = Vec::new();
            io::stdin().read_to_end(&mut bytes).map_err(|error| cannot_open("<stdin>", &error))?;
            ("<stdin>".to_owned(), bytes)
        }
    };
    if recording::is_packed(&bytes) {
        let cant = |why: Unsuitable| Unreadable {
            message: format!("loopscope: can't read '{filename}': {}", why.words()),
            exit_status: 2,
        };
        return recording::read(&bytes).map(|recorded| Given::Recording(Box::new(recorded))).map_err(cant);
    }
    match String::from_utf8(bytes) {
        Ok(source) => {
            let source = source.trim_start_matches('\u{feff}').to_owned();
            let directory = file.and_then(Path::parent).unwrap_or(Path::new(""));
            let directory = if directory.as_os_str().is_empty() { Path::new(".") } else { directory };
            let cant = |why| Unreadable { message: format!("loopscope: {why}"), exit_status: 2 };
            let source = beside::with_files(source, directory, named).map_err(cant)?;
            Ok(Given::Program(Program { filename, source }))
        }
        Err(error) => {
            let (valid, rest) = error.as_bytes().split_at(error.utf8_error().valid_up_to());
            let line = 1 + valid.iter().filter(|&&byte| byte == b'\n').count();
            let byte = rest.first().copied().unwrap_or_default();
            Err(Unreadable {
                message: format!(
                    "SyntaxError: Non-UTF-8 code starting with '\\x{byte:02x}' in file {filename} on line {line}, \
                     but no encoding declared; see https://peps.python.org/pep-0263/ for details"
                ),
                exit_status: 1,
            })
        }
    }
}

/// The path as `python3` shows it: from the root, and else as it was given.
fn absolute(path: &Path) -> PathBuf {
    env::current_dir().unwrap_or_default().join(path)
}

fn read_file(path: &Path) -> Result<Vec<u8>, Unreadable> {
    let shown = absolute(path);
    let shown = shown.display();
    if path.is_dir() {
        let message = format!("loopscope: can't find '__main__' module in '{shown}'");
        return Err(Unreadable { message, exit_status: 1 });
    }
    fs::read(path).map_err(|error| cannot_open(&shown.to_string(), &error))
}

fn cannot_open(name: &str, error: &io::Error) -> Unreadable {
    let number = error.raw_os_error().unwrap_or_default();
    let text = error.to_string();
    let reason = text.split(" (os error").next().unwrap_or_default();
    Unreadable {
        message: format!("loopscope: can't open file '{name}': [Errno {number}] {reason}"),
        exit_status: 2,
    }
}
