//! Batches of events as bytes, for the way from an engine to its page and for keeping them there.
//!
//! ```text
//! batch  = header, events, where each text ends (u32 each), texts, output
//! header = the first event's thread (u16) and seq; how many events, and the lengths of the four parts (u32 each)
//! event  = tag, head, what the head announces, the tag's fields; before it, where another thread runs, a tag that says so
//! ```
//!
//! Events are in the order in which they happened. A batch can be read without the batches before it. Numbers are varints (LEB128), and differences to what was
//! written before wherever that makes them small: [`Context`]. A text that probably comes again, such as a
//! callback's name, is written once in a batch and then called by its number; what the program wrote is a part of
//! its own, which whoever keeps the batch may leave out. A step of a task that does nothing but give way is written as one, and read as the
//! three events that it has.

use std::fmt;

mod context;
mod head;
mod reader;
mod step;
mod tag;
#[cfg(test)]
mod tests;
mod texts;
pub mod varint;
mod writer;

pub use reader::{Batch, Events};
pub(crate) use reader::{Position, leave_out_output};
pub(crate) use step::GivesWay;
pub(crate) use writer::Writer;

use crate::event::Event;
use context::Context;

/// How many bytes a header has.
const HEADER_BYTES: usize = 26;
/// The length of the part for output in a batch from which it was left out.
const LEFT_OUT: u32 = u32::MAX;

/// Why bytes are not a batch of events.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DecodeError(&'static str);

impl fmt::Display for DecodeError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.0)
    }
}

impl std::error::Error for DecodeError {}

/// The batches that [`Recorder::take`](crate::Recorder::take) gave, one after the other, in the order in which they
/// were written.
///
/// # Errors
/// For bytes that are not such batches, once.
pub fn batches(bytes: &[u8]) -> impl Iterator<Item = Result<&[u8], DecodeError>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let length = reader::length(rest).and_then(|length| {
            if length <= rest.len() { Ok(length) } else { Err(DecodeError("a batch of events is cut off")) }
        });
        let batch = length.map(|length| {
            let (batch, behind) = rest.split_at(length);
            rest = behind;
            batch
        });
        if batch.is_err() {
            rest = &[];
        }
        Some(batch)
    })
}

/// The events of the batches that [`Recorder::take`](crate::Recorder::take) gave.
///
/// # Errors
/// If `bytes` is not such batches.
pub fn decode(bytes: &[u8]) -> Result<Vec<Event<'_>>, DecodeError> {
    let mut events = Vec::new();
    for batch in batches(bytes) {
        for event in Batch::new(batch?)?.events() {
            events.push(event?);
        }
    }
    Ok(events)
}
