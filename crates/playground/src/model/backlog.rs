//! What came of a run and was not taken in yet. To take it in needs time that a busy program could have, and nobody sees more of it than
//! is drawn: so it is taken in when the page draws, a little each time, and all of it as soon as the program leaves the time for that.

use std::collections::VecDeque;

/// What is taken in for a picture of a program that is busy, in bytes: some two milliseconds of work.
pub(crate) const A_LITTLE: usize = 32 << 10;
/// What is taken in for one of a program that is not: as much as may hold the page up.
pub(crate) const MUCH: usize = 8 * A_LITTLE;
/// So long nothing is put off, in milliseconds: what is shown of a busy program is not older.
const LATEST_MILLIS: f64 = 400.0;

/// Batches of events in the order in which they came.
#[derive(Default)]
pub(crate) struct Backlog(VecDeque<Batch>);

struct Batch {
    /// When it came, in milliseconds of the page's clock.
    came_at: f64,
    bytes: Vec<u8>,
}

impl Backlog {
    /// A batch comes at `now`.
    pub(crate) fn add(&mut self, bytes: Vec<u8>, now: f64) {
        self.0.push_back(Batch { came_at: now, bytes });
    }

    /// Whether all was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The next batch, as long as there is something left of `bytes`.
    pub(crate) fn take(&mut self, bytes: &mut usize) -> Option<Vec<u8>> {
        if *bytes == 0 {
            return None;
        }
        let batch = self.0.pop_front()?.bytes;
        *bytes = bytes.saturating_sub(batch.len());
        Some(batch)
    }

    /// How many bytes can't be put off any more.
    pub(crate) fn due(&self, now: f64) -> usize {
        let due = self.0.iter().take_while(|batch| now - batch.came_at > LATEST_MILLIS);
        due.map(|batch| batch.bytes.len()).sum()
    }

    /// Forgets what was not taken.
    pub(crate) fn clear(&mut self) {
        self.0.clear();
    }
}
