//! Runs an example: in virtual time, and with the machine's CPython.

use std::io::Write;
use std::process::{Command, Stdio};
use std::sync::mpsc::channel;
use std::{env, fs, process};

use loopscope_isolate::virtual_time::TURN_BUDGET;
use loopscope_isolate::{Config, Isolate, LineRead, Next, Outgoing, Program, VirtualTime};
use loopscope_trace::codec::{self, Batch};
use loopscope_trace::{EventKind, Stream};

use crate::http;
use crate::virtual_time::EPOCH_MICROS;

/// An example that has not ended after so many turns never does.
const MOST_TURNS: u32 = 1_000;

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

/// Runs an example to its end. It has no standard input.
///
/// # Errors
///
/// Why it came to no end.
pub(super) fn run(code: &str, filename: &str) -> Result<Ran, String> {
    let program = Program { source: code.to_owned(), filename: filename.to_owned() };
    let config = Config { record: false, ..Config::new(EPOCH_MICROS) };
    let (mut isolate, mut time) = (Isolate::for_program(config, program), VirtualTime::default());
    let (answers, answered) = channel();
    let (mut stdout, mut stderr) = (String::new(), String::new());
    for _ in 0..MOST_TURNS {
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
                continue;
            }
        };
        let status = isolate.turn(now_micros, TURN_BUDGET);
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
    Err("does not end".into())
}

/// Runs an example with the machine's `python3`.
///
/// # Errors
///
/// Why it can't be run.
pub(super) fn python(code: &str) -> Result<Ran, String> {
    let path = env::temp_dir().join(format!("loopscope-check-{}.py", process::id()));
    let cant = |error| format!("can't run python3: {error}");
    fs::File::create(&path).and_then(|mut file| file.write_all(code.as_bytes())).map_err(cant)?;
    let output = Command::new("python3").arg(&path).stdin(Stdio::null()).output();
    // A file that stays in the directory for such files does no harm.
    let _ = fs::remove_file(&path);
    let output = output.map_err(cant)?;
    let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
    let stderr = String::from_utf8_lossy(&output.stderr);
    Ok(Ran::of(stdout, &stderr, output.status.code().unwrap_or(-1), &path.to_string_lossy()))
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
