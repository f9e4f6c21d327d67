//! Real time: the program has a thread of the system, which waits as the program does; its islands have one each.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use loopscope_isolate::recorded::{Clock, Recorded};
use loopscope_isolate::{Config, FetchDone, Isolate, Outgoing, Program, Status};

use crate::console::Console;
use crate::http;
use crate::islands::{self, Islands};
use crate::stdin::{Line, Stdin};
use crate::stop::{INTERRUPTED, OUTPUT_CLOSED, Stop, on_ctrl_c};

/// How much a heap does before its host looks at the clock and at what has come: about a tenth of a
/// millisecond.
const TURN_BUDGET: u32 = 10_000;
/// So long islands may take to hand over what they have written when the program has ended.
const LAST_WORDS: Duration = Duration::from_millis(200);
/// Python frames live on the heap, but the parser and the destruction of long chains of objects recurse.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Something for a heap.
pub(crate) enum Post {
    FetchDone(FetchDone),
    Line(Line),
    Interrupt,
    /// For the home: news from the island of a thread.
    Island(u16, islands::News),
    /// For an island: a message from the home.
    Message(Vec<u8>),
    /// For an island: the program has ended.
    Finish,
}

/// Something for the command itself.
enum Notice {
    Stop(Stop),
    Ended(i32),
}

/// Runs a program to its end; its exit status. Daemon threads end with it.
pub(crate) fn run(program: Program, console: &Arc<Console>) -> i32 {
    let (sender, notices) = mpsc::channel();
    let (posting, posts) = mpsc::channel();
    let epoch_micros = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, micros);
    let config = Config { record: console.records(), ..Config::new(epoch_micros) };
    let (seat_console, ends, seat_posting) = (console.clone(), sender.clone(), posting.clone());
    let serve = move || {
        let started = Instant::now();
        let islands = Islands::new(&program, &config, &seat_console, &seat_posting, started);
        let isolate = Isolate::for_program(config.clone(), program.clone());
        let lines = seat_posting.clone();
        let stdin = Stdin::new(move |line| {
            // After the program nobody listens.
            let _ = lines.send(Post::Line(line));
        });
        let mut seat = Seat {
            console: seat_console,
            posting: seat_posting,
            posts,
            started,
            isolate,
            role: Role::Home(Box::new(islands), stdin),
        };
        let exit_status = seat.serve();
        let inputs = seat.isolate.take_inputs();
        seat.console.keep(Recorded { clock: Clock::Real, config, program, inputs });
        // After the program nobody listens.
        let _ = ends.send(Notice::Ended(exit_status));
    };
    if spawn(serve).is_err() {
        eprintln!("loopscope: can't start a thread");
        return 1;
    }
    on_ctrl_c(move |stop| {
        let _ = sender.send(Notice::Stop(stop));
    });
    for notice in &notices {
        match notice {
            Notice::Stop(Stop::Interrupt) => {
                let _ = posting.send(Post::Interrupt);
            }
            Notice::Stop(Stop::End) => {
                // The recording is kept after the turn that runs.
                let _ = posting.send(Post::Finish);
                let _ = notices.recv_timeout(LAST_WORDS);
                return INTERRUPTED;
            }
            Notice::Ended(exit_status) => return exit_status,
        }
    }
    1
}

/// A thread of the system for a heap.
pub(crate) fn spawn(run: impl FnOnce() + Send + 'static) -> std::io::Result<thread::JoinHandle<()>> {
    thread::Builder::new().stack_size(STACK_BYTES).spawn(run)
}

/// What a heap is to the others.
pub(crate) enum Role {
    /// The heap of the main thread, which alone reads standard input.
    Home(Box<Islands>, Stdin),
    /// That of another thread, with the way to the home.
    Island(u16, Sender<Post>),
}

/// A heap on its thread of the system.
pub(crate) struct Seat {
    pub(crate) console: Arc<Console>,
    pub(crate) posting: Sender<Post>,
    pub(crate) posts: Receiver<Post>,
    pub(crate) started: Instant,
    pub(crate) isolate: Isolate,
    pub(crate) role: Role,
}

