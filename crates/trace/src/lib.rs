//! The recording: the event vocabulary, the recorder, and what is derived from a recording.
//!
//! The engine of every Python thread writes [`Event`]s, each with the event that caused it. Console,
//! timeline, queues and exports are views of these events and of nothing else. This room knows neither
//! Python nor browsers.

pub mod codec;
pub mod event;
pub mod recorder;
pub mod recording;
pub mod wait;

pub use event::{
    Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, Stream, ThreadId,
};
pub use recorder::Recorder;
pub use recording::{Moment, Recording};
pub use wait::{Wait, WaitKind};
