//! Real time: each Python thread is a thread of the system.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU16, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use loopscope_isolate::{Config, Isolate, Message, Outgoing, Program, Start, Status};
use loopscope_stdlib::remote::FetchDone;
use loopscope_trace::ThreadId;

use crate::console::Console;
use crate::http;
use crate::stop::{INTERRUPTED, OUTPUT_CLOSED, Stop, on_ctrl_c};

/// How many instructions a thread executes before it looks at the clock and its messages: about a tenth of a
/// millisecond.
const TURN_BUDGET: u32 = 10_000;
/// Python frames live on the heap, but the parser and the destruction of long chains of objects recurse.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Something for a thread.
enum Post {
    Message(Message),
    FetchDone(FetchDone),
    ThreadId(Option<ThreadId>),
    Interrupt,
}

/// Something for the command itself.
enum Notice {
    Stop(Stop),
    Ended(i32),
}

/// What the threads share.
struct Hub {
    posts: Mutex<BTreeMap<ThreadId, Sender<Post>>>,
    next_thread: AtomicU16,
    notices: Sender<Notice>,
    console: Arc<Console>,
    started: Instant,
    epoch_micros: u64,
}

/// Runs a program to its end; its exit status. Daemon threads end with the process.
pub(crate) fn run(program: Program, console: &Arc<Console>) -> i32 {
    let (sender, notices) = mpsc::channel();
    let hub = Arc::new(Hub {
        posts: Mutex::default(),
        next_thread: AtomicU16::new(1),
        notices: sender.clone(),
        console: console.clone(),
        started: Instant::now(),
        epoch_micros: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, micros),
    });
    let config = hub.config(0);
    if !hub.spawn(0, move || Isolate::for_program(config, program)) {
        eprintln!("loopscope: can't start a thread");
        return 1;
    }
    on_ctrl_c(move |stop| {
        // After the program nobody listens.
        let _ = sender.send(Notice::Stop(stop));
    });
    for notice in notices {
        match notice {
            Notice::Stop(Stop::Interrupt) => hub.post(0, Post::Interrupt),
            Notice::Stop(Stop::End) => return INTERRUPTED,
            Notice::Ended(exit_status) => return exit_status,
        }
    }
    1
}

impl Hub {
    fn config(&self, thread: ThreadId) -> Config {
        Config { record: self.console.records(), ..Config::new(thread, self.epoch_micros) }
    }

    fn now_micros(&self) -> u64 {
        micros(self.started.elapsed())
    }

    /// Starts a Python thread; whether the system could.
    fn spawn(self: &Arc<Self>, thread: ThreadId, make: impl FnOnce() -> Isolate + Send + 'static) -> bool {
        let (sender, posts) = mpsc::channel();
        lock(&self.posts).insert(thread, sender);
        let hub = self.clone();
        let serve = move || Seat { hub, thread, posts, isolate: make() }.serve();
        thread::Builder::new().stack_size(STACK_BYTES).spawn(serve).is_ok()
    }

    /// A new thread's number; `None` if there are too many.
    fn new_thread(&self) -> Option<ThreadId> {
        let next = |number: ThreadId| number.checked_add(1);
        self.next_thread.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next).ok()
    }

    fn end(&self, exit_status: i32) {
        // After the program nobody listens.
        let _ = self.notices.send(Notice::Ended(exit_status));
    }

    fn post(&self, to: ThreadId, post: Post) {
        if let Some(sender) = lock(&self.posts).get(&to) {
            // Whoever has ended needs nothing any more.
            let _ = sender.send(post);
        }
    }
}

/// A Python thread on its thread of the system.
struct Seat {
    hub: Arc<Hub>,
    thread: ThreadId,
    posts: Receiver<Post>,
    isolate: Isolate,
}

impl Seat {
    /// Gives turns to the isolate until nobody needs it any more.
    fn serve(mut self) {
        loop {
            loop {
                match self.posts.try_recv() {
                    Ok(post) => self.take_in(post),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return,
                }
            }
            let status = self.turn();
            if !self.wait(status) {
                return;
            }
        }
    }

    fn turn(&mut self) -> Status {
        let status = self.isolate.turn(self.hub.now_micros(), TURN_BUDGET);
        if !self.hub.console.take_in(self.isolate.take_events()) {
            self.hub.end(OUTPUT_CLOSED);
        }
        for outgoing in self.isolate.take_outbox() {
            self.carry(outgoing);
        }
        status
    }

    /// Waits as long as the isolate has nothing to do; whether it is needed further.
    fn wait(&mut self, status: Status) -> bool {
        let post = match status {
            Status::Ready => return true,
            Status::Ended { exit_status } => {
                if self.thread == 0 {
                    self.hub.end(exit_status);
                }
                if !self.isolate.is_needed() {
                    lock(&self.hub.posts).remove(&self.thread);
                    return false;
                }
                self.posts.recv().ok()
            }
            Status::Blocked { until_micros: None } => self.posts.recv().ok(),
            Status::Blocked { until_micros: Some(until_micros) } => {
                let left = Duration::from_micros(until_micros.saturating_sub(self.hub.now_micros()));
                match self.posts.recv_timeout(left) {
                    Ok(post) => Some(post),
                    Err(RecvTimeoutError::Timeout) => return true,
                    Err(RecvTimeoutError::Disconnected) => None,
                }
            }
        };
        post.map(|post| self.take_in(post)).is_some()
    }

    fn take_in(&mut self, post: Post) {
        match post {
            Post::Message(message) => self.isolate.deliver(message),
            Post::FetchDone(done) => self.isolate.fetch_done(done),
            Post::ThreadId(number) => self.isolate.thread_id_given(number),
            Post::Interrupt => self.isolate.interrupt(),
        }
    }

    fn carry(&mut self, outgoing: Outgoing) {
        match outgoing {
            Outgoing::Send { to, message } => self.hub.post(to, Post::Message(message)),
            Outgoing::SendToOthers(message) => {
                for (_, sender) in lock(&self.hub.posts).iter().filter(|(thread, _)| **thread != self.thread)
                {
                    let _ = sender.send(Post::Message(message.clone()));
                }
            }
            Outgoing::WantThreadId => self.hub.post(self.thread, Post::ThreadId(self.hub.new_thread())),
            Outgoing::Start(start) => self.start(*start),
            Outgoing::Fetch(fetch) => {
                let (hub, thread) = (self.hub.clone(), self.thread);
                http::start(*fetch, move |done| hub.post(thread, Post::FetchDone(done)));
            }
            // Its thread goes on to its end; the isolate ignores the answer.
            Outgoing::CancelFetch(_) => {}
        }
    }

    fn start(&self, start: Start) {
        let thread = start.id();
        let config = self.hub.config(thread);
        if !self.hub.spawn(thread, move || Isolate::for_thread(config, start)) {
            eprintln!("loopscope: the system can't start another thread");
            self.hub.end(1);
        }
    }
}

fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(u64::MAX)
}

/// The map of senders is whole even if a thread panicked.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
