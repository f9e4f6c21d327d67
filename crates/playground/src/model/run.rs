//! What is known of the program that runs, or ran last.

use std::cell::{Ref, RefCell, RefMut};
use std::ops::Range;
use std::rc::Rc;

use loopscope_picture::Spot;
use loopscope_story::console::{Chunk, LINES_PER_CHUNK};
use loopscope_story::{Console, Lanes};
use loopscope_trace::codec::DecodeError;
use loopscope_trace::{EventId, EventKind, Recording, Stream};

use crate::model::backlog::Backlog;
use crate::model::clock::Clock;
use crate::model::pace::Pace;

/// How many lines of the console are kept.
const CONSOLE_LINES: usize = 4_000;
/// How many chunks of lines are added to the page in one frame at most, so that a flood of output does not
/// stop it.
const CHUNKS_PER_FRAME: usize = 2;
/// A program from which nothing comes for so long leaves the page time.
const QUIET_MILLIS: f64 = 40.0;

/// The recording of one run and what is derived from it, event by event, as far as it was taken in.
pub(crate) struct Run {
    backlog: Backlog,
    pub(crate) recording: Recording,
    pub(crate) lanes: Lanes,
    pub(crate) console: Console,
    /// The lines of the console that the page may show by now, but for the first ones, which it always may.
    revealed: Range<usize>,
    flooded: bool,
    /// How many pieces of text they are made of.
    pieces: usize,
    /// Grows when there is something new to draw.
    news: u32,
    /// Grows when the console has something new to draw.
    console_news: u32,
    clock: Clock,
    /// When the last events came, in milliseconds of the page's clock.
    heard_at_millis: f64,
    /// Since when the program stands still, in milliseconds of the page's clock.
    paused_at_millis: Option<f64>,
    /// The last breakpoint that was come to, and its line, until that is told.
    pub(crate) hit: Option<(EventId, u32)>,
    /// What was printed and the page around was not told yet, while it is told of that.
    pub(crate) untold: Option<Vec<(Stream, String)>>,
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
    /// A run that begins at `now`, as all times here in milliseconds of the page's clock.
    pub(crate) fn new(clock: Clock, now: f64) -> Run {
        Run {
            backlog: Backlog::default(),
            recording: Recording::default(),
            lanes: Lanes::default(),
            console: Console::new(CONSOLE_LINES),
            revealed: 0..0,
            flooded: false,
            pieces: 0,
            news: 0,
            console_news: 0,
            clock,
            heard_at_millis: now,
            paused_at_millis: None,
            hit: None,
            untold: None,
            says_end: false,
            pace: Pace::new(now),
        }
    }

    /// A batch of events comes, to be taken in later.
    pub(crate) fn hear(&mut self, batch: Vec<u8>, now: f64) {
        self.heard_at_millis = now;
        self.backlog.add(batch, now);
    }

    /// Whether more has come than was taken in.
    pub(crate) fn is_behind(&self) -> bool {
        !self.backlog.is_empty()
    }

    /// Whether nothing has come for a while.
    pub(crate) fn is_quiet(&self, now: f64) -> bool {
        now - self.heard_at_millis > QUIET_MILLIS
    }

    /// Whether something of what came can't be put off any more.
    pub(crate) fn is_due(&self, now: f64) -> bool {
        self.backlog.is_due(now)
    }

