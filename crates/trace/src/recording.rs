//! The events of a whole program, kept so that they can be looked up by name.

use crate::event::{Event, EventId, EventKind, ThreadId};

/// Every event of a program that has been received so far.
///
/// The text of [`EventKind::Output`] is left out: the [`Console`](crate::Console) keeps it.
#[derive(Debug, Default)]
pub struct Recording {
    /// By thread; each in the order of `seq`.
    threads: Vec<Vec<Event>>,
}

impl Recording {
    /// Adds an event. Events of one thread come in the order in which they were recorded.
    pub fn push(&mut self, mut event: Event) {
        if let EventKind::Output { text, .. } = &mut event.kind {
            *text = String::new();
        }
        let thread = usize::from(event.id.thread);
        if thread >= self.threads.len() {
            self.threads.resize_with(thread + 1, Vec::new);
        }
        self.threads[thread].push(event);
    }

    /// The event called `id`, if it has been received.
    pub fn get(&self, id: EventId) -> Option<&Event> {
        let events = self.threads.get(usize::from(id.thread))?;
        // `seq` counts without gaps, so it is the index, unless part of a recording was lost.
        match events.get(id.seq as usize) {
            Some(event) if event.id == id => Some(event),
            _ => events.binary_search_by_key(&id.seq, |event| event.id.seq).ok().map(|index| &events[index]),
        }
    }

    /// The event without which `event` would not have happened, if it has been received.
    pub fn cause_of(&self, event: &Event) -> Option<&Event> {
        self.get(event.cause?)
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.threads.iter().map(Vec::len).sum()
    }

    /// Whether there is no event.
    pub fn is_empty(&self) -> bool {
        self.threads.iter().all(Vec::is_empty)
    }

    /// The events of one thread in their order.
    pub fn of_thread(&self, thread: ThreadId) -> &[Event] {
        self.threads.get(usize::from(thread)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event(thread: ThreadId, seq: u32, cause: Option<EventId>) -> Event {
        Event {
            id: EventId { thread, seq },
            at_micros: 0,
            cause,
            line: 0,
            task: None,
            kind: EventKind::Unblocked,
        }
    }

    #[test]
    fn finds_events_of_interleaved_threads() {
        let mut recording = Recording::default();
        let cause = EventId { thread: 0, seq: 0 };
        for (thread, seq) in [(1, 0), (0, 0), (1, 1), (0, 1)] {
            recording.push(event(thread, seq, Some(cause)));
        }
        let id = EventId { thread: 1, seq: 1 };
        let found = recording.get(id).expect("it was pushed");
        assert_eq!(found.id, id);
        assert_eq!(recording.cause_of(found).map(|event| event.id), Some(cause));
        assert_eq!(recording.get(EventId { thread: 2, seq: 0 }), None);
        assert_eq!(recording.len(), 4);
    }

    #[test]
    fn finds_events_after_a_gap() {
        let mut recording = Recording::default();
        for seq in [0, 1, 5, 6] {
            recording.push(event(0, seq, None));
        }
        assert!(recording.get(EventId { thread: 0, seq: 6 }).is_some());
        assert!(recording.get(EventId { thread: 0, seq: 3 }).is_none());
    }
}
