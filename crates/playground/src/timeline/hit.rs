//! Which segment is at a place, and the way from segment to segment by keys.

use loopscope_story::Lanes;
use loopscope_story::lanes::{LaneIndex, State};

use super::draw::LEAST_WIDTH;
use super::view::View;

/// A segment of a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) lane: LaneIndex,
    pub(super) segment: usize,
}

/// A direction of an arrow key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Left,
    Right,
    Up,
    Down,
    /// To the lane's first segment.
    First,
    /// To the lane's last segment.
    Last,
}

/// The segment at a place; short runs are as wide as they are drawn.
pub(super) fn at(lanes: &Lanes, view: &View, x: f64, y: f64) -> Option<Spot> {
    if x < view.labels {
        return None;
    }
    let lane = lanes.at_row(view.row(y)?)?;
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

/// The segment next to another. Up and down lead to what the neighbouring lane shows at the same time.
pub(super) fn neighbour(lanes: &Lanes, from: Option<Spot>, direction: Direction) -> Option<Spot> {
    let Some(from) = from else {
        return lanes.at_row(0).map(|lane| Spot { lane, segment: 0 });
    };
    match direction {
        Direction::First => Some(Spot { segment: 0, ..from }),
        Direction::Last => {
            let last = lanes.get(from.lane)?.segments().len().checked_sub(1)?;
            Some(Spot { segment: last, ..from })
        }
        Direction::Left => Some(Spot { segment: from.segment.saturating_sub(1), ..from }),
        Direction::Right => {
            let last = lanes.get(from.lane)?.segments().len().checked_sub(1)?;
            Some(Spot { segment: (from.segment + 1).min(last), ..from })
        }
        Direction::Up | Direction::Down => {
            let row = lanes.row_of(from.lane)?;
            let row = if direction == Direction::Up { row.checked_sub(1)? } else { row + 1 };
            let start_step = lanes.get(from.lane)?.segments().get(from.segment)?.start_step;
            let lane = lanes.at_row(row)?;
            let owner = lanes.get(lane)?;
            let last = owner.segments().len().checked_sub(1)?;
            Some(Spot { lane, segment: owner.first_after_step(start_step).min(last) })
        }
    }
}

#[cfg(test)]
mod tests {
    use loopscope_trace::{Awaiting, Event, EventId, EventKind, ObjectId, Wait};

    use super::super::axis::Axis;
    use super::super::view::{AXIS_HEIGHT, ROW_HEIGHT};
    use super::*;

    /// Two tasks; the first runs for 10 µs and then waits for a second.
    fn lanes() -> Lanes {
        let task = |index| ObjectId { heap: 0, index };
        let kinds = [
            (0, EventKind::ThreadStarted { name: "MainThread" }),
            (0, EventKind::TaskStep { task: task(1) }),
            (
                10,
                EventKind::TaskSuspended {
                    task: task(1),
                    awaiting: Awaiting::Task(task(2)),
                    wait: Wait::default(),
                },
            ),
            (10, EventKind::TaskStep { task: task(2) }),
            (1_000_010, EventKind::TaskStep { task: task(1) }),
            (1_000_020, EventKind::ProgramEnded { exit_status: 0 }),
        ];
        let mut lanes = Lanes::default();
        for (seq, (at_micros, kind)) in (0..).zip(kinds) {
            let id = EventId { thread: 0, seq };
            lanes.push(&Event { id, at_micros, cause: None, line: 0, task: None, by_asyncio: false, kind });
        }
        lanes
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
        let (lanes, view) = (lanes(), view());
        let y = AXIS_HEIGHT + 1.5 * ROW_HEIGHT;
        let hit = |x| at(&lanes, &view, x, y).map(|spot| spot.segment);
        assert_eq!(hit(view.x(0)), Some(0));
        assert_eq!(hit(view.x(0) + 2.0), Some(0));
        assert_eq!(hit(view.x(0) + 20.0), Some(1));
        assert_eq!(hit(view.x(1_000_010) + 1.0), Some(2));
        assert_eq!(hit(view.x(1_000_020) + 20.0), None);
        assert_eq!(hit(20.0), None);
    }

    #[test]
    fn keys_lead_from_segment_to_segment() {
        let lanes = lanes();
        let first = neighbour(&lanes, None, Direction::Right);
        assert_eq!(first, Some(Spot { lane: 0, segment: 0 }));
        let task = neighbour(&lanes, first, Direction::Down);
        assert_eq!(task, Some(Spot { lane: 1, segment: 0 }));
        let waits = neighbour(&lanes, task, Direction::Right);
        assert_eq!(waits, Some(Spot { lane: 1, segment: 1 }));
        assert_eq!(neighbour(&lanes, waits, Direction::Down), Some(Spot { lane: 2, segment: 0 }));
        assert_eq!(neighbour(&lanes, first, Direction::Up), None);
        assert_eq!(neighbour(&lanes, task, Direction::Last), Some(Spot { lane: 1, segment: 2 }));
        assert_eq!(neighbour(&lanes, waits, Direction::First), task);
    }
}
