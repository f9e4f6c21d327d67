//! What came of a run and was not taken in yet. To take it in needs time that a busy program could have, and nobody sees more of it than
//! is drawn: so it is taken in when the page draws, a little each time, and all of it as soon as the program leaves the time for that.

/// What is taken in for a picture of a program that is busy, in bytes: some two milliseconds of work.
pub(crate) const A_LITTLE: usize = 32 << 10;
/// What is taken in for one of a program that is not: as much as may hold the page up.
pub(crate) const MUCH: usize = 8 * A_LITTLE;
/// What is taken in of what can't be put off any more, whenever something comes: more than comes.
pub(crate) const WHAT_IS_DUE: usize = 2 * A_LITTLE;
/// So long things are put off, in milliseconds: what is shown of a busy program is not much older.
const LATEST_MILLIS: f64 = 400.0;

/// Batches of events in the order in which they came, each with the time in milliseconds of the page's clock at which it did.
#[derive(Default)]
pub(crate) struct Backlog(Vec<(f64, Vec<u8>)>);

impl Backlog {
    /// A batch comes at `now`.
    pub(crate) fn add(&mut self, batch: Vec<u8>, now: f64) {
        self.0.push((now, batch));
    }

    /// Whether all was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the first batch can't be put off any more.
    pub(crate) fn is_due(&self, now: f64) -> bool {
        self.0.first().is_some_and(|(came_at, _)| now - came_at > LATEST_MILLIS)
    }

    /// The next batch, as long as there is something left of `bytes`.
    pub(crate) fn take(&mut self, bytes: &mut usize) -> Option<Vec<u8>> {
        if *bytes == 0 || self.0.is_empty() {
            return None;
        }
        // There are not many: they come about once a frame.
        let (_, batch) = self.0.remove(0);
        *bytes = bytes.saturating_sub(batch.len());
        Some(batch)
    }
}
