//! Recordings as files, which are packed.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use loopscope_isolate::recorded::{MOST_BYTES, Recorded, Unsuitable};
use loopscope_isolate::{Step, Unreadable};

/// How a packed file begins: no program does.
const PACKED: &[u8] = &[0x1f, 0x8b];

/// Whether bytes may be a recording, and are no program.
pub(crate) fn is_packed(file: &[u8]) -> bool {
    file.starts_with(PACKED)
}

/// Writes a recording.
///
/// # Errors
/// If the file can't be written.
pub(crate) fn write(file: &File, recorded: &Recorded) -> io::Result<()> {
    let mut out = GzEncoder::new(BufWriter::new(file), Compression::default());
    out.write_all(&recorded.to_bytes())?;
    out.finish()?.flush()
}

/// Reads a recording.
///
/// # Errors
/// Why it can't be read.
pub(crate) fn read(file: &[u8]) -> Result<Recorded, Unsuitable> {
    let mut unpacked = Vec::new();
    // One byte more says that there are more.
    let mut unpacking = GzDecoder::new(file).take(MOST_BYTES as u64 + 1);
    unpacking.read_to_end(&mut unpacked).map_err(|_| Unsuitable::Damaged)?;
    Recorded::read(&unpacked)
}

/// What happened in a recorded run, as batches of events one after the other.
///
/// # Errors
/// If it does not come to the same again.
pub(crate) fn events(recorded: Recorded) -> Result<Vec<u8>, Unreadable> {
    let (mut again, mut events) = (recorded.again(), Vec::new());
    loop {
        match again.step()? {
            Step::Done => {}
            Step::Events(mut batch) => events.append(&mut batch),
            Step::End => return Ok(events),
        }
    }
}
