//! Writes the events of the Python threads that share a heap.

use std::mem;

use crate::codec::{GivesWay, Writer};
use crate::event::{Awaiting, Event, EventId, EventKind, HandleKind, ObjectId, ThreadId};
use crate::wait::Wait;

/// How many events are recorded before the recorder says [`EventKind::RecordingFull`].
pub const DEFAULT_LIMIT: u32 = 1_000_000;

/// Records what happens in the order in which it does, as bytes at once. It keeps only what [`Recorder::take`] has not
/// fetched yet.
#[derive(Debug)]
pub struct Recorder {
    thread: ThreadId,
    next_seq: u32,
    recorded: u32,
    limit: u32,
    enabled: bool,
    writer: Writer,
    outputs: usize,
    written_bytes: usize,
    /// What other heaps of the program have recorded.
    others: u32,
    /// Program time in microseconds; set by the host before each turn.
    pub now_micros: u64,
    /// The line of the program that runs now, 0 for none.
    pub line: u32,
    /// The task that runs now.
    pub task: Option<ObjectId>,
    /// The event that made what runs now happen.
    pub cause: Option<EventId>,
    /// Whether asyncio does of its own accord what runs now.
    pub by_asyncio: bool,
    /// Events of the thread that runs before the one with this number have been recorded elsewhere.
    again_until: u32,
    /// The event at which the program is to stand still, and whom to tell then.
    stand: Option<Box<Stand>>,
}

/// Where a program is to stand still.
#[derive(Debug)]
struct Stand {
    at: EventId,
    tell: fn(),
    stands: bool,
}

/// Where a thread is that does not run: what the recorder goes on with when it does.
#[derive(Clone, Debug)]
pub struct Place {
    thread: ThreadId,
    next_seq: u32,
    line: u32,
    task: Option<ObjectId>,
    cause: Option<EventId>,
    by_asyncio: bool,
    again_until: u32,
}

impl Place {
    /// The number of the thread's next event.
    pub fn next_seq(&self) -> u32 {
        self.next_seq
    }

    /// Where a thread begins, made to happen by `cause`.
    pub fn beginning(thread: ThreadId, cause: Option<EventId>) -> Self {
        Place { thread, next_seq: 0, line: 0, task: None, cause, by_asyncio: false, again_until: 0 }
    }
}

impl Recorder {
    /// A recorder for a heap whose first thread is `thread`. It stops after `limit` events. With `enabled` false only output, where
    /// the program stands and its end are recorded.
    pub fn new(thread: ThreadId, enabled: bool, limit: u32) -> Self {
        Recorder {
            thread,
            next_seq: 0,
            recorded: 0,
            limit,
            enabled,
            writer: Writer::new(),
            outputs: 0,
            written_bytes: 0,
            others: 0,
            now_micros: 0,
            line: 0,
            task: None,
            // The beginning of any thread but the main thread was recorded in the heap that started it.
            cause: (thread > 0).then_some(EventId { thread, seq: 0 }),
            by_asyncio: false,
            again_until: 0,
            stand: None,
        }
    }

    /// When an event is recorded, `tell` is called: the program is to stand still there.
    pub fn stand_at(&mut self, at: EventId, tell: fn()) {
        self.stand = Some(Box::new(Stand { at, tell, stands: false }));
    }

    /// The program stands no more, if it did.
    pub fn go_on(&mut self) {
        self.stand.take_if(|stand| stand.stands);
    }

    /// Whether the event at which the program is to stand still has been recorded.
    pub fn stands(&self) -> bool {
        self.stand.as_ref().is_some_and(|stand| stand.stands)
    }

    /// The thread that runs.
    pub fn thread(&self) -> ThreadId {
        self.thread
    }

