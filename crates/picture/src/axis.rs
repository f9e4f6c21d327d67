//! What the timeline's axis counts: time, or the steps of the run, in which all that happens in one instant lies side by
//! side.

use loopscope_story::Lanes;
use loopscope_story::causes::Place;
use loopscope_story::lanes::{Lane, Mark, Segment};
use loopscope_story::words::time_words;

use crate::view::Ticks;

/// A step is so many units long, so that there are places within it.
const UNITS_PER_STEP: u64 = 1_000;
/// The least that fits into a timeline by steps.
const FEWEST_STEPS: u64 = 12;
/// What a program that took no time at all is shown in, in microseconds.
const SHORTEST_MICROS: u64 = 1_000;

/// What the axis counts. Places on it are in units: microseconds, or parts of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Axis {
    /// Microseconds.
    #[default]
    Time,
    /// Steps of the run.
    Order,
}

/// A mark on the axis.
#[derive(Debug, PartialEq)]
pub struct Tick {
    /// Where it is.
    pub units: u64,
    /// What is written there.
    pub label: String,
}

impl Axis {
    /// All of them.
    pub const ALL: [Axis; 2] = [Axis::Time, Axis::Order];

    /// What the page calls it.
    pub fn label(self) -> &'static str {
        match self {
            Axis::Time => "Time",
            Axis::Order => "Order",
        }
    }

    /// What it shows, in a sentence.
    pub fn explanation(self) -> &'static str {
        match self {
            Axis::Time => "As long as things took",
            Axis::Order => "One step for everything that ran, also within one instant",
        }
    }

    /// Where a run is, or how far it came, when its time is `now_micros`.
    pub fn end(self, lanes: &Lanes, now_micros: u64) -> u64 {
        match self {
            Axis::Time => now_micros,
            Axis::Order => u64::from(lanes.steps()) * UNITS_PER_STEP,
        }
    }

    /// The least that fits.
    pub fn shortest(self) -> u64 {
        match self {
            Axis::Time => SHORTEST_MICROS,
            Axis::Order => FEWEST_STEPS * UNITS_PER_STEP,
        }
    }

    /// The least that there is room for while the program runs.
    pub fn shortest_live(self) -> u64 {
        match self {
            Axis::Time => 1_000_000,
            Axis::Order => 4 * FEWEST_STEPS * UNITS_PER_STEP,
        }
    }

    /// Where a segment begins.
    pub fn start_of(self, segment: &Segment) -> u64 {
        match self {
            Axis::Time => segment.start_micros,
            Axis::Order => u64::from(segment.start_step) * UNITS_PER_STEP,
        }
    }

    /// Where a segment ended; `None` while it goes on.
    pub fn end_of(self, segment: &Segment) -> Option<u64> {
        let end_micros = segment.end_micros()?;
        Some(match self {
            Axis::Time => end_micros,
            Axis::Order => u64::from(segment.end_step) * UNITS_PER_STEP,
        })
    }

    /// The first segment of a lane that ends after a place, or goes on.
    pub fn first_after(self, lane: &Lane, units: u64) -> usize {
        match self {
            Axis::Time => lane.first_after(units),
            Axis::Order => lane.first_after_step(u32::try_from(units / UNITS_PER_STEP).unwrap_or(u32::MAX)),
        }
    }

    /// Where a mark is.
    pub fn of_mark(self, mark: &Mark) -> u64 {
        match self {
            Axis::Time => mark.at_micros,
            Axis::Order => u64::from(mark.step) * UNITS_PER_STEP,
        }
    }

    /// Where a cause is.
    pub fn of_place(self, place: &Place) -> u64 {
        match self {
            Axis::Time => place.at_micros,
            Axis::Order => u64::from(place.half_steps) * UNITS_PER_STEP / 2,
        }
    }

    /// The ticks between two places, at least `apart_px` pixels apart. Steps are told by the time at which they happened.
    pub fn ticks(self, lanes: &Lanes, from: f64, to: f64, units_per_px: f64, apart_px: f64) -> Vec<Tick> {
        if self == Axis::Time {
            let ticks = Ticks::new(from, to, units_per_px, apart_px);
            return ticks.times().map(|units| Tick { units, label: ticks.label(units) }).collect();
        }
        let times = lanes.times();
        let is_before =
            |units: f64| move |(step, _): &(u32, u64)| ((u64::from(*step) * UNITS_PER_STEP) as f64) < units;
        let mut next = times.partition_point(is_before(from)).saturating_sub(1);
        let mut ticks: Vec<Tick> = Vec::new();
        // From tick to tick, not from time to time: there may be a million of them.
        while let Some(&(step, micros)) = times.get(next) {
            let units = u64::from(step) * UNITS_PER_STEP;
            if units as f64 > to {
                break;
            }
            ticks.push(Tick { units, label: time_words(micros) });
            let after = is_before(units as f64 + apart_px * units_per_px);
            next = (next + 1).max(next + times[next..].partition_point(after));
        }
        ticks
    }
}
