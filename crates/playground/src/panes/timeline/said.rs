//! What is said of the picture in words.

use loopscope_picture::Spot;
use loopscope_story::Lanes;
use loopscope_story::words::time_words;

use super::Timeline;
use crate::panes::console::with_commas;

/// How many lanes are named for those who can't see them.
const NAMED_LANES: usize = 20;

impl Timeline {
    /// The lanes' names, for those who can't see the picture.
    pub(super) fn names(&self, lanes: &Lanes) -> String {
        let named = (0..NAMED_LANES).filter_map(|row| lanes.get(self.rows.get(row)?.lane));
        let mut text = named.map(|lane| lane.name().to_string()).collect::<Vec<_>>().join(", ");
        if self.rows.len() > NAMED_LANES {
            text += &format!(" and {} more", with_commas(self.rows.len() - NAMED_LANES));
        }
        text
    }

    /// How many threads and tasks there are, and how many lanes of them are seen.
    pub(super) fn summary(&self, lanes: &Lanes) -> String {
        if lanes.is_empty() {
            return String::new();
        }
        let counted = |count: usize, name: &str| {
            format!("{} {name}{}", with_commas(count), if count == 1 { "" } else { "s" })
        };
        let mut text = counted(lanes.thread_count(), "thread");
        if lanes.task_count() > 0 {
            text += &format!(", {}", counted(lanes.task_count(), "task"));
        }
        if self.lanes_in_view < lanes.len() {
            text += &format!("; {} of {} lanes in view", self.lanes_in_view, with_commas(lanes.len()));
        }
        if let Some(full) = lanes.full_at_micros() {
            text += &format!("; recorded until {}", time_words(full));
        }
        text
    }

    /// The sentence about what is pointed at or chosen, for those who go from segment to segment by keys.
    pub(super) fn told(&self, chosen: Option<Spot>) -> String {
        let Some(pointed) = self.pointed.as_ref().filter(|_| chosen.is_some()) else {
            return String::new();
        };
        let row = self.rows.of(pointed.spot.lane).and_then(|row| self.rows.get(row));
        match row.map_or(0, |row| row.hidden) {
            0 => pointed.text.clone(),
            hidden => format!("{}; {hidden} folded below", pointed.text),
        }
    }
}
