//! The events of a whole program in their order, kept so that they can be looked up.

use crate::codec::{Batch, DecodeError, Events, Position, batches, leave_out_output};
use crate::event::{Event, EventId, EventKind, ThreadId};

/// To find an event, at most so many before it are read.
const STRIDE: u32 = 64;

/// A place in the order of a run: how many events came before it. Of a heap's threads it is the order in which things
/// happened; what other heaps did comes in when it was heard of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment(pub u32);

/// Every event of a program that has been received so far, in the batches in which they came.
///
/// The text of [`EventKind::Output`] is left out: who shows it keeps it.
#[derive(Debug, Default)]
pub struct Recording {
    /// In the order in which they came.
    batches: Vec<Kept>,
    /// Where the events of each thread are, by its number.
    threads: Vec<Vec<Turn>>,
    /// How many events came, with those that were not kept.
    total: u32,
    full: bool,
}

/// A batch.
#[derive(Debug)]
struct Kept {
    first: Moment,
    count: u32,
    bytes: Box<[u8]>,
    /// Before every [`STRIDE`]th event but the first.
    positions: Box<[Position]>,
}

/// Events of one thread that follow each other.
#[derive(Clone, Copy, Debug)]
struct Turn {
    seq: u32,
    first: Moment,
    count: u32,
}

impl Recording {
    /// Adds batches that came together, and shows their events to `visit` one by one. Batches of one heap come in
    /// their order.
    ///
    /// # Errors
    /// If the bytes are not batches; `visit` may have seen some events.
    pub fn add(&mut self, bytes: &[u8], visit: &mut dyn FnMut(&Event<'_>)) -> Result<(), DecodeError> {
        batches(bytes).try_for_each(|batch| self.add_batch(batch?, visit))
    }

    fn add_batch(&mut self, batch: &[u8], visit: &mut dyn FnMut(&Event<'_>)) -> Result<(), DecodeError> {
        let read = Batch::new(batch)?;
        let (was_full, mut has_output, mut has_others) = (self.full, false, false);
        let (first, count) = (Moment(self.total), read.count());
        let mut positions = Vec::new();
        let mut turns: Vec<(ThreadId, Turn)> = Vec::new();
        let mut events = read.events();
        for number in 0..count {
            if number > 0 && number % STRIDE == 0 {
                positions.push(events.position());
            }
            let Some(event) = events.advance()? else { break };
            match turns.last_mut() {
                Some((thread, turn))
                    if *thread == event.id.thread && turn.seq.wrapping_add(turn.count) == event.id.seq =>
                {
                    turn.count += 1
                }
                _ => {
                    let turn = Turn { seq: event.id.seq, first: Moment(first.0 + number), count: 1 };
                    turns.push((event.id.thread, turn));
                }
            }
            match event.kind {
                EventKind::Output { .. } => has_output = true,
                EventKind::RecordingFull => (self.full, has_others) = (true, true),
                _ => has_others = true,
            }
            visit(event);
        }
        self.total += count;
        // Output goes on when the recording is full.
        if was_full && !has_others {
            return Ok(());
        }
        let mut bytes = batch.to_vec();
        if has_output {
            leave_out_output(&mut bytes);
        }
        for (thread, turn) in turns {
            self.add_turn(usize::from(thread), turn);
        }
        let (bytes, positions) = (bytes.into_boxed_slice(), positions.into_boxed_slice());
        self.batches.push(Kept { first, count, bytes, positions });
        Ok(())
    }

    fn add_turn(&mut self, thread: usize, turn: Turn) {
        if thread >= self.threads.len() {
            self.threads.resize_with(thread + 1, Vec::new);
        }
        let turns = &mut self.threads[thread];
        match turns.last_mut() {
            // The thread went on from one batch to the next.
            Some(last) if last.seq + last.count == turn.seq && last.first.0 + last.count == turn.first.0 => {
                last.count += turn.count;
            }
            _ => {
                // A thread that was in another heap may be heard of late.
                let place = turns.partition_point(|other| other.seq <= turn.seq);
                turns.insert(place, turn);
            }
        }
    }

    /// The batches that were kept, without the texts of output: one after the other they can be added to a recording again.
    pub fn batches(&self) -> impl Iterator<Item = &[u8]> {
        self.batches.iter().map(|kept| &*kept.bytes)
    }

    /// The event called `id`, if it has been received.
    pub fn get(&self, id: EventId) -> Option<Event<'_>> {
        self.at(self.moment_of(id)?)
    }

    /// Where the event called `id` is in the order of the run, if it has been received.
    pub fn moment_of(&self, id: EventId) -> Option<Moment> {
        let turns = self.threads.get(usize::from(id.thread))?;
        let after = turns.partition_point(|turn| turn.seq <= id.seq);
        let turn = turns.get(after.checked_sub(1)?)?;
        let number = id.seq - turn.seq;
        (number < turn.count).then_some(Moment(turn.first.0 + number))
    }

    /// The event at a place in the order of the run.
    pub fn at(&self, moment: Moment) -> Option<Event<'_>> {
        let after = self.batches.partition_point(|kept| kept.first <= moment);
        let kept = self.batches.get(after.checked_sub(1)?)?;
        let number = moment.0 - kept.first.0;
        if number >= kept.count {
            return None;
        }
        kept.beginning_at(number / STRIDE)?.nth((number % STRIDE) as usize)?.ok()
    }

