//! The islands of a program, each on a thread of the system.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::Instant;

use loopscope_isolate::{Config, Island, Isolate, Program};

use crate::console::Console;
use crate::real_time::{Post, Role, Seat, spawn};
use crate::stop::OUTPUT_CLOSED;

/// At most so many at once.
const MOST: usize = 16;
/// So many are kept ready at most, where there are so many processors: preparing one takes some milliseconds, and threads
/// are often started one right after the other.
const MOST_SPARES: usize = 4;

/// What the home hears of an island.
pub(crate) enum News {
    Message(Vec<u8>),
    /// What it was given, for the recording.
    Inputs(Vec<u8>),
    /// It could not begin.
    Refused(String),
    Failed(String),
    /// Nobody reads what it writes.
    OutputClosed,
    Ended,
}

/// The islands of a program.
pub(crate) struct Islands {
    program: Program,
    config: Config,
    console: Arc<Console>,
    home: Sender<Post>,
    started: Instant,
    /// Those that run.
    running: BTreeMap<u16, Sender<Post>>,
    /// Those for the next threads.
    spares: Vec<Spare>,
    /// So many of them are kept.
    most_spares: usize,
}

/// A heap that is, or will soon be, ready to be an island.
struct Spare {
    begin: Sender<Island>,
    posting: Sender<Post>,
    is_ready: Arc<AtomicBool>,
}

impl Spare {
    fn is_ready(&self) -> bool {
        self.is_ready.load(Ordering::Acquire)
    }
}

impl Islands {
    /// No islands yet.
    pub(crate) fn new(
        program: &Program,
        config: &Config,
        console: &Arc<Console>,
        home: &Sender<Post>,
        started: Instant,
    ) -> Islands {
        let mut islands = Islands {
            program: program.clone(),
            config: config.clone(),
            console: console.clone(),
            home: home.clone(),
            started,
            running: BTreeMap::new(),
            spares: Vec::new(),
            most_spares: thread::available_parallelism().map_or(1, |count| count.get().min(MOST_SPARES)),
        };
        if program.source.contains("Thread") {
            islands.fill_up();
        }
        islands
    }

    /// How many more threads may begin in islands.
    pub(crate) fn free(&self) -> usize {
        // No thread waits until a heap is ready: it begins beside the others.
        let ready = self.spares.iter().filter(|spare| spare.is_ready()).count();
        ready.min(MOST.saturating_sub(self.running.len()))
    }

    /// Begins an island.
    pub(crate) fn start(&mut self, island: Island) {
        let thread = island.thread;
        let ready = self.spares.iter().position(Spare::is_ready);
        let Some(spare) = ready.map(|at| self.spares.remove(at)).or_else(|| self.prepare()) else {
            let news = News::Refused("the system has no thread for it".to_owned());
            let _ = self.home.send(Post::Island(thread, news));
            return;
        };
        let _ = spare.begin.send(island);
        self.running.insert(thread, spare.posting);
        self.fill_up();
    }

    /// Gives a message to an island.
    pub(crate) fn send(&self, thread: u16, message: Vec<u8>) {
        if let Some(island) = self.running.get(&thread) {
            let _ = island.send(Post::Message(message));
        }
    }

    /// The program has ended.
    pub(crate) fn finish(&self) {
        for island in self.running.values() {
            let _ = island.send(Post::Finish);
        }
    }

    /// Whether islands run.
    pub(crate) fn some_run(&self) -> bool {
        !self.running.is_empty()
    }

    /// The home has heard this.
    pub(crate) fn heard(&mut self, thread: u16, news: &News) {
        if !matches!(news, News::Message(_) | News::Inputs(_)) {
            self.running.remove(&thread);
        }
    }

    /// Prepares as many as are to be kept.
    fn fill_up(&mut self) {
        while self.spares.len() < self.most_spares {
            // The system may have no more threads.
            let Some(spare) = self.prepare() else { return };
            self.spares.push(spare);
        }
    }

    fn prepare(&self) -> Option<Spare> {
        let (begin, begins) = mpsc::channel::<Island>();
        let (posting, posts) = mpsc::channel();
        let (program, config, console) = (self.program.clone(), self.config.clone(), self.console.clone());
        let (home, own, started) = (self.home.clone(), posting.clone(), self.started);
        let is_ready = Arc::new(AtomicBool::new(false));
        let ready = is_ready.clone();
        let run = move || {
            let isolate = Isolate::prepare_island(config);
            ready.store(true, Ordering::Release);
            // Without one, the program has ended.
            let Ok(island) = begins.recv() else { return };
            let thread = island.thread;
            let role = Role::Island(thread, home.clone());
            let mut seat = Seat { console, posting: own, posts, started, isolate, role };
            let serve = || {
                seat.isolate.begin_island(program, &island, seat.now_micros())?;
                Ok(seat.serve())
            };
            let news = match catch_unwind(AssertUnwindSafe(serve)) {
                Ok(Ok(0)) => News::Ended,
                Ok(Ok(OUTPUT_CLOSED)) => News::OutputClosed,
                Ok(Ok(_)) => News::Failed("it wrote too much".to_owned()),
                Ok(Err(reason)) => News::Refused(reason),
                Err(_) => News::Failed("the interpreter failed".to_owned()),
            };
            let _ = home.send(Post::Island(thread, news));
            seat.isolate.dismantle();
        };
        spawn(run).ok()?;
        Some(Spare { begin, posting, is_ready })
    }
}