impl Seat {
    /// Gives turns to the heap until it ends; its exit status.
    pub(crate) fn serve(&mut self) -> i32 {
        loop {
            loop {
                match self.posts.try_recv() {
                    Ok(Post::Finish) => return 0,
                    Ok(Post::Island(_, islands::News::OutputClosed)) => return OUTPUT_CLOSED,
                    Ok(post) => self.take_in(post),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return 1,
                }
            }
            if let Role::Home(islands, _) = &self.role {
                self.isolate.set_free_islands(islands.free(), "no heap was ready for it");
            }
            let status = self.isolate.turn(self.now_micros(), TURN_BUDGET);
            // What was printed comes before what follows from it elsewhere.
            let events = self.isolate.take_events();
            if events.is_some() || matches!(status, Status::Ended { .. }) {
                self.tell_inputs();
            }
            if !self.console.take_in(events) {
                return OUTPUT_CLOSED;
            }
            for outgoing in self.isolate.take_outbox() {
                self.carry(outgoing);
            }
            let post = match status {
                Status::Ready | Status::AtBreakpoint | Status::Needs(_) => continue,
                Status::Ended { exit_status } => return self.last_words(exit_status),
                Status::Blocked { until_micros: None } => self.posts.recv().ok(),
                Status::Blocked { until_micros: Some(until_micros) } => {
                    let left = Duration::from_micros(until_micros.saturating_sub(self.now_micros()));
                    match self.posts.recv_timeout(left) {
                        Err(RecvTimeoutError::Timeout) => continue,
                        post => post.ok(),
                    }
                }
            };
            match post {
                Some(Post::Finish) => return 0,
                Some(Post::Island(_, islands::News::OutputClosed)) => return OUTPUT_CLOSED,
                Some(post) => self.take_in(post),
                None => return 1,
            }
        }
    }

    /// What islands had written when the program ended comes before the command's end.
    fn last_words(&mut self, exit_status: i32) -> i32 {
        if let Role::Home(islands, _) = &mut self.role {
            islands.finish();
            let end = Instant::now() + LAST_WORDS;
            while islands.some_run() {
                match self.posts.recv_timeout(end.saturating_duration_since(Instant::now())) {
                    Ok(Post::Island(thread, islands::News::Inputs(inputs))) => {
                        self.isolate.keep_island(thread, inputs);
                    }
                    Ok(Post::Island(thread, news)) => islands.heard(thread, &news),
                    Ok(_) => {}
                    Err(_) => break,
                }
            }
        }
        exit_status
    }

    /// In an island: its home keeps what it was given, beside its own.
    fn tell_inputs(&mut self) {
        if let Role::Island(thread, home) = &self.role
            && self.console.records()
        {
            let _ = home.send(Post::Island(*thread, islands::News::Inputs(self.isolate.take_inputs())));
        }
    }

    pub(crate) fn now_micros(&self) -> u64 {
        micros(self.started.elapsed())
    }

    fn take_in(&mut self, post: Post) {
        self.isolate.set_now(self.now_micros());
        match post {
            Post::FetchDone(done) => self.isolate.fetch_done(done),
            Post::Line(line) => {
                if let Role::Home(_, stdin) = &mut self.role
                    && let Some(line) = stdin.read(line)
                {
                    self.isolate.line_read(line);
                }
            }
            Post::Interrupt => self.isolate.interrupt(),
            Post::Finish => {}
            Post::Message(message) => self.isolate.receive(0, &message),
            Post::Island(thread, news) => {
                match &news {
                    islands::News::Inputs(inputs) => self.isolate.keep_island(thread, inputs.clone()),
                    islands::News::Message(message) => self.isolate.receive(thread, message),
                    islands::News::Refused(reason) => self.isolate.island_refused(thread, reason),
                    islands::News::Failed(reason) => self.isolate.island_failed(thread, reason),
                    islands::News::OutputClosed | islands::News::Ended => {}
                }
                if let Role::Home(islands, _) = &mut self.role {
                    islands.heard(thread, &news);
                }
            }
        }
    }

    fn carry(&mut self, outgoing: Outgoing) {
        match (outgoing, &mut self.role) {
            (Outgoing::Fetch(fetch), _) => {
                let posting = self.posting.clone();
                http::start(*fetch, move |done| {
                    // After the program nobody listens.
                    let _ = posting.send(Post::FetchDone(done));
                });
            }
            (Outgoing::StartIsland(island), Role::Home(islands, _)) => islands.start(*island),
            (Outgoing::ToIsland { thread, message }, Role::Home(islands, _)) => islands.send(thread, message),
            (Outgoing::ToHome(message), Role::Island(thread, home)) => {
                let _ = home.send(Post::Island(*thread, islands::News::Message(message)));
            }
            (Outgoing::ReadLine(wanted), Role::Home(_, stdin)) => {
                if let Some(line) = stdin.want(wanted.id) {
                    let _ = self.posting.send(Post::Line(line));
                }
            }
            (Outgoing::CancelReadLine(id), Role::Home(_, stdin)) => stdin.cancel(id),
            // A request's thread of the system goes on to its end; the isolate ignores the answer.
            (Outgoing::CancelFetch(_), _) => {}
            // A thread that reads standard input is in no island.
            (
                Outgoing::StartIsland(_)
                | Outgoing::ToIsland { .. }
                | Outgoing::ToHome(_)
                | Outgoing::ReadLine(_)
                | Outgoing::CancelReadLine(_),
                _,
            ) => {}
        }
    }
}

pub(crate) fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(u64::MAX)
}
