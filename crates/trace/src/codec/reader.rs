//! Reads a batch, event by event.

use super::step::Rest;
use super::varint::{Cursor, text, unzigzag};
use super::{Context, DecodeError, HEADER_BYTES, LEFT_OUT, head, tag};
use crate::event::{
    Awaiting, BlockedOn, Event, EventId, EventKind, HandleKind, ObjectId, Outcome, Stream, ThreadId,
};
use crate::wait::{Wait, WaitKind};

/// A batch whose parts are known; its events are read one by one.
#[derive(Clone, Copy, Debug)]
pub struct Batch<'a> {
    first: EventId,
    count: u32,
    events: &'a [u8],
    ends: &'a [u8],
    texts: &'a str,
    /// `None` if it was left out.
    output: Option<&'a [u8]>,
}

/// Between two events of a batch.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Position {
    event: u32,
    output: u32,
    left: u32,
    context: Context,
    rest: Option<Rest>,
}

/// The events of a [`Batch`] in their order. After an error there are no more.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    pub(super) batch: Batch<'a>,
    pub(super) events: Cursor<'a>,
    output: Cursor<'a>,
    pub(super) left: u32,
    pub(super) context: Context,
    pub(super) rest: Option<Rest>,
    /// The last one that was read: each is read in its place, for copies of them would take longer than reading.
    pub(super) event: Event<'a>,
}

impl<'a> Batch<'a> {
    /// Finds the parts of a batch, which has at least one event.
    ///
    /// # Errors
    /// If they are not there.
    pub fn new(bytes: &'a [u8]) -> Result<Batch<'a>, DecodeError> {
        let mut parts = Cursor::new(bytes, 0);
        let thread = parts.slice(2)?;
        let mut sizes = [0; 6];
        for size in &mut sizes {
            *size = u32::from_le_bytes(parts.slice(4)?.try_into().expect("a slice of 4 bytes has 4"));
        }
        let [first_seq, count, events, texts, text_bytes, output] = sizes;
        let batch = Batch {
            first: EventId { thread: ThreadId::from_le_bytes([thread[0], thread[1]]), seq: first_seq },
            count,
            events: parts.slice(events as usize)?,
            ends: parts.slice((texts as usize).saturating_mul(4))?,
            texts: text(parts.slice(text_bytes as usize)?)?,
            output: if output == LEFT_OUT { None } else { Some(parts.slice(output as usize)?) },
        };
        match (parts.is_at_end(), count) {
            (false, _) => Err(TOO_LONG),
            (true, 0) => Err(DecodeError("a batch of events has no event")),
            (true, _) => Ok(batch),
        }
    }

    /// How many events there are.
    pub fn count(&self) -> u32 {
        self.count
    }

    /// The events.
    pub fn events(&self) -> Events<'a> {
        self.events_from(&Position {
            event: 0,
            output: 0,
            left: self.count,
            context: Context::new(self.first),
            rest: None,
        })
    }

    /// The events from a position on, which must be one of this batch.
    pub(crate) fn events_from(&self, position: &Position) -> Events<'a> {
        Events {
            batch: *self,
            events: Cursor::new(self.events, position.event as usize),
            output: match self.output {
                Some(output) => Cursor::new(output, position.output as usize),
                None => Cursor::new(&[], 0),
            },
            left: position.left,
            context: position.context,
            rest: position.rest,
            event: Event {
                id: position.context.next,
                at_micros: 0,
                cause: None,
                line: 0,
                task: None,
                by_asyncio: false,
                kind: EventKind::ThreadEnded,
            },
        }
    }

    pub(super) fn text(&self, number: u32) -> Result<&'a str, DecodeError> {
        let end = |number: usize| {
            let bytes = self.ends.get(number.checked_mul(4)?..)?.first_chunk()?;
            Some(u32::from_le_bytes(*bytes) as usize)
        };
        let number = number as usize;
        let start = if number == 0 { Some(0) } else { end(number - 1) };
        let range = start.zip(end(number)).and_then(|(start, end)| self.texts.get(start..end));
        range.ok_or(DecodeError("a batch of events lacks a text"))
    }
}

/// How many bytes the batch has with which `bytes` begins, by its header.
pub(super) fn length(bytes: &[u8]) -> Result<usize, DecodeError> {
    let header = bytes.get(2..HEADER_BYTES).ok_or(DecodeError("a batch of events has no header"))?;
    let mut sizes = [0; 6];
    for (size, place) in sizes.iter_mut().zip(header.chunks_exact(4)) {
        *size = u32::from_le_bytes(place.try_into().expect("a chunk of 4 bytes has 4")) as usize;
    }
    let [_, _, events, texts, text_bytes, output] = sizes;
    let output = if output == LEFT_OUT as usize { 0 } else { output };
    let parts = [texts.saturating_mul(4), text_bytes, output];
    Ok(parts.into_iter().fold(HEADER_BYTES.saturating_add(events), usize::saturating_add))
}