    /// Goes on with another thread; `place` becomes that of the one that ran.
    pub fn switch(&mut self, place: &mut Place) {
        mem::swap(&mut self.thread, &mut place.thread);
        mem::swap(&mut self.next_seq, &mut place.next_seq);
        mem::swap(&mut self.line, &mut place.line);
        mem::swap(&mut self.task, &mut place.task);
        mem::swap(&mut self.cause, &mut place.cause);
        mem::swap(&mut self.by_asyncio, &mut place.by_asyncio);
        mem::swap(&mut self.again_until, &mut place.again_until);
    }

    /// The thread that runs does again what has been recorded before: its events until that with the number `until` count, but
    /// are not written.
    pub fn set_again_until(&mut self, until: u32) {
        self.again_until = until;
    }

    /// The number of the thread's next event.
    pub fn next_seq(&self) -> u32 {
        self.next_seq
    }

    /// The next event of the thread that runs has this number: others have been recorded elsewhere.
    pub fn go_on_at(&mut self, next_seq: u32) {
        self.next_seq = next_seq;
    }

    /// Whether events other than output are still recorded. Callers that must find out something for an
    /// event ask this first.
    #[inline]
    pub fn enabled(&self) -> bool {
        self.enabled
    }

    /// Records `kind` with the current cause; `None` if it was not recorded.
    #[inline]
    pub fn record(&mut self, kind: EventKind<'_>) -> Option<EventId> {
        self.record_caused_by(kind, self.cause)
    }

    /// Records `kind` as caused by `cause`; `None` if it was not recorded.
    pub fn record_caused_by(&mut self, kind: EventKind<'_>, cause: Option<EventId>) -> Option<EventId> {
        if !self.enabled && !always_recorded(&kind) {
            return None;
        }
        if self.enabled && self.recorded.saturating_add(self.others) >= self.limit {
            self.enabled = false;
            self.push(EventKind::RecordingFull, cause);
            // From now on nobody says who runs and why.
            (self.task, self.cause) = (None, None);
            if !always_recorded(&kind) {
                return None;
            }
        }
        Some(self.push(kind, cause))
    }

    /// Records that the task that runs gave way: it suspended with nothing to await, which made its next step be scheduled, with this
    /// handle in a loop's queue. The second of the two events; `None` if it was not recorded.
    pub fn record_giving_way(
        &mut self,
        task: ObjectId,
        handle: ObjectId,
        event_loop: ObjectId,
        callback: &str,
    ) -> Option<EventId> {
        let suspended = EventKind::TaskSuspended { task, awaiting: Awaiting::Nothing, wait: Wait::default() };
        let has_room = self.recorded.saturating_add(self.others).saturating_add(2) <= self.limit;
        if self.enabled && has_room && self.again_until <= self.next_seq {
            let id = EventId { thread: self.thread, seq: self.next_seq };
            if self
                .writer
                .gives_way(&self.event(id, suspended, self.cause), &GivesWay { handle, event_loop, callback })
            {
                let scheduled = EventId { seq: id.seq + 1, ..id };
                self.look_for_stand(id);
                self.look_for_stand(scheduled);
                self.next_seq += 2;
                self.recorded += 2;
                return Some(scheduled);
            }
        }
        let cause = self.record(suspended).or(self.cause);
        let kind = HandleKind::TaskStep { task };
        self.record_caused_by(EventKind::HandleScheduled { handle, event_loop, kind, callback }, cause)
    }

    /// Other heaps of the program have recorded so many events, which count against the limit.
    pub fn set_others(&mut self, recorded: u32) {
        self.others = recorded;
    }

    /// How many events were recorded since the start.
    pub fn recorded(&self) -> u32 {
        self.recorded
    }

    /// The events recorded since the last call as a batch, to be read with [`codec`](crate::codec); `None` if there
    /// are none.
    pub fn take(&mut self) -> Option<Vec<u8>> {
        self.outputs = 0;
        self.writer.finish()
    }

    /// How many pieces of output wait to be fetched.
    pub fn pending_outputs(&self) -> usize {
        self.outputs
    }

    /// How many bytes of output were recorded since the start.
    pub fn written_bytes(&self) -> usize {
        self.written_bytes
    }

