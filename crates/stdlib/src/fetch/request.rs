//! Web requests, and what else the modules want of their host, as plain data.

use loopscope_trace::ThreadId;

use crate::islands::Island;

/// Something for the world outside of the heap. Order matters: send in the order given.
#[derive(Clone, Debug)]
pub enum Outgoing {
    /// Perform a web request and answer with [`FetchDone`].
    Fetch(Box<Fetch>),
    /// The answer to this request is no longer wanted.
    CancelFetch(u32),
    /// Read a line of standard input and answer with [`LineRead`].
    ReadLine(Box<ReadLine>),
    /// This line is no longer wanted.
    CancelReadLine(u32),
    /// Begin an island, in a heap that has been prepared.
    StartIsland(Box<Island>),
    /// Give a message to the island of a thread.
    ToIsland {
        /// The thread.
        thread: ThreadId,
        /// The message.
        message: Vec<u8>,
    },
    /// Give a message to the home, in an island.
    ToHome(Vec<u8>),
}

/// A web request. No credentials are sent, and no redirect is followed, but by a host that can't help it: that one shows where it
/// ended in [`FetchResponse::url`].
#[derive(Clone, Debug)]
pub struct Fetch {
    /// Its number.
    pub id: u32,
    /// `GET` and the like.
    pub method: String,
    /// An absolute URL, `http` or `https`.
    pub url: String,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
}

/// The end of a web request.
#[derive(Clone, Debug)]
pub struct FetchDone {
    /// The number of the request.
    pub id: u32,
    /// The answer.
    pub result: Result<FetchResponse, FetchError>,
}

/// A line of standard input that a thread waits for.
#[derive(Clone, Debug)]
pub struct ReadLine {
    /// Its number.
    pub id: u32,
    /// What the program has asked, which it has written already.
    pub prompt: String,
    /// Whether nobody is to see what is typed.
    pub is_hidden: bool,
}

/// A line was read, or the input has ended.
#[derive(Clone, Debug)]
pub struct LineRead {
    /// The number of the wanted line.
    pub id: u32,
    /// The line with its end; `None` when the input has ended.
    pub line: Option<String>,
    /// Whether somebody typed it into the console, which is to show it.
    pub is_typed: bool,
}

/// The answer to a web request.
#[derive(Clone, Debug, Default)]
pub struct FetchResponse {
    /// The HTTP status.
    pub status: u16,
    /// The reason phrase; may be empty.
    pub reason: String,
    /// The URL after redirects.
    pub url: String,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body, already decompressed.
    pub body: Vec<u8>,
}

/// Why a web request has no answer.
#[derive(Clone, Debug)]
pub enum FetchError {
    /// The URL can't be requested.
    InvalidUrl,
    /// The host's name does not resolve.
    Dns {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// The system's message.
        message: String,
    },
    /// Nobody listens there, or the network is down.
    Refused {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// The system's message.
        message: String,
    },
    /// No trusted encrypted connection.
    Tls {
        /// The host.
        host: String,
        /// The port.
        port: u16,
        /// What is wrong.
        message: String,
    },
    /// A browser says only that there is no answer: no network, no such host, or CORS.
    Network(String),
    /// The server ended the connection without an answer.
    Disconnected,
    /// The host's own time limit.
    Timeout,
    /// The answer is larger than the host allows.
    TooLarge,
    /// The connection broke in the middle of the answer.
    Payload(String),
}