/// Takes the part for output off the end of a batch.
pub(crate) fn leave_out_output(bytes: &mut Vec<u8>) {
    let Ok(Batch { output: Some(output), .. }) = Batch::new(bytes) else { return };
    bytes.truncate(bytes.len() - output.len());
    bytes[HEADER_BYTES - 4..HEADER_BYTES].copy_from_slice(&LEFT_OUT.to_le_bytes());
}

pub(super) const TOO_LONG: DecodeError = DecodeError("a batch of events goes on behind its end");

impl<'a> Iterator for Events<'a> {
    type Item = Result<Event<'a>, DecodeError>;

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        self.advance().map(|event| event.copied()).transpose()
    }
}

impl<'a> Events<'a> {
    /// Before the next event.
    pub(crate) fn position(&self) -> Position {
        Position {
            event: self.events.at() as u32,
            output: self.output.at() as u32,
            left: self.left,
            context: self.context,
            rest: self.rest,
        }
    }

    /// The next event, where it was read.
    ///
    /// # Errors
    /// If there should be one and is none.
    #[inline]
    pub(crate) fn advance(&mut self) -> Result<Option<&Event<'a>>, DecodeError> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        if let Err(error) = self.read() {
            self.left = 0;
            return Err(error);
        }
        Ok(Some(&self.event))
    }

    // Once, and not in each loop over events: it is long.
    #[inline(never)]
    fn read(&mut self) -> Result<(), DecodeError> {
        if let Some(rest) = self.rest {
            return self.read_rest(rest);
        }
        let mut tag = self.events.byte()?;
        while let tag::BACK_TO_THREAD | tag::TO_THREAD = tag {
            let next = match tag {
                tag::BACK_TO_THREAD => self.context.left,
                _ => EventId { thread: self.events.small()?, seq: self.events.small()? },
            };
            self.context.go_to(next);
            tag = self.events.byte()?;
        }
        let id = self.context.next;
        self.context.next.seq = id.seq.wrapping_add(1);
        let head = self.events.byte()?;
        if head & head::MOVED != 0 {
            self.context.at_micros = self.context.at_micros.wrapping_add(self.events.number()?);
        }
        self.event.id = id;
        self.event.at_micros = self.context.at_micros;
        self.event.cause = self.cause(head & head::CAUSE, id)?;
        self.event.line = match head & head::LINE {
            0 => 0,
            kind => {
                if kind != head::LINE_SAME {
                    self.context.line = self.events.small()?;
                }
                self.context.line
            }
        };
        self.event.task = match head & head::TASK {
            0 => None,
            kind => {
                if kind != head::TASK_SAME {
                    self.object(|context| &mut context.task)?;
                }
                Some(self.context.task)
            }
        };
        self.event.by_asyncio = head & head::BY_ASYNCIO != 0;
        self.kind(tag)?;
        self.check_end()
    }

    /// The last event is at the end.
    #[inline]
    pub(super) fn check_end(&self) -> Result<(), DecodeError> {
        let at_end = self.events.is_at_end() && self.output.is_at_end() && self.rest.is_none();
        if self.left == 0 && !at_end { Err(TOO_LONG) } else { Ok(()) }
    }

    fn cause(&mut self, kind: u8, id: EventId) -> Result<Option<EventId>, DecodeError> {
        self.context.cause = match kind {
            0 => return Ok(None),
            head::CAUSE_SAME => self.context.cause,
            head::CAUSE_OWN => EventId { seq: id.seq.wrapping_sub(self.events.small()?), ..id },
            _ => match self.events.small::<u32>()?.checked_sub(1) {
                None => {
                    let left = self.context.left;
                    EventId { seq: left.seq.wrapping_sub(self.events.small()?), ..left }
                }
                Some(thread) => EventId {
                    thread: thread.try_into().map_err(|_| DecodeError("an event's cause has no thread"))?,
                    seq: self.events.small()?,
                },
            },
        };
        Ok(Some(self.context.cause))
    }

    fn kind(&mut self, tag: u8) -> Result<(), DecodeError> {
        self.event.kind = match tag {
            tag::THREAD_STARTED => EventKind::ThreadStarted { name: self.text()? },
            tag::THREAD_STARTING => {
                EventKind::ThreadStarting { thread: self.events.small()?, name: self.text()? }
            }
            tag::THREAD_ENDED => EventKind::ThreadEnded,
            tag::THREAD_WOKEN => {
                EventKind::ThreadWoken { thread: self.events.small()?, by: self.common_text()? }
            }
            tag::THREAD_AT_HOME => EventKind::ThreadPlaced { away: false, why: self.text()? },
            tag::THREAD_AWAY => EventKind::ThreadPlaced { away: true, why: self.text()? },
            tag::LOOP_CREATED => EventKind::LoopCreated { event_loop: self.event_loop()? },
            tag::LOOP_RUNNING => EventKind::LoopRunning { event_loop: self.event_loop()? },
            tag::LOOP_STOPPED => EventKind::LoopStopped { event_loop: self.event_loop()? },
            tag::LOOP_CLOSED => EventKind::LoopClosed { event_loop: self.event_loop()? },
            tag::ITERATION => {
                EventKind::Iteration { event_loop: self.event_loop()?, ready: self.events.small()? }
            }
            tag::SCHEDULED_SOON..=tag::SCHEDULED_DONE_CALLBACK => self.scheduled(tag)?,
            tag::HANDLE_CANCELLED => EventKind::HandleCancelled { handle: self.near(self.context.run)? },
            tag::HANDLE_RUN => EventKind::HandleRun { handle: self.object(|context| &mut context.run)? },
            tag::HANDLE_DONE => EventKind::HandleDone { handle: self.near(self.context.run)? },
            tag::TASK_CREATED => {
                let event_loop = self.event_loop()?;
                let created = self.object(|context| &mut context.created)?;
                EventKind::TaskCreated {
                    created,
                    name: self.text()?,
                    coroutine: self.common_text()?,
                    event_loop,
                }
            }
            tag::TASK_NAMED => EventKind::TaskNamed { task: self.task()?, name: self.text()? },
            tag::THREAD_NAMED => EventKind::ThreadNamed { thread: self.events.small()?, name: self.text()? },
            tag::TASK_STEP => EventKind::TaskStep { task: self.task()? },
            tag::STEP_GIVES_WAY => self.step_that_gives_way(false)?,
            tag::STEP_GIVES_WAY_ELSEWHERE => self.step_that_gives_way(true)?,
            tag::SUSPENDED..=tag::SUSPENDED_FOR_FUTURE | tag::SUSPENDED_IN => {
                let task = self.task()?;
                let (awaiting, wait) = match tag {
                    tag::SUSPENDED => (Awaiting::Nothing, Wait::default()),
                    tag::SUSPENDED_FOR_TASK => (Awaiting::Task(self.task()?), Wait::default()),
                    tag::SUSPENDED_FOR_FUTURE => (Awaiting::Future(self.future()?), Wait::default()),
                    _ => self.wait()?,
                };
                EventKind::TaskSuspended { task, awaiting, wait }
            }
            tag::TASK_CANCEL_REQUESTED => {
                EventKind::TaskCancelRequested { task: self.task()?, by: self.common_text()? }
            }
            tag::TASK_UNCANCELLED => EventKind::TaskUncancelled { task: self.task()? },
            tag::TASK_DONE => EventKind::TaskDone { task: self.task()?, outcome: Outcome::Result },
            tag::TASK_CANCELLED => EventKind::TaskDone { task: self.task()?, outcome: Outcome::Cancelled },
            tag::TASK_FAILED => {
                EventKind::TaskDone { task: self.task()?, outcome: Outcome::Exception(self.text()?) }
            }
            tag::FUTURE_DONE..=tag::FUTURE_CANCELLED => {
                let (future, by) = (self.future()?, self.common_text()?);
                let outcome = match tag {
                    tag::FUTURE_DONE => Outcome::Result,
                    tag::FUTURE_CANCELLED => Outcome::Cancelled,
                    _ => Outcome::Exception(self.text()?),
                };
                EventKind::FutureDone { future, outcome, by }
            }
            tag::BLOCKED_SLEEP..=tag::BLOCKED_CALL => EventKind::Blocked { on: self.blocked_on(tag)? },
            tag::UNBLOCKED => EventKind::Unblocked,
            tag::FETCH_STARTED => EventKind::FetchStarted {
                request: self.near(self.nothing())?,
                method: self.common_text()?,
                url: self.text()?,
            },
            tag::FETCH_DONE => {
                EventKind::FetchDone { request: self.near(self.nothing())?, status: self.events.small()? }
            }
            tag::STDOUT => EventKind::Output { stream: Stream::Stdout, text: self.written()? },
            tag::STDERR => EventKind::Output { stream: Stream::Stderr, text: self.written()? },
            tag::UNCAUGHT_EXCEPTION => EventKind::UncaughtException { message: self.text()? },
            tag::INTERRUPTED => EventKind::Interrupted,
            tag::BREAKPOINT_HIT => EventKind::BreakpointHit,
            tag::RECORDING_FULL => EventKind::RecordingFull,
            tag::PROGRAM_ENDED => {
                EventKind::ProgramEnded { exit_status: unzigzag(self.events.number()?) as i32 }
            }
            _ => return Err(DecodeError("a batch has an event of an unknown kind")),
        };
        Ok(())
    }

    fn wait(&mut self) -> Result<(Awaiting, Wait<'a>), DecodeError> {
        let kind = WaitKind::of(self.events.byte()?).ok_or(DecodeError("a wait is of an unknown kind"))?;
        let known = self.events.byte()?;
        let has = |bit| known & bit != 0;
        let awaiting = match has(head::wait::FOR_TASK) {
            true => Awaiting::Task(self.task()?),
            false => Awaiting::Future(self.future()?),
        };
        let name = if has(head::wait::NAME) { self.common_text()? } else { "" };
        let object = has(head::wait::OBJECT).then(|| self.near(self.nothing())).transpose()?;
        let other = has(head::wait::OTHER).then(|| self.task()).transpose()?;
        let count = if has(head::wait::COUNT) { self.events.small()? } else { 0 };
        let of = if has(head::wait::OF) { self.events.small()? } else { 0 };
        let until_micros = has(head::wait::UNTIL).then(|| self.time()).transpose()?;
        let limit_micros = has(head::wait::LIMIT).then(|| self.time()).transpose()?;
        Ok((awaiting, Wait { kind, name, object, other, count, of, until_micros, limit_micros }))
    }

    fn scheduled(&mut self, tag: u8) -> Result<EventKind<'a>, DecodeError> {
        let handle = self.object(|context| &mut context.scheduled)?;
        let event_loop = self.event_loop()?;
        let callback = self.common_text()?;
        let kind = match tag {
            tag::SCHEDULED_SOON => HandleKind::Soon,
            tag::SCHEDULED_SOON_THREADSAFE => HandleKind::SoonThreadsafe,
            tag::SCHEDULED_AT => HandleKind::At { deadline_micros: self.time()? as i64 },
            tag::SCHEDULED_STEP => HandleKind::TaskStep { task: self.task()? },
            _ => HandleKind::DoneCallback,
        };
        Ok(EventKind::HandleScheduled { handle, event_loop, kind, callback })
    }

    fn blocked_on(&mut self, tag: u8) -> Result<BlockedOn<'a>, DecodeError> {
        Ok(match tag {
            tag::BLOCKED_SLEEP => BlockedOn::Sleep { until_micros: self.time()? },
            tag::BLOCKED_SELECT => BlockedOn::Select { event_loop: self.event_loop()?, until_micros: None },
            tag::BLOCKED_SELECT_UNTIL => {
                BlockedOn::Select { event_loop: self.event_loop()?, until_micros: Some(self.time()?) }
            }
            tag::BLOCKED_JOIN => BlockedOn::Join { thread: self.events.small()? },
            _ => BlockedOn::Call {
                what: self.common_text()?,
                name: self.common_text()?,
                holder: match self.events.small::<u32>()?.checked_sub(1) {
                    None => None,
                    Some(thread) => {
                        Some(thread.try_into().map_err(|_| DecodeError("no thread has that number"))?)
                    }
                },
            },
        })
    }

    #[inline]
    pub(super) fn object(
        &mut self,
        last: impl Fn(&mut Context) -> &mut ObjectId,
    ) -> Result<ObjectId, DecodeError> {
        let near = *last(&mut self.context);
        let object = self.near(near)?;
        *last(&mut self.context) = object;
        Ok(object)
    }

    #[inline(never)]
    fn near(&mut self, near: ObjectId) -> Result<ObjectId, DecodeError> {
        let number = self.events.number()?;
        let index = near.index.wrapping_add(unzigzag(number >> 1) as u32);
        let heap = if number & 1 == 0 { near.heap } else { self.events.small()? };
        Ok(ObjectId { heap, index })
    }

    fn event_loop(&mut self) -> Result<ObjectId, DecodeError> {
        self.object(|context| &mut context.event_loop)
    }

    pub(super) fn task(&mut self) -> Result<ObjectId, DecodeError> {
        self.near(self.context.task)
    }

    fn future(&mut self) -> Result<ObjectId, DecodeError> {
        self.object(|context| &mut context.future)
    }

    fn nothing(&self) -> ObjectId {
        ObjectId { heap: 0, index: 0 }
    }

    fn time(&mut self) -> Result<u64, DecodeError> {
        Ok(self.context.at_micros.wrapping_add(unzigzag(self.events.number()?) as u64))
    }

    #[inline(never)]
    fn text(&mut self) -> Result<&'a str, DecodeError> {
        let length = self.events.small()?;
        self.events.text(length)
    }

    #[inline(never)]
    fn common_text(&mut self) -> Result<&'a str, DecodeError> {
        let number = self.events.small()?;
        self.batch.text(number)
    }

    fn written(&mut self) -> Result<&'a str, DecodeError> {
        let length = self.events.small()?;
        if self.batch.output.is_some() { self.output.text(length) } else { Ok("") }
    }
}
