//! What Python threads say to each other, as plain data.
//!
//! An object lives in one isolate. Another thread holds a *proxy* of the same class, whose methods send a
//! [`Message::Request`] home and block their thread until the [`Message::Reply`]. The owner answers between
//! instructions, also while its own thread is blocked. A method that has to wait (`Lock.acquire`,
//! `Queue.get`, `Future.result`, …) replies when the wait is over.
//!
//! ```text
//!   asking thread                     home of the object
//!   lock.acquire(timeout=1) ─Request──▶ taken: remembers (thread, ticket)
//!      (blocked, until now + 1)           …
//!                           ◀──Reply── released
//!   or, at the deadline:    ─Withdraw─▶ forgets (thread, ticket)
//!                           ◀──Reply── Undefined (or what was granted just before)
//! ```

use loopscope_trace::{EventId, ThreadId};
use serde::{Deserialize, Serialize};

use crate::portable::{Luggage, ObjectRef, Portable, PortableException};

/// Names a wait or a request among those of its thread; 0 where no reply is wanted.
pub type Ticket = u64;

/// Something for the world outside this isolate. Order matters: send in the order given.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Outgoing {
    /// A message to another Python thread; `to` is never this thread.
    Message {
        /// The other thread.
        to: ThreadId,
        /// What it says.
        envelope: Envelope,
    },
    /// `thread.start()` asks for the number of a new thread; answer with [`crate::threads::thread_id_given`].
    WantThreadId,
    /// Start a Python thread: an isolate that calls [`crate::threads::enter`].
    StartThread(Box<StartThread>),
    /// Perform a web request and answer with [`FetchDone`].
    Fetch(Box<Fetch>),
    /// The answer to this request is no longer wanted.
    CancelFetch(u32),
}

/// A message with its sender.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Envelope {
    /// Who sent it.
    pub from: ThreadId,
    /// The `MessageSent` event, if it was recorded.
    pub cause: Option<EventId>,
    /// How many names of tasks and threads were given, as far as the sender knows.
    pub names: NamesGiven,
    /// What it says.
    pub message: Message,
}

/// How many names were given that are numbered: a count is the program's, and travels with what threads say to
/// each other. Threads that give names at the same time may give the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamesGiven {
    /// `Task-N`
    pub tasks: u64,
    /// `Thread-N`
    pub threads: u64,
}

impl NamesGiven {
    /// Takes in what another thread knows.
    pub fn learn(&mut self, other: NamesGiven) {
        self.tasks = self.tasks.max(other.tasks);
        self.threads = self.threads.max(other.threads);
    }
}

/// What a thread says to another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Message {
    /// Call a method of an object. A thread where the object no longer lives passes it on.
    Request {
        /// The object; index 0 is the thread itself (see [`crate::threads::registry`]).
        object: ObjectRef,
        /// The method.
        method: String,
        /// Positional arguments without `self`.
        args: Vec<Portable>,
        /// Keyword arguments.
        kwargs: Vec<(String, Portable)>,
        /// Who wants the reply.
        origin: ThreadId,
        /// The number of the wait in `origin`; 0: no reply.
        ticket: Ticket,
    },
    /// The result of a request, or of a wait that it began.
    Reply {
        /// The wait that ends.
        ticket: Ticket,
        /// What the method returned or raised.
        result: Result<Portable, Box<PortableException>>,
    },
    /// A wait reached its deadline or was interrupted: forget it and reply `Undefined`, unless it was
    /// answered already.
    Withdraw {
        /// The object that is waited for.
        object: ObjectRef,
        /// Who waits.
        origin: ThreadId,
        /// The number of the wait there.
        ticket: Ticket,
    },
    /// The thread in which the loop ran has ended; the loop comes back to where it was made.
    LoopReturned(Box<Luggage>),
}

/// A Python thread to start.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StartThread {
    /// Its number.
    pub thread: ThreadId,
    /// `thread.name`
    pub name: String,
    /// `thread.daemon`
    pub daemon: bool,
    /// The `ThreadStarting` event, if it was recorded.
    pub cause: Option<EventId>,
    /// The thread object.
    pub handle: Portable,
    /// `threading.main_thread()`
    pub main_thread: Portable,
    /// What it calls; `None` unless `run` is overridden.
    pub target: Portable,
    /// With these arguments,
    pub args: Vec<Portable>,
    /// and these.
    pub kwargs: Vec<(String, Portable)>,
    /// The modules that the starting thread has imported, in that order; `enter` imports them too.
    pub modules: Vec<String>,
    /// How many names were given so far.
    pub names: NamesGiven,
    /// What `threading.excepthook` is, if the program replaced it.
    pub excepthook: Option<Portable>,
    /// Who waits for `thread.start()` to return, and the number of that wait.
    pub starter: (ThreadId, Ticket),
}

/// A web request. No credentials are sent.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fetch {
    /// Its number in this thread.
    pub id: u32,
    /// `GET` and the like.
    pub method: String,
    /// An absolute URL, `http` or `https`.
    pub url: String,
    /// Headers in order.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
    /// Whether redirects are followed, by the host. One that can't help following them shows where it ended in
    /// [`FetchResponse::url`].
    pub follow_redirects: bool,
}

/// The end of a web request.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FetchDone {
    /// The number of the request in this thread.
    pub id: u32,
    /// The answer.
    pub result: Result<FetchResponse, FetchError>,
}

/// The answer to a web request.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
