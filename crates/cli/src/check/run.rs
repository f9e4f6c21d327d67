//! Runs an example: in virtual time, and with the machine's CPython.

use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::{env, fs, io, process};

use loopscope_isolate::virtual_time::TURN_BUDGET;
use loopscope_isolate::{Config, Isolate, LineRead, Next, Outgoing, Program, Status, VirtualTime};
use loopscope_trace::codec::{self, Batch};
use loopscope_trace::{EventKind, Stream};

use crate::http;
use crate::virtual_time::EPOCH_MICROS;

/// What a turn counts that did not use up its budget, in calls and turns of loops: so an example that only waits ends, too.
const WAIT_COST: u32 = 1_000;

/// What the file of an example is called that runs.
const EXAMPLE: &str = "example.py";
/// So many names are tried for a directory.
const MOST_NAMES: u32 = 1_000;

/// What an example did.
#[derive(Debug, Default)]
pub(super) struct Ran {
    pub(super) stdout: String,
    /// The last line of the traceback that it ended with.
    pub(super) exception: Option<String>,
    /// The line of the example that the traceback names last.
    pub(super) line: Option<usize>,
    pub(super) exit_status: i32,
}

/// Runs an example to its end. It has no standard input, and may make so many million calls and turns of loops.
///
/// # Errors
///
/// Why it came to no end.
pub(super) fn run(code: &str, filename: &str, limit_millions: u32) -> Result<Ran, String> {
    let program = Program { source: code.to_owned(), filename: filename.to_owned() };
    let config = Config { record: false, ..Config::new(EPOCH_MICROS) };
    let (mut isolate, mut time) = (Isolate::for_program(config, program), VirtualTime::default());
    let (answers, answered) = channel();
    let (mut stdout, mut stderr) = (String::new(), String::new());
    let mut spent = 0;
    while spent < u64::from(limit_millions) * 1_000_000 {
        let now_micros = match time.next() {
            Next::Turn { now_micros } => now_micros,
            Next::Ended { exit_status } => return Ok(Ran::of(stdout, &stderr, exit_status, filename)),
            Next::Fetch => {
                if let Ok(done) = answered.recv() {
                    isolate.fetch_done(done);
                    time.fetch_ended();
                }
                continue;
            }
            Next::Deadlock => {
                isolate.stop_deadlock();
                time.nudge();
                spent += u64::from(WAIT_COST);
                continue;
            }
        };
        let status = isolate.turn(now_micros, TURN_BUDGET);
        spent += u64::from(if status == Status::Ready { TURN_BUDGET } else { WAIT_COST });
        let events = isolate.take_events().unwrap_or_default();
        let cant = |error| format!("can't read what it did: {error}");
        for batch in codec::batches(&events) {
            for event in batch.and_then(Batch::new).map_err(cant)?.events() {
                match event.map_err(cant)?.kind {
                    EventKind::Output { stream: Stream::Stdout, text } => stdout.push_str(text),
                    EventKind::Output { stream: Stream::Stderr, text } => stderr.push_str(text),
                    _ => {}
                }
            }
        }
        let mut has_read = false;
        for outgoing in isolate.take_outbox() {
            match outgoing {
                Outgoing::Fetch(fetch) => {
                    time.fetch_started();
                    let answers = answers.clone();
                    http::start(*fetch, move |done| {
                        // After the example nobody listens.
                        let _ = answers.send(done);
                    });
                }
                Outgoing::ReadLine(wanted) => {
                    isolate.line_read(LineRead { id: wanted.id, line: None, is_typed: false });
                    has_read = true;
                }
                // In virtual time all threads are in one heap.
                Outgoing::CancelReadLine(_)
                | Outgoing::CancelFetch(_)
                | Outgoing::StartIsland(_)
                | Outgoing::ToIsland { .. }
                | Outgoing::ToHome(_) => {}
            }
        }
        time.turn_ended(status);
        if has_read {
            time.nudge();
        }
    }
    Err(format!(
        "does not end: it goes on after {limit_millions} million calls and turns of loops (see --limit)"
    ))
}

/// Runs an example with the machine's `python3`.
///
/// # Errors
///
/// Why it can't be run.
pub(super) fn python(code: &str) -> Result<Ran, String> {
    let cant = |error| format!("can't run python3: {error}");
    let directory = Fresh::new().map_err(cant)?;
    let path = directory.0.join(EXAMPLE);
    for file in loopscope_files::files(code) {
        let path = directory.0.join(if file.name.is_empty() { EXAMPLE } else { file.name });
        fs::create_dir_all(path.parent().unwrap_or(&directory.0)).map_err(cant)?;
        fs::write(path, file.text).map_err(cant)?;
    }
    let output = Command::new("python3")
        .arg(&path)
        .current_dir(&directory.0)
        .stdin(Stdio::null())
        .output()
        .map_err(cant)?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr);
    Ok(Ran::of(stdout, &stderr, output.status.code().unwrap_or(-1), &path.to_string_lossy()))
}

/// A directory that was not there before, where nobody else can have put anything. It goes with this.
struct Fresh(PathBuf);

impl Fresh {
    fn new() -> io::Result<Fresh> {
        let mut builder = fs::DirBuilder::new();
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        let (place, id) = (env::temp_dir(), process::id());
        let mut names = (0..MOST_NAMES).map(|number| place.join(format!("loopscope-check-{id}-{number}")));
        loop {
            let Some(path) = names.next() else { return Err(io::ErrorKind::AlreadyExists.into()) };
            match builder.create(&path) {
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                made => return made.map(|()| Fresh(path)),
            }
        }
    }
}

impl Drop for Fresh {
    fn drop(&mut self) {
        // One that stays among such directories does no harm.
        let _ = fs::remove_dir_all(&self.0);
    }
}

impl Ran {
    fn of(stdout: String, stderr: &str, exit_status: i32, filename: &str) -> Ran {
        let last = stderr.lines().rfind(|line| !line.trim().is_empty());
        let exception = last.filter(|_| exit_status != 0).map(|line| line.trim_end().to_owned());
        let place = format!("File \"{filename}\", line ");
        let named = stderr.rsplit_once(&place).map(|(_, rest)| rest);
        let digits = named.map(|rest| rest.split(|it: char| !it.is_ascii_digit()).next().unwrap_or_default());
        let line = digits.and_then(|digits| digits.parse().ok()).filter(|_| exception.is_some());
        Ran { stdout, exception, line, exit_status }
    }
}
