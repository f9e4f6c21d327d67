//! What goes from isolate to isolate and between an isolate and its host, as plain data.

use loopscope_stdlib::portable::{ObjectRef, Portable};
use loopscope_stdlib::remote::{Envelope, Fetch, StartThread};
use loopscope_trace::ThreadId;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A program as it was written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Program {
    /// The name that tracebacks show.
    pub filename: String,
    /// The text.
    pub source: String,
}

/// Something that arrives at an isolate from another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Message {
    /// What one Python thread says to another.
    Envelope(Envelope),
    /// The values of variables that all threads share.
    Assigned(Vec<Assignment>),
    /// The modules that a thread has imported: what it says from now on may need them.
    Imported(Vec<String>),
}

/// A new value of a variable that all threads share.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assignment {
    /// Which variable.
    pub variable: Variable,
    /// Its value; [`Portable::Undefined`] unbinds.
    pub value: Portable,
    /// Which of two assignments counts.
    pub stamp: Stamp,
}

/// A variable that all threads share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Variable {
    /// A global variable of the program.
    Global(String),
    /// A variable of a function with inner functions.
    Cell(ObjectRef),
}

/// Orders assignments alike in all threads: a Lamport clock, then the number of the thread.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stamp {
    /// Greater than all that the thread had seen.
    pub time: u64,
    /// The thread that assigned.
    pub thread: ThreadId,
}

/// Something that an isolate wants from its host. Order matters.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outgoing {
    /// Deliver a message to another thread.
    Send {
        /// The other thread.
        to: ThreadId,
        /// The message.
        message: Message,
    },
    /// Deliver a message to every other thread.
    SendToOthers(Message),
    /// Answer with the number of a new thread: [`crate::Isolate::thread_id_given`].
    WantThreadId,
    /// Start a Python thread: [`crate::Isolate::for_thread`].
    Start(Box<Start>),
    /// Perform a web request, and answer with [`crate::Isolate::fetch_done`].
    Fetch(Box<Fetch>),
    /// The answer to this request is not wanted any more.
    CancelFetch(u32),
}

/// All that a new Python thread begins with.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    /// The program, which the new isolate compiles as the others did.
    pub program: Program,
    /// The global variables of the program.
    pub variables: Vec<Assignment>,
    /// The thread.
    pub thread: StartThread,
}

impl Start {
    /// The number of the new thread.
    pub fn id(&self) -> ThreadId {
        self.thread.thread
    }
}

/// A value as bytes, for hosts whose threads share no memory.
pub fn encode<T: Serialize>(value: &T) -> Vec<u8> {
    // All of it is integers, strings, sequences and enums: encoding into a growing buffer can't fail.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The value of bytes made by [`encode`].
///
/// # Errors
///
/// If `bytes` are not such a value.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, postcard::Error> {
    postcard::from_bytes(bytes)
}