    /// Takes in about so many bytes of what came; the last uncaught exception in them that has a line.
    ///
    /// # Errors
    /// If they are not events. What came behind them can be taken in next.
    pub(crate) fn take_in(&mut self, mut bytes: usize) -> Result<Option<Uncaught>, DecodeError> {
        let mut uncaught = None;
        let Run { backlog, recording, lanes, console, hit, untold, says_end, .. } = self;
        while let Some(batch) = backlog.take(&mut bytes) {
            recording.add(&batch, &mut |event| {
                lanes.push(event);
                console.push(event, lanes);
                if let (EventKind::Output { stream, text }, Some(untold)) = (&event.kind, &mut *untold) {
                    untold.push((*stream, (*text).to_owned()));
                }
                if let EventKind::BreakpointHit = event.kind {
                    *hit = Some((event.id, event.line));
                }
                *says_end |= matches!(event.kind, EventKind::ProgramEnded { .. });
                if let EventKind::UncaughtException { message } = event.kind
                    && event.line > 0
                {
                    uncaught = Some(Uncaught { line: event.line, message: message.to_owned() });
                }
            })?;
        }
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
        let pieces = self.console.pieces();
        if (self.pieces, self.revealed.start) != (pieces, start) {
            self.console_news += 1;
        }
        (self.pieces, self.revealed) = (pieces, start..total);
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

    /// There is something new to draw.
    pub(crate) fn tell(&mut self) {
        self.news += 1;
    }

    /// The page begins to draw what is known.
    pub(crate) fn begin_picture(&mut self, now: f64) {
        self.pace.begin(now);
    }

    /// The page has drawn what is known.
    pub(crate) fn end_picture(&mut self, now: f64) {
        self.pace.end(now);
    }

    /// How long the page should wait before it draws again.
    pub(crate) fn millis_to_picture(&self, now: f64) -> f64 {
        self.pace.wait_millis(now)
    }

    /// The program and its time stand still, or go on.
    pub(crate) fn pause(&mut self, paused: bool, now: f64) {
        if paused {
            self.paused_at_millis.get_or_insert(now);
        } else if let Some(at) = self.paused_at_millis.take() {
            self.heard_at_millis += now - at;
        }
    }

    /// The program is over, and all that came of it was taken in.
    pub(crate) fn end(&mut self, now: f64) {
        if !self.says_end {
            self.lanes.reach(self.micros_at(now));
        }
        self.lanes.end();
    }

    /// The time in the program in microseconds, as far as it was taken in: while it waits, ours moves its clock.
    pub(crate) fn micros_at(&self, now: f64) -> u64 {
        let known = self.lanes.end_micros();
        match self.clock.micros_per_milli() {
            Some(rate) if !self.lanes.ended() && !self.is_behind() => {
                let now = self.paused_at_millis.unwrap_or(now);
                known + ((now - self.heard_at_millis).max(0.0) * rate) as u64
            }
            _ => known,
        }
    }

    /// The time at which the program stands still, or of the last event.
    pub(crate) fn still_micros(&self) -> u64 {
        self.micros_at(self.heard_at_millis)
    }

    /// The event that began a segment.
    pub(crate) fn begin_of(&self, spot: Spot) -> Option<EventId> {
        Some(self.lanes.get(spot.lane)?.segments().get(spot.segment)?.begun_by)
    }

    /// Whether the time in the program passes though no events come.
    pub(crate) fn is_live(&self) -> bool {
        self.micros_per_milli().is_some()
    }

    /// How many of the program's microseconds pass in a millisecond of ours though no events come, if they do.
    pub(crate) fn micros_per_milli(&self) -> Option<f64> {
        let passes = !self.lanes.ended() && self.paused_at_millis.is_none();
        self.clock.micros_per_milli().filter(|_| passes)
    }
}

/// A run, for everyone who shows something of it.
#[derive(Clone, Default)]
pub(crate) struct SharedRun(Rc<RefCell<Run>>);

impl SharedRun {
    pub(crate) fn new(clock: Clock, now: f64) -> SharedRun {
        SharedRun(Rc::new(RefCell::new(Run::new(clock, now))))
    }

    pub(crate) fn borrow(&self) -> Ref<'_, Run> {
        self.0.borrow()
    }

    pub(crate) fn borrow_mut(&self) -> RefMut<'_, Run> {
        self.0.borrow_mut()
    }

    /// The run as far as it is to be drawn by now.
    pub(crate) fn seen(&self) -> Seen {
        Seen { run: self.clone(), news: self.borrow().news }
    }
}

impl Default for Run {
    fn default() -> Self {
        Run::new(Clock::default(), 0.0)
    }
}

/// A run as far as it is to be drawn: equal to what was drawn before when there is nothing new.
#[derive(Clone)]
pub(crate) struct Seen {
    run: SharedRun,
    news: u32,
}

impl Seen {
    pub(crate) fn borrow(&self) -> Ref<'_, Run> {
        self.run.borrow()
    }

    pub(crate) fn borrow_mut(&self) -> RefMut<'_, Run> {
        self.run.borrow_mut()
    }

    /// The same for the console, for which not all that is new is.
    pub(crate) fn in_console(&self) -> Seen {
        Seen { run: self.run.clone(), news: self.borrow().console_news }
    }

    /// Whether both are of the same run.
    pub(crate) fn is_of(&self, other: &Seen) -> bool {
        Rc::ptr_eq(&self.run.0, &other.run.0)
    }
}

impl PartialEq for Seen {
    fn eq(&self, other: &Self) -> bool {
        self.is_of(other) && self.news == other.news
    }
}
