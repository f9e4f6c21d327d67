//! The events of a whole program, kept so that they can be looked up by name.

use crate::codec::{Batch, DecodeError, Position, batches, leave_out_output};
use crate::event::{Event, EventId, EventKind, ThreadId};

/// To find an event, at most so many before it are read.
const STRIDE: u32 = 64;

/// Every event of a program that has been received so far, in the batches in which they came.
///
/// The text of [`EventKind::Output`] is left out: the [`Console`](crate::Console) keeps it.
#[derive(Debug, Default)]
pub struct Recording {
    /// By thread; each in the order of `seq`.
    threads: Vec<Vec<Kept>>,
    full: bool,
}

/// A batch.
#[derive(Debug)]
struct Kept {
    first_seq: u32,
    count: u32,
    bytes: Box<[u8]>,
    /// Before every [`STRIDE`]th event but the first.
    positions: Box<[Position]>,
}

impl Recording {
    /// Adds batches that came together, and shows their events to `visit` one by one. Batches of one thread come in
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
        let mut positions = Vec::new();
        let mut events = read.events();
        for number in 0..read.count() {
            if number > 0 && number % STRIDE == 0 {
                positions.push(events.position());
            }
            let Some(event) = events.next().transpose()? else { break };
            match event.kind {
                EventKind::Output { .. } => has_output = true,
                EventKind::RecordingFull => (self.full, has_others) = (true, true),
                _ => has_others = true,
            }
            visit(&event);
        }
        let (thread, first_seq, count) = (usize::from(read.thread()), read.first_seq(), read.count());
        // Output goes on when the recording is full.
        if was_full && !has_others {
            return Ok(());
        }
        let mut bytes = batch.to_vec();
        if has_output {
            leave_out_output(&mut bytes);
        }
        if thread >= self.threads.len() {
            self.threads.resize_with(thread + 1, Vec::new);
        }
        let (bytes, positions) = (bytes.into_boxed_slice(), positions.into_boxed_slice());
        self.threads[thread].push(Kept { first_seq, count, bytes, positions });
        Ok(())
    }

    /// The event called `id`, if it has been received.
    pub fn get(&self, id: EventId) -> Option<Event<'_>> {
        let batches = self.threads.get(usize::from(id.thread))?;
        let after = batches.partition_point(|kept| kept.first_seq <= id.seq);
        let kept = &batches[after.checked_sub(1)?];
        let number = id.seq - kept.first_seq;
        if number >= kept.count {
            return None;
        }
        let batch = Batch::new(&kept.bytes).ok()?;
        let mut events = match (number / STRIDE).checked_sub(1) {
            None => batch.events(),
            Some(stride) => batch.events_from(kept.positions.get(stride as usize)?),
        };
        events.nth((number % STRIDE) as usize)?.ok()
    }

    /// The event without which `event` would not have happened, if it has been received.
    pub fn cause_of(&self, event: &Event<'_>) -> Option<Event<'_>> {
        self.get(event.cause?)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.threads.iter().flatten().map(|kept| kept.count as usize).sum()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.threads.iter().all(Vec::is_empty)
    }

    /// The events of one thread in their order.
    pub fn of_thread(&self, thread: ThreadId) -> impl Iterator<Item = Event<'_>> {
        let batches = self.threads.get(usize::from(thread)).into_iter().flatten();
        batches.filter_map(|kept| Batch::new(&kept.bytes).ok()).flat_map(|batch| batch.events()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::event::Stream;
    use crate::recorder::Recorder;

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
        for thread in [0, 1] {
            for event in recording.of_thread(thread) {
                assert_eq!(recording.get(event.id), Some(event));
            }
        }
        let found = recording.get(EventId { thread: 1, seq: 1 }).expect("it was added");
        assert_eq!(recording.cause_of(&found).map(|event| event.id), cause);
        assert_eq!(recording.get(EventId { thread: 2, seq: 0 }), None);
        assert_eq!(recording.get(EventId { thread: 1, seq: 2_005 }), None);
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
        let kinds: Vec<_> = recording.of_thread(0).map(|event| event.kind).collect();
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
