//! Which segment is at a place, and the way from segment to segment by keys.

use loopscope_story::Lanes;
use loopscope_story::lanes::{LaneIndex, State};

use crate::LEAST_WIDTH;
use crate::rows::Rows;
use crate::view::View;

/// A segment of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The lane.
    pub lane: LaneIndex,
    /// Its number in the lane.
    pub segment: usize,
}

/// A direction of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// To the segment before.
    Left,
    /// To the next segment.
    Right,
    /// To the row above.
    Up,
    /// To the row below.
    Down,
    /// To the lane's first segment.
    First,
}

/// The segment at a place; short runs are as wide as they are drawn.
pub fn at(lanes: &Lanes, rows: &Rows, view: &View, x: f64, y: f64) -> Option<Spot> {
    if x < view.labels {
        return None;
    }
    let lane = rows.get(view.row(y)?)?.lane;
    let owner = lanes.get(lane)?;
    let (from, to) = (view.units(x - LEAST_WIDTH) as u64, view.units(x) as u64);
    // What took no time at the very start ends before nothing.
    let first = if from == 0 { 0 } else { view.axis.first_after(owner, from - 1) };
    let near = owner.segments().iter().enumerate().skip(first);
    let mut found = None;
    for (segment, candidate) in near.take_while(|(_, candidate)| view.axis.start_of(candidate) <= to) {
        let end = view.axis.end_of(candidate);
        let holds = end.is_none_or(|end| end >= to);
        let start = view.axis.start_of(candidate);
        let short = end.is_some_and(|end| view.x(end) - view.x(start) < LEAST_WIDTH);
        if candidate.state == State::Running && (holds || short) {
            return Some(Spot { lane, segment });
        }
        if holds {
            found.get_or_insert(Spot { lane, segment });
        }
    }
    found
}

/// The segment that had begun last at a place of the axis, of the lanes that have a row: what runs rather than what gave way to it.
pub fn on_axis(lanes: &Lanes, rows: &Rows, view: &View, x: f64) -> Option<Spot> {
    let to = view.units(x) as u64;
    let mut found: Option<((u32, bool), Spot)> = None;
    for lane in (0..rows.len()).filter_map(|row| rows.get(row)).map(|row| row.lane) {
        let segments = lanes.get(lane)?.segments();
        let begun = segments.partition_point(|segment| view.axis.start_of(segment) <= to);
        let Some(segment) = begun.checked_sub(1) else { continue };
        let last = (segments[segment].start_step, segments[segment].state == State::Running);
        if found.is_none_or(|(known, _)| last > known) {
            found = Some((last, Spot { lane, segment }));
        }
    }
    found.map(|(_, spot)| spot)
}

/// The segment next to another. Up and down lead to what the neighbouring lane shows at the same time.
pub fn neighbour(lanes: &Lanes, rows: &Rows, from: Option<Spot>, direction: Direction) -> Option<Spot> {
    let Some(from) = from else {
        return rows.get(0).map(|row| Spot { lane: row.lane, segment: 0 });
    };
    match direction {
        Direction::First => Some(Spot { segment: 0, ..from }),
        Direction::Left => Some(Spot { segment: from.segment.saturating_sub(1), ..from }),
        Direction::Right => {
            let last = lanes.get(from.lane)?.segments().len().checked_sub(1)?;
            Some(Spot { segment: (from.segment + 1).min(last), ..from })
        }
        Direction::Up | Direction::Down => {
            let row = rows.of_or_above(lanes, from.lane)?;
            let row = if direction == Direction::Up { row.checked_sub(1)? } else { row + 1 };
            beside(lanes, rows.get(row)?.lane, from)
        }
    }
}

/// The segment itself if its lane has a row, else what the row in which it is folded away shows at the same time.
pub fn unfolded(lanes: &Lanes, rows: &Rows, spot: Spot) -> Option<Spot> {
    let lane = rows.get(rows.of_or_above(lanes, spot.lane)?)?.lane;
    if lane == spot.lane { Some(spot) } else { beside(lanes, lane, spot) }
}

