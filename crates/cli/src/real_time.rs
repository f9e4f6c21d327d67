//! Real time: the program has a thread of the system, which waits as the program does.

use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::thread;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use loopscope_isolate::{Config, FetchDone, Isolate, Outgoing, Program, Status};

use crate::console::Console;
use crate::http;
use crate::stop::{INTERRUPTED, OUTPUT_CLOSED, Stop, on_ctrl_c};

/// How much the program does before its host looks at the clock and at what has come: about a tenth of a
/// millisecond.
const TURN_BUDGET: u32 = 10_000;
/// Python frames live on the heap, but the parser and the destruction of long chains of objects recurse.
const STACK_BYTES: usize = 64 * 1024 * 1024;

/// Something for the program.
enum Post {
    FetchDone(FetchDone),
    Interrupt,
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
        let isolate = Isolate::for_program(config, program);
        let seat =
            Seat { console: seat_console, posting: seat_posting, posts, started: Instant::now(), isolate };
        // After the program nobody listens.
        let _ = ends.send(Notice::Ended(seat.serve()));
    };
    if thread::Builder::new().stack_size(STACK_BYTES).spawn(serve).is_err() {
        eprintln!("loopscope: can't start a thread");
        return 1;
    }
    on_ctrl_c(move |stop| {
        let _ = sender.send(Notice::Stop(stop));
    });
    for notice in notices {
        match notice {
            Notice::Stop(Stop::Interrupt) => {
                let _ = posting.send(Post::Interrupt);
            }
            Notice::Stop(Stop::End) => return INTERRUPTED,
            Notice::Ended(exit_status) => return exit_status,
        }
    }
    1
}

/// The program on its thread of the system.
struct Seat {
    console: Arc<Console>,
    posting: Sender<Post>,
    posts: Receiver<Post>,
    started: Instant,
    isolate: Isolate,
}

impl Seat {
    /// Gives turns to the program until it ends; its exit status.
    fn serve(mut self) -> i32 {
        loop {
            loop {
                match self.posts.try_recv() {
                    Ok(post) => self.take_in(post),
                    Err(TryRecvError::Empty) => break,
                    Err(TryRecvError::Disconnected) => return 1,
                }
            }
            let status = self.isolate.turn(self.now_micros(), TURN_BUDGET);
            if !self.console.take_in(self.isolate.take_events()) {
                return OUTPUT_CLOSED;
            }
            for outgoing in self.isolate.take_outbox() {
                self.carry(outgoing);
            }
            let post = match status {
                Status::Ready => continue,
                Status::Ended { exit_status } => return exit_status,
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
                Some(post) => self.take_in(post),
                None => return 1,
            }
        }
    }

    fn now_micros(&self) -> u64 {
        micros(self.started.elapsed())
    }

    fn take_in(&mut self, post: Post) {
        match post {
            Post::FetchDone(done) => self.isolate.fetch_done(done),
            Post::Interrupt => self.isolate.interrupt(),
        }
    }

    fn carry(&self, outgoing: Outgoing) {
        match outgoing {
            Outgoing::Fetch(fetch) => {
                let posting = self.posting.clone();
                http::start(*fetch, move |done| {
                    // After the program nobody listens.
                    let _ = posting.send(Post::FetchDone(done));
                });
            }
            // Its thread of the system goes on to its end; the isolate ignores the answer.
            Outgoing::CancelFetch(_) => {}
        }
    }
}

fn micros(duration: Duration) -> u64 {
    duration.as_micros().try_into().unwrap_or(u64::MAX)
}
