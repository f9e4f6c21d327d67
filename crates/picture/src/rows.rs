//! Which lanes have a row: all but those that are folded away or that a filter leaves out.

use loopscope_story::Lanes;
use loopscope_story::lanes::{Lane, LaneIndex, LaneKind};

/// What the reader wants to see of the lanes.
#[derive(Debug, Default)]
pub struct Shown {
    /// By lane, as far as it was ever folded.
    folded: Vec<bool>,
    filter: String,
}

/// A lane that has a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The lane.
    pub lane: LaneIndex,
    /// How deep it is below its thread.
    pub depth: usize,
    /// Whether the reader can fold it.
    pub folds: bool,
    /// How many lanes are folded away below it.
    pub hidden: usize,
}

/// The rows, from the first to the last.
#[derive(Debug, Default)]
pub struct Rows {
    rows: Vec<Row>,
    /// By lane.
    places: Vec<Option<u32>>,
}

impl Shown {
    /// Folds the lanes below another away, or shows them again.
    pub fn fold(&mut self, lane: LaneIndex) {
        if lane >= self.folded.len() {
            self.folded.resize(lane + 1, false);
        }
        self.folded[lane] = !self.folded[lane];
    }

    /// Nothing is folded any more: other lanes come.
    pub fn unfold(&mut self) {
        self.folded.clear();
    }

    /// Shows lanes only whose names or coroutines have this text in them, and those above these; large and small letters are
    /// the same. Nothing is folded then. An empty text shows all.
    pub fn filter(&mut self, text: &str) {
        self.filter = text.to_owned();
    }

    /// Whether there is a filter.
    pub fn filters(&self) -> bool {
        !self.filter.is_empty()
    }

    /// The rows of these lanes.
    pub fn rows(&self, lanes: &Lanes) -> Rows {
        let mut rows = Vec::new();
        if !self.filters() {
            let mut folded_at = usize::MAX;
            for (lane, depth) in lanes.order() {
                if depth > folded_at {
                    if let Some(Row { hidden, .. }) = rows.last_mut() {
                        *hidden += 1;
                    }
                    continue;
                }
                let folds = lanes.get(lane).is_some_and(Lane::has_children);
                folded_at = if folds && self.is_folded(lane) { depth } else { usize::MAX };
                rows.push(Row { lane, depth, folds, hidden: 0 });
            }
            return Rows::new(rows, lanes.len());
        }
        let mut wanted = vec![false; lanes.len()];
        for index in 0..lanes.len() {
            let mut next = lanes.get(index).filter(|lane| self.finds(lane)).map(|_| index);
            while let Some(index) = next.filter(|index| !wanted[*index]) {
                wanted[index] = true;
                next = lanes.get(index).and_then(Lane::parent);
            }
        }
        let wanted = lanes.order().filter(|(lane, _)| wanted[*lane]);
        let rows = wanted.map(|(lane, depth)| Row { lane, depth, folds: false, hidden: 0 }).collect();
        Rows::new(rows, lanes.len())
    }

    fn is_folded(&self, lane: LaneIndex) -> bool {
        self.folded.get(lane).is_some_and(|folded| *folded)
    }

    fn finds(&self, lane: &Lane) -> bool {
        let filter = self.filter.as_bytes();
        let is_it = |part: &[u8]| part.eq_ignore_ascii_case(filter);
        let has = |text: &str| text.as_bytes().windows(filter.len()).any(is_it);
        has(&lane.name()) || matches!(lane.kind(), LaneKind::Task { coroutine, .. } if has(coroutine))
    }
}

impl Rows {
    fn new(rows: Vec<Row>, lanes: usize) -> Rows {
        let mut places = vec![None; lanes];
        for (place, row) in (0..).zip(&rows) {
            places[row.lane] = Some(place);
        }
        Rows { rows, places }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// A row; `None` beyond the last.
    pub fn get(&self, row: usize) -> Option<&Row> {
        self.rows.get(row)
    }

    /// The row of a lane, if it has one.
    pub fn of(&self, lane: LaneIndex) -> Option<usize> {
        self.places.get(lane)?.map(|place| place as usize)
    }

    /// The row of a lane, or the row under which it is folded away.
    pub fn of_or_above(&self, lanes: &Lanes, lane: LaneIndex) -> Option<usize> {
        let mut above = std::iter::successors(Some(lane), |lane| lanes.get(*lane)?.parent());
        above.find_map(|lane| self.of(lane))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::Script;

    /// Two tasks of the program's, the first with two of its own, the second with one.
    fn lanes() -> Lanes {
        let mut script = Script::default();
        script.thread().create(None, 1, "main").create(Some(1), 2, "fetch").create(None, 3, "watch");
        script.create(Some(1), 4, "Fetch").create(Some(3), 5, "look");
        script.lanes
    }

    fn told(lanes: &Lanes, shown: &Shown) -> Vec<String> {
        let rows = shown.rows(lanes);
        let rows = (0..rows.len()).filter_map(|row| rows.get(row).copied());
        let tell = |row: Row| {
            let folds = match (row.folds, row.hidden) {
                (false, _) => "",
                (true, 0) => "-",
                (true, _) => "+",
            };
            format!("{}{folds}{} {}", "  ".repeat(row.depth), lanes.get(row.lane).unwrap().name(), row.hidden)
        };
        rows.map(tell).collect()
    }

    #[test]
    fn what_is_folded_is_counted() {
        let (lanes, mut shown) = (lanes(), Shown::default());
        let all =
            ["-MainThread 0", "  -Task-1 0", "    Task-2 0", "    Task-4 0", "  -Task-3 0", "    Task-5 0"];
        assert_eq!(told(&lanes, &shown), all);
        shown.fold(1);
        assert_eq!(told(&lanes, &shown), ["-MainThread 0", "  +Task-1 2", "  -Task-3 0", "    Task-5 0"]);
        let rows = shown.rows(&lanes);
        assert_eq!((rows.of(2), rows.of_or_above(&lanes, 2), rows.of(5)), (None, Some(1), Some(3)));
        shown.fold(0);
        assert_eq!(told(&lanes, &shown), ["+MainThread 5"]);
        shown.fold(0);
        shown.fold(1);
        assert_eq!(told(&lanes, &shown), all);
    }

    #[test]
    fn a_filter_keeps_what_is_above() {
        let (lanes, mut shown) = (lanes(), Shown::default());
        shown.fold(0);
        shown.filter("FETCH");
        assert_eq!(told(&lanes, &shown), ["MainThread 0", "  Task-1 0", "    Task-2 0", "    Task-4 0"]);
        shown.filter("task-3");
        assert_eq!(told(&lanes, &shown), ["MainThread 0", "  Task-3 0"]);
        shown.filter("nothing");
        assert!(shown.rows(&lanes).is_empty());
        shown.filter("");
        assert_eq!(told(&lanes, &shown), ["+MainThread 5"]);
    }
}