    /// The first place from one in the order of the run on at which something is; events are shown one by one until then.
    pub fn find_from(
        &self,
        moment: Moment,
        is_it: &mut dyn FnMut(Moment, &Event<'_>) -> bool,
    ) -> Option<Moment> {
        let first = self.batches.partition_point(|kept| kept.first <= moment).saturating_sub(1);
        for kept in &self.batches[first..] {
            let number = moment.0.saturating_sub(kept.first.0);
            for stride in number / STRIDE..kept.count.div_ceil(STRIDE) {
                for (at, event) in kept.stride(stride) {
                    if at >= moment && is_it(at, &event) {
                        return Some(at);
                    }
                }
            }
        }
        None
    }

    /// The last place before one in the order of the run at which something is; events are shown one by one, backwards,
    /// until then.
    pub fn find_before(
        &self,
        moment: Moment,
        is_it: &mut dyn FnMut(Moment, &Event<'_>) -> bool,
    ) -> Option<Moment> {
        let end = self.batches.partition_point(|kept| kept.first < moment);
        for kept in self.batches[..end].iter().rev() {
            let count = kept.count.min(moment.0 - kept.first.0);
            for stride in (0..count.div_ceil(STRIDE)).rev() {
                for (at, event) in kept.stride(stride).into_iter().rev() {
                    if at < moment && is_it(at, &event) {
                        return Some(at);
                    }
                }
            }
        }
        None
    }

    /// The event without which `event` would not have happened, if it has been received.
    pub fn cause_of(&self, event: &Event<'_>) -> Option<Event<'_>> {
        self.get(event.cause?)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.batches.iter().map(|kept| kept.count as usize).sum()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.batches.is_empty()
    }

    /// The events in their order.
    pub fn events(&self) -> impl Iterator<Item = Event<'_>> {
        let batches = self.batches.iter().filter_map(|kept| Batch::new(&kept.bytes).ok());
        batches.flat_map(|batch| batch.events()).flatten()
    }
}

impl Kept {
    /// The events from the beginning of a stride on.
    fn beginning_at(&self, stride: u32) -> Option<Events<'_>> {
        let batch = Batch::new(&self.bytes).ok()?;
        match stride.checked_sub(1) {
            None => Some(batch.events()),
            Some(before) => Some(batch.events_from(self.positions.get(before as usize)?)),
        }
    }

    /// The events of one stride, each with its place.
    fn stride(&self, stride: u32) -> Vec<(Moment, Event<'_>)> {
        let (first, mut events) = (self.first.0 + stride * STRIDE, self.beginning_at(stride));
        let mut found = Vec::with_capacity(STRIDE as usize);
        for number in first..first + STRIDE {
            match events.as_mut().and_then(Iterator::next) {
                Some(Ok(event)) => found.push((Moment(number), event)),
                _ => break,
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Stream;
    use crate::recorder::{Place, Recorder};

    fn add(recording: &mut Recording, recorder: &mut Recorder) -> usize {
        let mut seen = 0;
        let batch = recorder.take().expect("something was recorded");
        recording.add(&batch, &mut |_| seen += 1).expect("it was just written");
        seen
    }

    #[test]
    fn finds_events_of_interleaved_threads() {
        let mut recording = Recording::default();
        let mut recorders = [0, 1].map(|thread| Recorder::new(thread, true, 1_000_000));
        let cause = recorders[0].record(EventKind::Unblocked);
        for round in 0..5u32 {
            for recorder in &mut recorders {
                for number in 0..(200 * round) {
                    (recorder.now_micros, recorder.line) = (recorder.now_micros + 3, number + 1);
                    recorder.record_caused_by(EventKind::ThreadEnded, cause);
                }
                recorder.record_caused_by(EventKind::Interrupted, cause);
                add(&mut recording, recorder);
            }
        }
        assert_eq!(recording.len(), 1 + 2 * (5 + 2_000));
        for (moment, event) in (0..).map(Moment).zip(recording.events()) {
            assert_eq!(recording.get(event.id), Some(event));
            assert_eq!((recording.at(moment), recording.moment_of(event.id)), (Some(event), Some(moment)));
        }
        let all: Vec<_> = (0..).map(Moment).zip(recording.events().map(|event| event.id)).collect();
        for at in [0, 1, 63, 64, 65, 401, 402, 2_010, 2_011] {
            let (mut after, mut before) = (Vec::new(), Vec::new());
            let see = |seen: &mut Vec<_>, at: Moment, event: &Event<'_>| {
                seen.push((at, event.id));
                false
            };
            recording.find_from(Moment(at as u32), &mut |at, event| see(&mut after, at, event));
            recording.find_before(Moment(at as u32), &mut |at, event| see(&mut before, at, event));
            before.reverse();
            assert_eq!((before.as_slice(), after.as_slice()), all.split_at(at), "at {at}");
            let found = recording.find_before(Moment(at as u32), &mut |other, _| other.0 % 100 == 7);
            assert_eq!(found.map(|found| found.0), (at as u32).checked_sub(8).map(|at| at - at % 100 + 7));
        }
        let found = recording.get(EventId { thread: 1, seq: 1 }).expect("it was added");
        assert_eq!(recording.cause_of(&found).map(|event| event.id), cause);
        assert_eq!(recording.get(EventId { thread: 2, seq: 0 }), None);
        assert_eq!(recording.get(EventId { thread: 1, seq: 2_005 }), None);
    }

    #[test]
    fn threads_of_a_heap_have_one_order() {
        let (mut recording, mut recorder) = (Recording::default(), Recorder::new(0, true, 1_000_000));
        let mut others = [1, 2].map(|thread| Place::beginning(thread, None));
        let mut expected = Vec::new();
        for round in 0..300usize {
            expected.extend(recorder.record(EventKind::Unblocked));
            recorder.switch(&mut others[round % 3 / 2]);
            if round % 50 == 0 {
                add(&mut recording, &mut recorder);
            }
        }
        add(&mut recording, &mut recorder);
        assert!(recording.events().map(|event| event.id).eq(expected.iter().copied()));
        for (moment, id) in (0..).map(Moment).zip(expected) {
            assert_eq!(recording.moment_of(id), Some(moment));
            assert_eq!(recording.at(moment).map(|event| event.id), Some(id));
        }
    }

    #[test]
    fn the_last_event_is_found_where_output_was_left_out() {
        let (mut recording, mut recorder) = (Recording::default(), Recorder::new(0, true, 1_000));
        for _ in 0..STRIDE {
            recorder.record(EventKind::Output { stream: Stream::Stdout, text: "some text" });
        }
        let last = recorder.record(EventKind::ThreadEnded).expect("it is recorded");
        add(&mut recording, &mut recorder);
        assert_eq!(recording.get(last).map(|event| event.kind), Some(EventKind::ThreadEnded));
    }

    #[test]
    fn output_is_seen_but_not_kept() {
        let mut recording = Recording::default();
        let mut recorder = Recorder::new(0, true, 2);
        recorder.record(EventKind::Output { stream: Stream::Stdout, text: "some text" });
        recorder.record(EventKind::ThreadEnded);
        let batch = recorder.take().expect("something was recorded");
        let mut texts = Vec::new();
        let mut keep = |event: &Event<'_>| {
            if let EventKind::Output { text, .. } = event.kind {
                texts.push(text.to_owned());
            }
        };
        recording.add(&batch, &mut keep).expect("it was just written");
        assert_eq!(texts, ["some text"]);
        let kinds: Vec<_> = recording.events().map(|event| event.kind).collect();
        assert_eq!(kinds, [EventKind::Output { stream: Stream::Stdout, text: "" }, EventKind::ThreadEnded]);
    }

    #[test]
    fn output_after_the_end_of_a_full_recording_is_not_kept() {
        let mut recording = Recording::default();
        let mut recorder = Recorder::new(0, true, 1);
        recorder.record(EventKind::Unblocked);
        recorder.record(EventKind::Unblocked);
        assert_eq!(add(&mut recording, &mut recorder), 2);
        recorder.record(EventKind::Output { stream: Stream::Stdout, text: "more" });
        assert_eq!(add(&mut recording, &mut recorder), 1);
        recorder.record(EventKind::ProgramEnded { exit_status: 0 });
        assert_eq!(add(&mut recording, &mut recorder), 1);
        assert_eq!(recording.len(), 3);
        let ended = recording.get(EventId { thread: 0, seq: 3 }).map(|event| event.kind);
        assert_eq!(ended, Some(EventKind::ProgramEnded { exit_status: 0 }));
        assert_eq!(recording.get(EventId { thread: 0, seq: 2 }), None);
    }
}
