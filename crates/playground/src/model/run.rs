//! What is known of the program that runs, or ran last.

use std::cell::{Ref, RefCell, RefMut};
use std::ops::Range;
use std::rc::Rc;

use loopscope_story::console::{Chunk, LINES_PER_CHUNK};
use loopscope_story::{Console, Lanes};
use loopscope_trace::codec::DecodeError;
use loopscope_trace::{EventKind, Recording};

use crate::effects::engine::Looker;
use crate::model::clock::Clock;
use crate::model::pace::Pace;

/// How many lines of the console are kept.
const CONSOLE_LINES: usize = 4_000;
/// How many chunks of lines are added to the page in one frame at most, so that a flood of output does not
/// stop it.
const CHUNKS_PER_FRAME: usize = 2;

/// The recording of one run and what is derived from it, event by event.
pub(crate) struct Run {
    pub(crate) recording: Recording,
    pub(crate) lanes: Lanes,
    pub(crate) console: Console,
    /// The lines of the console that the page may show by now, but for the first ones, which it always may.
    revealed: Range<usize>,
    flooded: bool,
    /// Looks at it again.
    pub(crate) looker: Option<Rc<Looker>>,
    clock: Clock,
    /// When the last events came, in milliseconds of the page's clock.
    heard_at_millis: f64,
    /// Since when the program stands still, in milliseconds of the page's clock.
    paused_at_millis: Option<f64>,
    /// Whether the program has said that it ends.
    says_end: bool,
    pace: Pace,
}

/// An exception that nobody caught.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Uncaught {
    /// Its line in the program, from 1.
    pub(crate) line: u32,
    pub(crate) message: String,
}

impl Run {
    pub(crate) fn new(clock: Clock) -> Run {
        Run {
            recording: Recording::default(),
            lanes: Lanes::default(),
            console: Console::new(CONSOLE_LINES),
            revealed: 0..0,
            flooded: false,
            looker: None,
            clock,
            heard_at_millis: now_millis(),
            paused_at_millis: None,
            says_end: false,
            pace: Pace::new(now_millis()),
        }
    }

    /// Takes in a batch of events; the last uncaught exception in it that has a line.
    ///
    /// # Errors
    /// If the bytes are not a batch.
    pub(crate) fn take(&mut self, batch: Vec<u8>) -> Result<Option<Uncaught>, DecodeError> {
        self.heard_at_millis = now_millis();
        let mut uncaught = None;
        let Run { recording, lanes, console, says_end, .. } = self;
        recording.add(&batch, &mut |event| {
            lanes.push(event);
            console.push(event, lanes);
            *says_end |= matches!(event.kind, EventKind::ProgramEnded { .. });
            if let EventKind::UncaughtException { message } = event.kind
                && event.line > 0
            {
                uncaught = Some(Uncaught { line: event.line, message: message.to_owned() });
            }
        })?;
        Ok(uncaught)
    }

    /// Lets the page show more lines of the console: the last ones at once, then those before; whether
    /// there are still others.
    pub(crate) fn reveal(&mut self) -> bool {
        let (total, mut starts) = (self.console.total(), self.console.tail().rev().map(|chunk| chunk.first));
        let last = starts.by_ref().take(CHUNKS_PER_FRAME).last().unwrap_or(total);
        let most = CHUNKS_PER_FRAME * LINES_PER_CHUNK;
        self.flooded = self.revealed.end > 0 && total - self.revealed.end > most;
        let start = if self.revealed.end < last {
            last
        } else if self.revealed.end == total {
            let before = starts.filter(|start| *start < self.revealed.start);
            before.take(CHUNKS_PER_FRAME).last().unwrap_or(self.revealed.start)
        } else {
            self.revealed.start
        };
        self.revealed = start..total;
        self.console.tail().next().is_some_and(|first| first.first < start)
    }

    /// The numbers of those lines, but for the first ones.
    pub(crate) fn revealed(&self) -> Range<usize> {
        self.revealed.clone()
    }

    /// Whether more was written between the last two frames than a frame can show.
    pub(crate) fn flooded(&self) -> bool {
        self.flooded
    }

    /// The console's lines after the first ones that the page may show.
    pub(crate) fn revealed_chunks(&self) -> impl Iterator<Item = &Rc<Chunk>> {
        self.console.tail().filter(|chunk| chunk.first >= self.revealed.start)
    }

    /// The page begins to draw what is known.
    pub(crate) fn begin_picture(&mut self) {
        self.pace.begin(now_millis());
    }

    /// The page has drawn what is known.
    pub(crate) fn end_picture(&mut self) {
        self.pace.end(now_millis());
    }

    /// How long the page should wait before it draws again.
    pub(crate) fn millis_to_picture(&self) -> f64 {
        self.pace.wait_millis(now_millis())
    }

    /// The program and its time stand still, or go on.
    pub(crate) fn pause(&mut self, paused: bool) {
        if paused {
            self.paused_at_millis.get_or_insert_with(now_millis);
        } else if let Some(at) = self.paused_at_millis.take() {
            self.heard_at_millis += now_millis() - at;
        }
    }

    /// The program is over.
    pub(crate) fn end(&mut self) {
        if !self.says_end {
            self.lanes.reach(self.now_micros());
        }
        self.lanes.end();
    }

    /// The time in the program in microseconds: while it waits, ours moves its clock.
    pub(crate) fn now_micros(&self) -> u64 {
        let known = self.lanes.end_micros();
        match self.clock.micros_per_milli() {
            Some(rate) if !self.lanes.ended() => {
                let now = self.paused_at_millis.unwrap_or_else(now_millis);
                known + ((now - self.heard_at_millis).max(0.0) * rate) as u64
            }
            _ => known,
        }
    }

    /// Whether the time in the program passes though no events come.
    pub(crate) fn is_live(&self) -> bool {
        !self.lanes.ended() && self.paused_at_millis.is_none() && self.clock.micros_per_milli().is_some()
    }
}

/// A run, for everyone who shows something of it.
#[derive(Clone)]
pub(crate) struct SharedRun(Rc<RefCell<Run>>);

impl SharedRun {
    pub(crate) fn new(clock: Clock) -> SharedRun {
        SharedRun(Rc::new(RefCell::new(Run::new(clock))))
    }

    pub(crate) fn borrow(&self) -> Ref<'_, Run> {
        self.0.borrow()
    }

    pub(crate) fn borrow_mut(&self) -> RefMut<'_, Run> {
        self.0.borrow_mut()
    }
}

impl PartialEq for SharedRun {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

fn now_millis() -> f64 {
    web_sys::window().and_then(|window| window.performance()).map_or(0.0, |performance| performance.now())
}
