//! What a program writes, and its recording.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

use loopscope_isolate::recorded::Recorded;
use loopscope_trace::codec::{self, Batch, DecodeError};
use loopscope_trace::{EventKind, Stream};

use crate::recording;

/// The program's streams, and its recording if that is asked for.
pub(crate) struct Console {
    kept: Option<Kept>,
    /// Whether what the program writes is written.
    is_shown: bool,
}

/// The recording.
#[derive(Default)]
struct Kept {
    /// Where its events are written in the end.
    trace: Option<File>,
    /// Where it is saved in the end.
    save: Option<File>,
    /// Batches one after the other.
    events: Mutex<Vec<u8>>,
    /// The run for once more, when it is over.
    recorded: Mutex<Option<Recorded>>,
}

impl Console {
    /// A console that keeps the recording for the files `trace` and `save`, which are made at once, so that a bad name is
    /// known before the program runs.
    ///
    /// # Errors
    ///
    /// A message for the user if a file can't be made.
    pub(crate) fn new(trace: Option<&Path>, save: Option<&Path>) -> Result<Console, String> {
        let create = |path: &Path| {
            File::create(path).map_err(|error| format!("can't write {}: {error}", path.display()))
        };
        let (trace, save) = (trace.map(create).transpose()?, save.map(create).transpose()?);
        let is_kept = trace.is_some() || save.is_some();
        let kept = is_kept.then(|| Kept { trace, save, ..Kept::default() });
        Ok(Console { kept, is_shown: true })
    }

    /// A console that only keeps the recording, which [`Console::events`] gives.
    pub(crate) fn for_recording() -> Console {
        Console { kept: Some(Kept::default()), is_shown: false }
    }

    /// Whether more than the output is wanted.
    pub(crate) fn records(&self) -> bool {
        self.kept.is_some()
    }

    /// Keeps the run for once more.
    pub(crate) fn keep(&self, recorded: Recorded) {
        if let Some(kept) = &self.kept {
            *lock(&kept.recorded) = Some(recorded);
        }
    }

    /// The run for once more, if it was kept.
    pub(crate) fn recorded(&self) -> Option<Recorded> {
        lock(&self.kept.as_ref()?.recorded).take()
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
        let Some(kept) = &self.kept else { return Ok(()) };
        let cant = |error: io::Error| format!("can't write the recording: {error}");
        if let Some(file) = &kept.trace {
            write_trace(file, &lock(&kept.events)).map_err(cant)?;
        }
        if let Some(file) = &kept.save {
            let recorded = self.recorded().ok_or("can't save the recording: the program did not stop")?;
            recording::write(file, &recorded).map_err(cant)?;
        }
        Ok(())
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
