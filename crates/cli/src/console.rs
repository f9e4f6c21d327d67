//! What a program writes, and its recording.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use loopscope_isolate::{Again, Config, Program};
use loopscope_trace::codec::{self, Batch, DecodeError};
use loopscope_trace::{EventKind, Stream};

/// The program's streams, and its recording if that is asked for.
pub(crate) struct Console {
    kept: Option<Kept>,
    /// Whether what the program writes is written.
    is_shown: bool,
}

/// The recording.
struct Kept {
    /// Where it is written in the end.
    trace: Option<File>,
    /// Batches one after the other.
    events: Mutex<Vec<u8>>,
    /// How the run began, and what its main heap was given.
    inputs: Mutex<Option<(Config, Vec<u8>)>>,
}

impl Kept {
    fn new(trace: Option<File>) -> Kept {
        Kept { trace, events: Mutex::default(), inputs: Mutex::default() }
    }
}

impl Console {
    /// A console that keeps the recording for `trace`, which is made at once, so that a bad name is known
    /// before the program runs.
    ///
    /// # Errors
    ///
    /// A message for the user if the file can't be made.
    pub(crate) fn new(trace: Option<&Path>) -> Result<Console, String> {
        let create = |path: &Path| {
            File::create(path).map_err(|error| format!("can't write {}: {error}", path.display()))
        };
        let file = trace.map(create).transpose()?;
        let kept = file.map(|file| Kept::new(Some(file)));
        Ok(Console { kept, is_shown: true })
    }

    /// A console that only keeps the recording, which [`Console::events`] gives.
    pub(crate) fn for_recording() -> Console {
        Console { kept: Some(Kept::new(None)), is_shown: false }
    }

    /// Whether more than the output is wanted.
    pub(crate) fn records(&self) -> bool {
        self.kept.is_some()
    }

    /// Keeps what the main heap was given in a run that began with `config`.
    pub(crate) fn keep_inputs(&self, config: Config, inputs: Vec<u8>) {
        if let Some(kept) = &self.kept {
            *lock(&kept.inputs) = Some((config, inputs));
        }
    }

    /// The run of `program` once more, if its inputs were kept.
    pub(crate) fn again(&self, program: Program) -> Option<Again> {
        let (config, inputs) = lock(&self.kept.as_ref()?.inputs).take()?;
        Some(Again::new(config, program, inputs))
    }

    /// Takes in what happened, as [`loopscope_isolate::Isolate::take_events`] gives it: writes the output, keeps
    /// the rest. Whether the program can go on: not when nobody reads its output any more.
    pub(crate) fn take_in(&self, events: Option<Vec<u8>>) -> bool {
        let Some(mut events) = events else { return true };
        let written = if self.is_shown { write_output(&events) } else { Ok(()) };
        if let Some(kept) = &self.kept {
            lock(&kept.events).append(&mut events);
        }
        written.is_ok()
    }

    /// Writes the recording.
    ///
    /// # Errors
    ///
    /// A message for the user.
    pub(crate) fn finish(&self) -> Result<(), String> {
        let Some(Kept { trace: Some(file), events, .. }) = &self.kept else { return Ok(()) };
        write_trace(file, &lock(events)).map_err(|error| format!("can't write the recording: {error}"))
    }

    /// The recording, as batches one after the other.
    pub(crate) fn events(&self) -> Vec<u8> {
        self.kept.as_ref().map_or_else(Vec::new, |kept| std::mem::take(&mut lock(&kept.events)))
    }
}

/// Writes what went to the standard streams, each in its order.
fn write_output(events: &[u8]) -> io::Result<()> {
    let (mut stdout, mut stderr) = (String::new(), String::new());
    for batch in codec::batches(events) {
        for event in Batch::new(batch.map_err(invalid)?).map_err(invalid)?.events() {
            match event.map_err(invalid)?.kind {
                EventKind::Output { stream: Stream::Stdout, text } => stdout.push_str(text),
                EventKind::Output { stream: Stream::Stderr, text } => stderr.push_str(text),
                _ => {}
            }
        }
    }
    if !stdout.is_empty() {
        let mut stream = io::stdout().lock();
        stream.write_all(stdout.as_bytes())?;
        stream.flush()?;
    }
    if !stderr.is_empty() {
        // A program whose standard error is closed goes on.
        let _ = io::stderr().write_all(stderr.as_bytes());
    }
    Ok(())
}

/// An array with a line for each event, in the order in which they happened.
fn write_trace(file: &File, events: &[u8]) -> io::Result<()> {
    let read = codec::batches(events).map(|batch| batch.and_then(Batch::new));
    let batches = read.collect::<Result<Vec<_>, _>>().map_err(invalid)?;
    let mut out = BufWriter::new(file);
    out.write_all(b"[")?;
    for (index, event) in batches.iter().flat_map(Batch::events).enumerate() {
        out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut out, &event.map_err(invalid)?)?;
    }
    out.write_all(b"\n]\n")?;
    out.flush()
}

fn invalid(error: DecodeError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error)
}

/// A thread that panicked while writing leaves nothing half done that matters here.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