    fn push(&mut self, kind: EventKind<'_>, cause: Option<EventId>) -> EventId {
        let id = EventId { thread: self.thread, seq: self.next_seq };
        self.next_seq += 1;
        self.look_for_stand(id);
        if id.seq < self.again_until {
            return id;
        }
        self.recorded += 1;
        if let EventKind::Output { text, .. } = kind {
            self.outputs += 1;
            self.written_bytes += text.len();
        }
        let event = self.event(id, kind, cause);
        self.writer.event(&event);
        id
    }

    #[inline]
    fn look_for_stand(&mut self, id: EventId) {
        if let Some(stand) = &mut self.stand
            && stand.at == id
        {
            stand.stands = true;
            (stand.tell)();
        }
    }

    #[inline]
    fn event<'a>(&self, id: EventId, kind: EventKind<'a>, cause: Option<EventId>) -> Event<'a> {
        let Recorder { now_micros: at_micros, line, task, by_asyncio, .. } = *self;
        Event { id, at_micros, cause, line, task, by_asyncio, kind }
    }
}

fn always_recorded(kind: &EventKind<'_>) -> bool {
    matches!(
        kind,
        EventKind::Output { .. }
            | EventKind::UncaughtException { .. }
            | EventKind::BreakpointHit
            | EventKind::ProgramEnded { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::decode;
    use crate::event::Stream;

    const OUTPUT: EventKind<'_> = EventKind::Output { stream: Stream::Stdout, text: "text" };

    #[test]
    fn a_full_recording_says_so_and_goes_on_with_output() {
        let mut recorder = Recorder::new(0, true, 2);
        for kind in [EventKind::Unblocked, OUTPUT, EventKind::Unblocked, EventKind::Unblocked, OUTPUT] {
            recorder.record(kind);
        }
        assert!(!recorder.enabled());
        let batch = recorder.take().expect("something was recorded");
        let events = decode(&batch).expect("it was just written");
        let kinds: Vec<_> = events.iter().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Unblocked, OUTPUT, EventKind::RecordingFull, OUTPUT]);
        assert!(events.iter().map(|event| event.id.seq).eq(0..4));
    }

    #[test]
    fn what_others_record_counts() {
        let mut recorder = Recorder::new(0, true, 10);
        recorder.record(EventKind::Unblocked);
        recorder.set_others(9);
        recorder.record(EventKind::Unblocked);
        assert_eq!((recorder.enabled(), recorder.recorded()), (false, 2));
    }

    #[test]
    fn threads_that_take_turns_are_written_in_the_order_of_their_turns() {
        let mut recorder = Recorder::new(0, true, 100);
        let started = recorder.record(EventKind::Unblocked);
        let mut other = Place::beginning(7, started);
        for _ in 0..2 {
            recorder.switch(&mut other);
            recorder.record(OUTPUT);
            recorder.switch(&mut other);
            recorder.record(EventKind::Unblocked);
        }
        let bytes = recorder.take().expect("something was recorded");
        let events = decode(&bytes).expect("it was just written");
        let order: Vec<_> = events.iter().map(|event| (event.id.thread, event.id.seq)).collect();
        assert_eq!(order, [(0, 0), (7, 0), (0, 1), (7, 1), (0, 2)]);
        assert_eq!((events[1].cause, events[2].cause), (started, None));
        assert_eq!(recorder.take(), None);
    }

    #[test]
    fn output_is_counted() {
        let mut recorder = Recorder::new(0, false, 0);
        recorder.record(OUTPUT);
        recorder.record(EventKind::Unblocked);
        recorder.record(OUTPUT);
        assert_eq!((recorder.pending_outputs(), recorder.written_bytes()), (2, 8));
        assert!(recorder.take().is_some());
        assert_eq!((recorder.pending_outputs(), recorder.written_bytes()), (0, 8));
        assert_eq!(recorder.take(), None);
    }
}