/// What another lane shows when a segment begins.
fn beside(lanes: &Lanes, lane: LaneIndex, spot: Spot) -> Option<Spot> {
    let start_step = lanes.get(spot.lane)?.segments().get(spot.segment)?.start_step;
    let owner = lanes.get(lane)?;
    let last = owner.segments().len().checked_sub(1)?;
    Some(Spot { lane, segment: owner.first_after_step(start_step).min(last) })
}

/// The row whose lanes below are folded or unfolded by a click at a place: that of a name.
pub fn fold_at(rows: &Rows, view: &View, x: f64, y: f64) -> Option<LaneIndex> {
    let row = rows.get(view.row(y)?)?;
    (x < view.labels && row.folds).then_some(row.lane)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::axis::Axis;
    use crate::rows::Shown;
    use crate::testing::Script;
    use crate::view::{AXIS_HEIGHT, ROW_HEIGHT};

    /// Two tasks; the first runs for 10 µs and then waits for a second.
    fn lanes() -> (Lanes, Rows) {
        let mut script = Script::default();
        script.thread().step(0, 1).suspend(10, 1, false).step(10, 2).step(1_000_010, 1).end(1_000_020);
        let rows = Shown::default().rows(&script.lanes);
        (script.lanes, rows)
    }

    fn view() -> View {
        View {
            axis: Axis::Time,
            width: 300.0,
            height: 200.0,
            labels: 80.0,
            units_per_px: 1e4,
            left: 0.0,
            top: 0.0,
        }
    }

    #[test]
    fn short_runs_can_be_pointed_at() {
        let ((lanes, rows), view) = (lanes(), view());
        let y = AXIS_HEIGHT + 1.5 * ROW_HEIGHT;
        let hit = |x| at(&lanes, &rows, &view, x, y).map(|spot| spot.segment);
        assert_eq!(hit(view.x(0)), Some(0));
        assert_eq!(hit(view.x(0) + 2.0), Some(0));
        assert_eq!(hit(view.x(0) + 20.0), Some(1));
        assert_eq!(hit(view.x(1_000_010) + 1.0), Some(2));
        assert_eq!(hit(view.x(1_000_020) + 20.0), None);
        assert_eq!(hit(20.0), None);
    }

    #[test]
    fn the_axis_leads_to_what_began_last() {
        let ((lanes, rows), view) = (lanes(), view());
        let spot = |x| on_axis(&lanes, &rows, &view, x).map(|spot| (spot.lane, spot.segment));
        // All of these begin within the first pixel; the second task's run came last.
        assert_eq!(spot(view.x(10) + 0.5), Some((2, 0)));
        assert_eq!(spot(view.x(500_000)), Some((2, 0)));
        assert_eq!(spot(view.x(1_000_010) + 0.5), Some((1, 2)));
        assert_eq!(spot(view.width), Some((1, 2)));
        assert_eq!(spot(0.0), spot(view.x(0)));
        assert_eq!(on_axis(&Lanes::default(), &Rows::default(), &view, 100.0), None);
    }

    #[test]
    fn keys_lead_from_segment_to_segment() {
        let (lanes, rows) = lanes();
        let neighbour = |from, direction| neighbour(&lanes, &rows, from, direction);
        let first = neighbour(None, Direction::Right);
        assert_eq!(first, Some(Spot { lane: 0, segment: 0 }));
        let task = neighbour(first, Direction::Down);
        assert_eq!(task, Some(Spot { lane: 1, segment: 0 }));
        let waits = neighbour(task, Direction::Right);
        assert_eq!(waits, Some(Spot { lane: 1, segment: 1 }));
        assert_eq!(neighbour(waits, Direction::Down), Some(Spot { lane: 2, segment: 0 }));
        assert_eq!(neighbour(first, Direction::Up), None);
        assert_eq!(neighbour(waits, Direction::First), task);
    }
}
