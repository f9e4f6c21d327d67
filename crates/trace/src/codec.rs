//! Batches of events as bytes, for the way from an engine to its page.

use crate::event::Event;

/// Why bytes are not a batch of events.
pub type DecodeError = postcard::Error;

/// A batch of events as bytes.
pub fn encode(events: &[Event]) -> Vec<u8> {
    // Events hold only integers, strings and enums: their encoding into a growing buffer can't fail.
    postcard::to_allocvec(events).unwrap_or_default()
}

/// The events of a batch made by [`encode`].
///
/// # Errors
/// If `bytes` is not such a batch.
pub fn decode(bytes: &[u8]) -> Result<Vec<Event>, DecodeError> {
    postcard::from_bytes(bytes)
}
