//! The moment that a link points at, and where it is in a run.

use loopscope_link::At;
use loopscope_story::words::event_words;
use loopscope_trace::Moment;

use crate::model::run::Run;

/// So many events before and behind its number the moment is looked for: the run may have become another one.
const NEAR: u32 = 200;

/// A moment that a link points at.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Aim {
    pub(crate) at: At,
    /// The program runs to it.
    pub(crate) runs: bool,
}

/// Where a run has a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Found {
    /// It did not come so far yet, or ended before.
    NotYet,
    /// Here.
    At(Moment),
    /// Something else happened there.
    Different,
}

impl Aim {
    /// Where a run has it, as far as that is known: at its number or, else, nearest to that.
    pub(crate) fn find(&self, run: &Run) -> Found {
        let number = self.at.event;
        if run.recording.len() <= number as usize {
            return Found::NotYet;
        }
        let is_it = |moment: &Moment| {
            let Some(event) = run.recording.at(*moment) else { return false };
            self.at.is(event.line, &event_words(&run.recording, &run.lanes, &event))
        };
        let near = (0..=NEAR).flat_map(|by| [number.checked_sub(by), number.checked_add(by)]);
        near.flatten().map(Moment).find(is_it).map_or(Found::Different, Found::At)
    }
}
