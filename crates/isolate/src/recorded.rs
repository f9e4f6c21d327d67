//! A recording as a file: how a run began, and its inputs. Whoever opens it runs it again.
//!
//! ```text
//! file      = gzip of: first line, beginning, inputs
//! beginning = clock (byte), epoch, seed, most bytes of output (varints), filename, source (each behind its length)
//! inputs    = all that `Isolate::take_inputs` gave, to the end
//! ```
//!
//! Packing and unpacking is its host's: a page and a terminal have ways of their own for that.

use loopscope_trace::codec::varint::{Cursor, put};

use crate::inputs::{bytes, read_text};
use crate::{Again, Config, Program};

/// What a file's name ends with, behind a dot.
pub const EXTENSION: &str = "loopscope";
/// An unpacked file has no more bytes than this: a small one may unpack to gigabytes.
pub const MOST_BYTES: usize = 64 << 20;

/// The first line, up to the number of the format.
const MAGIC: &[u8] = b"Loopscope recording ";
/// Grows when files of before can't be read any more.
const FORMAT: &[u8] = b"1";

/// Where a run's time came from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clock {
    /// The machine's clock.
    Real,
    /// The same, ten times as fast.
    Faster,
    /// Time jumped to the next deadline.
    Virtual,
}

/// A run that can be run again.
#[derive(Clone, Debug)]
pub struct Recorded {
    /// Where its time came from.
    pub clock: Clock,
    /// How it began. It was recorded, up to the usual limit.
    pub config: Config,
    /// What ran.
    pub program: Program,
    /// What its main heap was given.
    pub inputs: Vec<u8>,
}

/// Why bytes are not a recording that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsuitable {
    /// They are something else.
    NoRecording,
    /// They have another format.
    OtherVersion,
    /// They are cut off or damaged.
    Damaged,
    /// They are more than [`MOST_BYTES`].
    TooLarge,
}

impl Unsuitable {
    /// What is wrong with a file.
    pub fn words(self) -> &'static str {
        match self {
            Unsuitable::NoRecording => "it is no recording of Loopscope",
            Unsuitable::OtherVersion => "it was saved by another version of Loopscope",
            Unsuitable::Damaged => "it is cut off or damaged",
            Unsuitable::TooLarge => "it is too large",
        }
    }
}

impl Recorded {
    /// The unpacked file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let Config { epoch_micros, seed, output_limit_bytes, .. } = self.config;
        let mut out = [MAGIC, FORMAT, b"\n"].concat();
        out.push(self.clock as u8);
        for number in [epoch_micros, seed, output_limit_bytes as u64] {
            put(&mut out, number);
        }
        bytes(&mut out, self.program.filename.as_bytes());
        bytes(&mut out, self.program.source.as_bytes());
        out.extend_from_slice(&self.inputs);
        out
    }

    /// Reads an unpacked file.
    ///
    /// # Errors
    /// Why it can't be read.
    pub fn read(file: &[u8]) -> Result<Recorded, Unsuitable> {
        if file.len() > MOST_BYTES {
            return Err(Unsuitable::TooLarge);
        }
        let line = file.strip_prefix(MAGIC).ok_or(Unsuitable::NoRecording)?;
        let end = line.iter().position(|byte| *byte == b'\n').ok_or(Unsuitable::NoRecording)?;
        match &line[..end] {
            version if version.is_empty() || !version.iter().all(u8::is_ascii_digit) => {
                Err(Unsuitable::NoRecording)
            }
            FORMAT => read_beginning(&line[end + 1..]).ok_or(Unsuitable::Damaged),
            _ => Err(Unsuitable::OtherVersion),
        }
    }

    /// The run once more, with its islands.
    pub fn again(self) -> Again {
        let mut again = Again::new(self.config, self.program, self.inputs);
        again.bring_islands();
        again
    }
}

fn read_beginning(file: &[u8]) -> Option<Recorded> {
    let mut from = Cursor::new(file, 0);
    let clock = match from.byte().ok()? {
        0 => Clock::Real,
        1 => Clock::Faster,
        2 => Clock::Virtual,
        _ => return None,
    };
    let config = Config {
        epoch_micros: from.number().ok()?,
        seed: from.number().ok()?,
        // A page has fewer bits for it than a terminal.
        output_limit_bytes: from.number().ok()?.try_into().unwrap_or(usize::MAX),
        ..Config::new(0)
    };
    let program = Program { filename: read_text(&mut from)?, source: read_text(&mut from)? };
    let inputs = file.get(from.at()..)?.to_vec();
    Some(Recorded { clock, config, program, inputs })
}
